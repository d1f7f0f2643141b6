"""A letter as plain text: courteous, in the reader's language, with its links on lines of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Invalid
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.words import words

# One mail box and nothing else: no line breaks, no comma that would name a second reader.
MAIL_BOX = re.compile(r"[^\s@,;:<>()\[\]\\\"\x00-\x1f\x7f]{1,64}@[^\s@,;:<>()\[\]\\\"\x00-\x1f\x7f]{1,255}")
# A line that is only a path of this site. The worker puts the installation's address before it.
PATH_LINE = re.compile(r"(?m)^(/[^\s/]\S*)$")
SECRET_PART = re.compile(r"[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True)
class Letter:
    """One letter to one reader.

    `body` is plain text; a line that holds only a path ("/track/…") becomes a full link when the
    letter leaves. Letters with the same `key` are queued once; an empty key never repeats.
    """

    to: str
    subject: str
    body: str
    language: str = "vi"
    key: str = ""
    # Written by the clock and not by an act: it leaves by day only.
    by_day: bool = False

    def __post_init__(self) -> None:
        if not MAIL_BOX.fullmatch(self.to):
            raise Invalid(_("“%(address)s” is not an e-mail address.", address=self.to[:100]))
        # A summary typed over several lines may become a subject; a header has one line.
        object.__setattr__(self, "subject", " ".join(self.subject.split())[:300])


def compose(
    to: str,
    subject: Sentence | str,
    paragraphs: Sequence[Sentence | str],
    *,
    name: str = "",
    links: Sequence[tuple[Sentence, str]] = (),
    signed: Sentence | str = "",
    language: str = "vi",
    key: str = "",
) -> Letter:
    """A letter with the office's opening and closing.

    `links` are pairs of what is found there and the path ("/track/…"); `signed` is who writes,
    the site's own name when it is left out.
    """
    with speaking(language):
        opening = _dear(name) if name else _("Dear Sir or Madam,")
        parts = [str(opening), *(str(paragraph) for paragraph in paragraphs if str(paragraph))]
        parts += [f"{label}:\n{path}" for label, path in links]
        sincerely = _("Yours sincerely,")  # not inside the braces: there no tool finds a sentence
        parts.append(f"{sincerely}\n{signed or words().site_name or 'Đối thoại'}")
        parts.append(str(_("This letter was sent by a program; please do not answer it.")))
        return Letter(to, str(subject), "\n\n".join(parts) + "\n", language, key)


# How the name of an organisation begins in Vietnam; a person is addressed otherwise.
ORGANISATION = re.compile(
    r"(?:công ty|cty|tổng công ty|doanh nghiệp|dntn|hợp tác xã|htx|hộ kinh doanh|cơ sở|cửa hàng|hiệp hội|tập đoàn"
    r"|chi nhánh|trung tâm|bệnh viện|ngân hàng|văn phòng|tổ hợp tác|nhà máy|xí nghiệp)\s",
    re.IGNORECASE,
)


def _dear(name: str) -> Sentence:
    return _("To %(name)s,", name=name) if ORGANISATION.match(name) else _("Dear %(name)s,", name=name)


def with_addresses(body: str, base_url: str) -> str:
    """The body as it leaves: every line that is a path becomes a full link."""
    return PATH_LINE.sub(lambda found: base_url.rstrip("/") + found[1], body)


# What everyone, or whoever has an account, may open: no key to anything.
OPEN_PATHS = ("/desk/", "/events/", "/questions/", "/commitments/", "/office/")


def has_secret(body: str) -> bool:
    """Whether the body holds a link that opens something to whoever has it."""
    paths = PATH_LINE.findall(body)
    return any(SECRET_PART.search(path) is not None and not path.startswith(OPEN_PATHS) for path in paths)


def without_secrets(body: str) -> str:
    """The body as it is kept after it left: links still show where they led, but open nothing."""
    return PATH_LINE.sub(lambda found: SECRET_PART.sub("…", found[1]), body)
