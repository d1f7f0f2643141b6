"""Who may do what with the part of a coordinating unit, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.parts.states import PART, PART_ACT_NAMES, PART_STATE_NAMES, PartAct, PartState
from questions.policy import AGENCY_ROLES, QuestionFacts, coordinates, works_for_lead
from questions.seeing import is_of_reported
from questions.states import QuestionState

# A coordinating unit may begin before the lead unit has taken the question on.
WRITTEN_IN = frozenset({QuestionState.OFFERED, QuestionState.IN_PROGRESS})


@dataclass(frozen=True)
class PartFacts:
    """A part in work. `author_ids` are all who wrote on it; `approvers` counts the leaders of its unit."""

    id: int
    question: QuestionFacts
    unit_id: int
    state: PartState
    author_ids: frozenset[int] = frozenset()
    version: int = 0
    due_on: date | None = None
    approvers: int = 2
    parent_unit_id: int | None = None

    @property
    def as_answer(self) -> AnswerFacts:
        """The words of its unit, judged within that unit as an answer is."""
        return AnswerFacts(
            self.id,
            self.question,
            self.unit_id,
            AnswerState.AGENCY_REVIEW,
            self.author_ids,
            self.version,
            self.approvers,
            self.parent_unit_id,
        )


def may_ask(viewer: Viewer, question: QuestionFacts) -> bool:
    """The lead unit composes the answer, so it asks for the parts; the coordinator may too."""
    return works_for_lead(viewer, question) or coordinates(viewer, question)


def why_not_ask(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not ask another unit for a part now."""
    if not may_ask(viewer, question):
        return _("Only the lead unit or a coordinator may ask another unit for a part.")
    if question.state is not QuestionState.IN_PROGRESS:
        return _("A part can be asked for while the lead unit answers the question.")
    return None


def _why_not_write(viewer: Viewer, part: PartFacts) -> Sentence | None:
    if not viewer.has_any(*AGENCY_ROLES, unit_id=part.unit_id):
        return _("Only the unit that was asked may write this part.")
    return None


def _why_not_approve(viewer: Viewer, part: PartFacts) -> Sentence | None:
    return answer_policy.why_not_judge_words(viewer, part.as_answer)


def _why_not_return(viewer: Viewer, part: PartFacts) -> Sentence | None:
    return answer_policy.why_not_return_words(viewer, part.as_answer)


def _why_not_send_back(viewer: Viewer, part: PartFacts) -> Sentence | None:
    return None if works_for_lead(viewer, part.question) else _("Only the lead unit may send a part back.")


def _why_not_decline(viewer: Viewer, part: PartFacts) -> Sentence | None:
    if not viewer.has_any(Role.FOCAL, Role.APPROVER, unit_id=part.unit_id):
        return _("Only the focal point or a leader of the unit that was asked may give the part back.")
    return None


def _why_not_withdraw(viewer: Viewer, part: PartFacts) -> Sentence | None:
    return None if may_ask(viewer, part.question) else _("Only the lead unit or a coordinator may do without a part.")


PART_WHO: dict[PartAct, Callable[[Viewer, PartFacts], Sentence | None]] = {
    PartAct.SAVE: _why_not_write,
    PartAct.SUBMIT: _why_not_write,
    PartAct.RETURN: _why_not_return,
    PartAct.APPROVE: _why_not_approve,
    PartAct.SEND_BACK: _why_not_send_back,
    PartAct.DECLINE: _why_not_decline,
    PartAct.WITHDRAW: _why_not_withdraw,
}


def why_not_part(act: PartAct, viewer: Viewer, part: PartFacts) -> Sentence | None:
    """The reason why this person may not do this to the part now, or None when they may."""
    refusal = PART_WHO[act](viewer, part)
    if refusal is not None:
        return refusal
    if PART.target(part.state, act) is None:
        return _(
            "“%(act)s” is not possible: the part is “%(state)s”.",
            act=PART_ACT_NAMES[act],
            state=PART_STATE_NAMES[part.state],
        )
    if part.question.state not in WRITTEN_IN:
        return _("The question is not being answered now.")
    return None


def needs_reason_to_approve(viewer: Viewer, part: PartFacts) -> bool:
    """The only leader of a unit may deliver an own part, with a written reason."""
    return answer_policy.needs_reason_to_approve(viewer, part.as_answer)


def writes_or_judges(viewer: Viewer, part: PartFacts) -> bool:
    """Of the unit that writes it, or a leader of the unit above."""
    return _why_not_write(viewer, part) is None or _why_not_return(viewer, part) is None


def may_see_part(viewer: Viewer, part: PartFacts) -> bool:
    """May open the page of this part: who works on it, who waits for it, and who watches."""
    if is_of_reported(viewer, part.question):
        return False
    if viewer.is_system or writes_or_judges(viewer, part) or may_ask(viewer, part.question):
        return True
    return viewer.oversees(part.question.organiser_id, part.unit_id)


def may_read_part(viewer: Viewer, part: PartFacts) -> bool:
    """Its words are its unit's own until they are delivered."""
    return may_see_part(viewer, part) and (writes_or_judges(viewer, part) or part.state is PartState.DELIVERED)
