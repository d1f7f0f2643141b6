"""The issued minutes on the public page of their forum, once its results are published."""

from app.i18n import Sentence as _
from events.planning.queries import event_facts_by_id
from events.planning.states import EventState
from events.running.papers import IssuedPaper, lists_papers
from exports.issuing import issued_minutes


@lists_papers
async def minutes_papers(event_id: int) -> list[IssuedPaper]:
    """Every issued version, newest first; none before everyone may fetch them."""
    if (await event_facts_by_id(event_id)).state is not EventState.PUBLISHED:
        return []
    return [
        IssuedPaper(
            _("Minutes") if issued.version == 1 else _("Minutes, version %(version)s", version=issued.version),
            issued.symbol,
            issued.issued_on,
            (("PDF", f"/documents/pdf/{issued.pdf_sha256}"), ("DOCX", f"/documents/docx/{issued.docx_sha256}")),
        )
        for issued in await issued_minutes(event_id)
    ]
