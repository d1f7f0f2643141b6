"""Who may do what with an answer in work, and why not. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.states import ANSWER, ANSWER_ACT_NAMES, ANSWER_STATE_NAMES, AnswerAct, AnswerState
from questions.policy import AGENCY_ROLES, COORDINATOR_ONLY, QuestionFacts, coordinates, works_for_lead
from questions.seeing import is_of_reported, may_see
from questions.states import ANSWERED_STATES, QuestionState


@dataclass(frozen=True)
class AnswerFacts:
    """An answer in work. `author_ids` are all who wrote on it; `approvers` counts the unit's leaders."""

    id: int
    question: QuestionFacts
    unit_id: int
    state: AnswerState
    author_ids: frozenset[int]
    version: int = 1
    approvers: int = 2
    parent_unit_id: int | None = None
    # A unit without accounts sent it by a one-time link: nobody of the unit can approve it.
    by_link: bool = False
    approver_id: int | None = None


def why_not_draft(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not write the answer of this question."""
    if not works_for_lead(viewer, question):
        return _("Only the unit that answers may write the answer.")
    if question.state is not QuestionState.IN_PROGRESS:
        return _("The answer can be written once the unit has taken the question on.")
    return None


def _approves_across(viewer: Viewer, answer: AnswerFacts) -> bool:
    """A leader of the unit, or of the unit above it."""
    return viewer.has(Role.APPROVER, answer.unit_id) or (
        answer.parent_unit_id is not None and viewer.has(Role.APPROVER, answer.parent_unit_id)
    )


def _approves_of_link(viewer: Viewer, answer: AnswerFacts) -> bool:
    """What a unit without accounts sent, the coordinator approves, or the leader of the unit above."""
    return answer.by_link and coordinates(viewer, answer.question)


def _is_lone_approver(viewer: Viewer, answer: AnswerFacts) -> bool:
    return answer.approvers <= 1 and viewer.has(Role.APPROVER, answer.unit_id)


def needs_reason_to_approve(viewer: Viewer, answer: AnswerFacts) -> bool:
    """The only approver of a unit may sign an own draft, with a written reason that stays in the journal."""
    return viewer.person_id in answer.author_ids and _is_lone_approver(viewer, answer)


def is_with_its_unit(answer: AnswerFacts) -> bool:
    """Whether the unit that wrote it still leads the question; a draft outlives an assignment taken back."""
    question = answer.question
    return question.state is QuestionState.IN_PROGRESS and question.lead_unit_id == answer.unit_id


def clears(viewer: Viewer, answer: AnswerFacts) -> bool:
    """Whether this person clears answers to questions of this organising unit."""
    return viewer.has(Role.CLEARANCE, answer.question.organiser_id)


CLEARANCE_ONLY = _("Only somebody who clears answers for the organising unit may do this.")


def _why_not_clear(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    if not clears(viewer, answer):
        return CLEARANCE_ONLY
    if viewer.person_id in answer.author_ids | {answer.approver_id}:
        return _("It must be cleared by someone who neither wrote nor approved it.")  # four eyes
    return None


def _why_not_judge(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    if answer.state is AnswerState.CLEARANCE:
        return None if clears(viewer, answer) else CLEARANCE_ONLY
    if not (_approves_across(viewer, answer) or _approves_of_link(viewer, answer)):
        return _("Only a leader of the answering unit or of the unit above it may do this.")
    return None


def _why_not_approve(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    refusal = _why_not_judge(viewer, answer)
    if refusal is None and viewer.person_id in answer.author_ids and not _is_lone_approver(viewer, answer):
        return _("The answer must be approved by someone other than its author.")  # four eyes
    return refusal


def _why_not_send(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    if not viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id):
        return _("Only the unit that answers may write the answer.")
    return None


def _why_not_publish(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    return None if coordinates(viewer, answer.question) else COORDINATOR_ONLY


def _why_not_recall(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """The unit takes back what it sent to its leaders; a leader or a coordinator what was approved."""
    if answer.state is AnswerState.AGENCY_REVIEW:
        may = viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id)
    else:
        may = _approves_across(viewer, answer) or coordinates(viewer, answer.question)
    return None if may else _("Only the unit that answers, or a coordinator once it is approved, may recall it.")


# An answer in work moves only while the question is still with the unit that wrote it.
IN_WORK = frozenset(AnswerAct) - {AnswerAct.TAKE_DOWN, AnswerAct.PUT_BACK}
ANSWER_WHO: dict[AnswerAct, Callable[[Viewer, AnswerFacts], Sentence | None]] = {
    AnswerAct.SUBMIT_FOR_REVIEW: _why_not_send,
    AnswerAct.RETURN: _why_not_judge,
    AnswerAct.APPROVE: _why_not_approve,
    AnswerAct.PASS_ON: _why_not_approve,
    AnswerAct.CLEAR: _why_not_clear,
    AnswerAct.SKIP_CLEARANCE: _why_not_publish,
    AnswerAct.PUBLISH: _why_not_publish,
    AnswerAct.SCHEDULE: _why_not_publish,
    AnswerAct.UNSCHEDULE: _why_not_publish,
    AnswerAct.RECALL: _why_not_recall,
    AnswerAct.TAKE_DOWN: _why_not_publish,
    AnswerAct.PUT_BACK: _why_not_publish,
}


def why_not_answer(act: AnswerAct, viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """The reason why this person may not do this to the answer now, or None when they may."""
    refusal = ANSWER_WHO[act](viewer, answer)
    if refusal is not None:
        return refusal
    if ANSWER.target(answer.state, act) is None:
        return _(
            "“%(act)s” is not possible: the answer is “%(state)s”.",
            act=ANSWER_ACT_NAMES[act],
            state=ANSWER_STATE_NAMES[answer.state],
        )
    if act is (AnswerAct.APPROVE if answer.question.needs_clearance else AnswerAct.PASS_ON):
        return _("Whether the answer is cleared before its publication has changed meanwhile.")
    if act in IN_WORK and not is_with_its_unit(answer):
        return _("The question is no longer with the unit that wrote this answer.")
    return None


def allowed_answer_acts(viewer: Viewer, answer: AnswerFacts) -> tuple[AnswerAct, ...]:
    return tuple(act for act in ANSWER.events(answer.state) if why_not_answer(act, viewer, answer) is None)


def why_not_judge_words(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    """Why this person may not approve or return words of a unit, whatever they are: its leaders may, with four eyes."""
    return _why_not_approve(viewer, answer)


def why_not_return_words(viewer: Viewer, answer: AnswerFacts) -> Sentence | None:
    return _why_not_judge(viewer, answer)


def why_not_correct(viewer: Viewer, question: QuestionFacts) -> Sentence | None:
    """Why this person may not write a correction of the published answer."""
    if not works_for_lead(viewer, question):
        return _("Only the unit that answered may correct its answer.")
    if question.state not in ANSWERED_STATES:
        return _("There is no published answer to correct.")
    return None


def why_not_rule_on_correction(viewer: Viewer, answer: AnswerFacts, writer_id: int) -> Sentence | None:
    """Why this person may not approve or return a correction that `writer_id` wrote; four eyes as for an answer."""
    return _why_not_approve(viewer, replace(answer, author_ids=frozenset({writer_id})))


def correction_needs_reason(viewer: Viewer, answer: AnswerFacts, writer_id: int) -> bool:
    return needs_reason_to_approve(viewer, replace(answer, author_ids=frozenset({writer_id})))


def may_compare(viewer: Viewer, answer: AnswerFacts) -> bool:
    """The versions of a draft stay with those who write and approve it, also after its publication."""
    if is_of_reported(viewer, answer.question):
        return False
    return (
        viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id)
        or _approves_across(viewer, answer)
        or why_not_draft(viewer, answer.question) is None
    )


# Approved in its unit and not published yet.
APPROVED_STATES = frozenset({AnswerState.CLEARANCE, AnswerState.APPROVED, AnswerState.SCHEDULED})


def may_see_draft(viewer: Viewer, answer: AnswerFacts) -> bool:
    """A draft is its unit's own; the coordinator and the oversight see it once it is approved."""
    if is_of_reported(viewer, answer.question):
        return False
    if answer.state in (AnswerState.PUBLISHED, AnswerState.TAKEN_DOWN):
        return may_see(viewer, answer.question)
    if viewer.has_any(*AGENCY_ROLES, unit_id=answer.unit_id) or _approves_across(viewer, answer):
        return True
    if _approves_of_link(viewer, answer):
        return True
    if why_not_draft(viewer, answer.question) is None:  # the unit that leads now writes on from it
        return True
    return answer.state in APPROVED_STATES and (
        coordinates(viewer, answer.question)
        or clears(viewer, answer)
        or viewer.oversees(answer.question.organiser_id, answer.unit_id)
    )
