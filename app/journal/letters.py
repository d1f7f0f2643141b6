"""The letter by which others keep what the journal looked like at the end of a day. Pure."""

from datetime import date

from app.formats import show_date, show_number
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter, compose


def anchor_letter(to: str, day: date, entries: int, head: str) -> Letter:
    with speaking("vi"):
        shown, number = show_date(day), show_number(entries)
    return compose(
        to,
        _("The journal's anchor of %(day)s", day=shown),
        [
            _(
                "At the end of %(day)s the journal of this office held %(entries)s entries. The hash of the last one:",
                day=shown,
                entries=number,
            ),
            head,
            _(
                "Please keep this letter. Each hash is made of all entries before it: if anybody rewrites one of them"
                " later, this hash will no longer be found, and the page below will say so."
            ),
        ],
        links=[
            (_("Check this hash"), f"/journal/check?hash={head}"),
            (_("The anchors of all days"), "/journal/anchors"),
        ],
        key=f"anchor {day.isoformat()} {to}",
    )
