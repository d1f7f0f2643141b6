"""Who may sign for a leader, from when to when, and what then stands above the name. Pure.

Nghị định 30/2020/NĐ-CP, Đ.13: a deputy signs KT. for the head; TUQ. and TL. need a paper that gives the authority,
for a limited time, and whoever signs so may not pass it on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.policy import keeps_people

DEPUTY_MOST = timedelta(days=366)


class AuthorityForm(StrEnum):
    DEPUTY = "KT"
    DELEGATED = "TUQ"
    BY_ORDER = "TL"


FORM_NAMES: dict[AuthorityForm, Sentence] = {
    AuthorityForm.DEPUTY: _("KT. – a deputy head signs for the head"),
    AuthorityForm.DELEGATED: _("TUQ. – by delegated authority"),
    AuthorityForm.BY_ORDER: _("TL. – by order"),
}


@dataclass(frozen=True)
class DeputyFacts:
    """`leads`: the principal approves there by a role of their own, not as somebody's deputy."""

    principal_id: int
    deputy_id: int
    form: AuthorityForm
    document: str
    since: date
    until: date  # the last day
    leads: bool
    works_there: bool  # the deputy, in the unit or in one under it
    overlaps: bool  # another deputy of the same principal in these days


def why_not_name_deputy(viewer: Viewer, principal_id: int, *, leads: bool) -> Sentence | None:
    if viewer.person_id != principal_id and not keeps_people(viewer):
        return _("Only the leader concerned, or an administrator, may name a deputy.")
    if not leads:
        return _("Only who approves answers of a unit by a role of their own has somebody stand in there.")
    return None


def deputy_problems(facts: DeputyFacts, today: date) -> dict[str, Sentence]:
    """What is wrong, beside the fields of the form; empty when nothing is."""
    found: dict[str, Sentence] = {}
    if facts.deputy_id == facts.principal_id:
        found["deputy"] = _("Nobody stands in for themselves.")
    elif not facts.works_there:
        found["deputy"] = _("The deputy must work in this unit or in one under it.")
    if facts.since < today:
        found["since"] = _("This day is over. A deputy signs from today at the earliest.")
    if facts.until < facts.since:
        found["until"] = _("The last day comes before the first.")
    elif facts.until - facts.since > DEPUTY_MOST:
        found["until"] = _("Please name a deputy for one year at most.")
    elif facts.overlaps:
        found["since"] = _("Somebody else stands in on these days already.")
    if facts.form is not AuthorityForm.DEPUTY and not facts.document:
        found["document"] = _("This form of authority needs the number and date of its paper.")
    return found


def why_not_end_deputy(viewer: Viewer, principal_id: int, deputy_id: int) -> Sentence | None:
    if keeps_people(viewer) or viewer.person_id in (principal_id, deputy_id):
        return None
    return _("Only the leader concerned, the deputy, or an administrator may end this.")


def signer_title(form: AuthorityForm, principal_title: str, own_title: str) -> str:
    """What stands above the name: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" (two lines on paper)."""
    lines = [f"{form}. {principal_title.upper()}".rstrip(), own_title.upper()]
    return " / ".join(line for line in lines if line)
