"""Letters to those who follow something. Pure."""

from collections.abc import Sequence

from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.news.words import News

CONFIRM = LetterText(
    "follow_confirm",
    _("To a new follower: please confirm"),
    _("Please confirm that you want to follow: %(title)s"),
    (
        _("Somebody, we hope it was you, asked us to write to this address when there is news about: %(title)s"),
        _("Only when you confirm it do we write again. If it was not you, please do nothing: the address is erased"
          " within three days."),
    ),
    {"title": _("what is to be followed")},
)  # fmt: skip
NEWS = LetterText(
    "follow_news",
    _("To followers: news"),
    _("%(what)s"),
    (_("There is news about what you follow:"), _("%(news)s")),
    {"what": _("what happened, or how many things did"), "news": _("each piece of news with its link")},
)
TEXTS = (CONFIRM, NEWS)
MANAGE = _("See what you follow, or stop it with one click (this link is yours alone)")


def confirm(*, to: str, title: str, token: str, language: str, key: str) -> Letter:
    links = [(_("Confirm it here (this link is yours alone)"), f"/follow/{token}")]
    return write(CONFIRM, to, {"title": title}, links=links, language=language, key=key)


def news(told: Sequence[News], *, to: str, token: str, language: str, key: str) -> Letter:
    """One letter for one piece of news, or for all of a day; it leaves by day."""
    with speaking(language):
        lines = "\n\n".join(f"{one.what}: {one.title}\n{one.path}" for one in told)
        subject = f"{told[0].what}: {told[0].title}"
        if len(told) > 1:
            subject = str(_("%(number)s pieces of news about what you follow", number=len(told)))
    links = [(MANAGE, f"/follow/{token}")]
    return write(NEWS, to, {"what": subject, "news": lines}, links=links, language=language, key=key, by_day=True)
