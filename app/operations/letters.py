"""What an installation writes to its administrators about itself. Pure."""

from datetime import datetime

from app.formats import show_moment
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter, compose


def old_backup(to: str, name: str, language: str, good_at: datetime | None, why: str, *, key: str) -> Letter:
    with speaking(language):
        since = str(show_moment(good_at)) if good_at else ""
    return compose(
        to,
        _("The last backup is too old"),
        [
            _("The last good backup was written at %(at)s.", at=since)
            if since
            else _("No backup has succeeded so far."),
            _("The last try failed: %(why)s", why=why) if why else "",
            _("If the server is lost now, everything since then is lost. Please tell whoever looks after it today."),
        ],
        name=name,
        links=[(_("What is wrong"), "/office/operations")],
        language=language,
        key=key,
    )
