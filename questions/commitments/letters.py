"""Letters about commitments. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter, compose


def recorded(
    *,
    to: str,
    name: str,
    code: str,
    words: str,
    product: str,
    due_on: date,
    language: str,
    key: str,
) -> Letter:
    """Tells the leaders of the owning unit what was promised; silence confirms."""
    with speaking(language):
        date_shown = show_date(due_on)
    return compose(
        to,
        _("Commitment %(code)s was recorded for your unit", code=code),
        [
            f"“{words}”",
            _("To be on the table: %(product)s", product=product),
            _(
                "Due on %(date)s. Please confirm it within 3 working days;"
                " without a word from you it counts as confirmed.",
                date=date_shown,
            ),
        ],
        name=name,
        links=[(_("Open the commitment"), f"/desk/commitments/{code}")],
        language=language,
        key=key,
    )


def sent_back(*, to: str, name: str, code: str, comment: str, language: str, key: str) -> Letter:
    return compose(
        to,
        _("Commitment %(code)s was sent back", code=code),
        [
            _("Your report on %(code)s was not accepted as done:", code=code),
            f"“{comment}”",
        ],
        name=name,
        links=[(_("Open the commitment"), f"/desk/commitments/{code}")],
        language=language,
        key=key,
    )
