"""The page of one question, as every act of the desk comes back to it."""

from collections.abc import Sequence
from typing import Any

from litestar import Response

from app.access import Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.identifiers import show_phone
from app.journal.queries import history
from app.people.units import directory
from app.web.pages import page
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning.seeing import SEEN_BY_NAMES
from questions import policy, reading, seeing
from questions.act_bar import act_bar
from questions.answers import policy as answer_policy
from questions.answers import reading as answer_reading
from questions.answers.correcting import proposed
from questions.answers.judged import judged_for
from questions.answers.plain_text import message_of
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.apologies.reading import apologies_of
from questions.askers.opening import may_read_log, note_opening
from questions.attachments.attaching import released_print
from questions.attachments.reading import Owner, files_of
from questions.bases import policy as basis_policy
from questions.bases.outdated import outdated_of
from questions.clocks.desks import desk_times, longest, stints
from questions.clocks.policy import ANSWERING_STATES
from questions.clocks.requests import CORRECTION, EXTENSION, open_request
from questions.commitments.public import commitments_of_question
from questions.conditions import Condition, all_of, one_of
from questions.controllers.who import only_for
from questions.facts import NO_QUESTION, answer_of, question_facts
from questions.history import since, told
from questions.looks import LOOKS, answer_look, due_chip, look_of
from questions.merging.askers import joined_with
from questions.merging.standing import standing
from questions.one_time.sending import links_of, needs_link
from questions.oversight.overseeing import oversight_notes
from questions.oversight.urging import urgings_of
from questions.parts.facts import parts_of
from questions.parts.lines import lines_of
from questions.policy import QuestionFacts
from questions.queries import first_questions
from questions.recurring.counting import is_linked, matter_of
from questions.similar.supporting import supports_of
from questions.splitting.parts import parts_of as pieces_of
from questions.splitting.parts import whole_of
from questions.states import VISIBILITY_NAMES, QuestionAct, QuestionState
from questions.tracking import HANDED_OVER
from questions.transfers.naming import proposal_of
from questions.triage.appeal_rulings import appeal_of
from questions.triage.asking_back import asked_back_of
from questions.triage.handing_over import handover_of
from questions.values import (
    CHANNEL_NAMES,
    COMPETENCE_NAMES,
    DECLINE_NAMES,
    DELIVERY_NAMES,
    GRADE_NAMES,
    KIND_NAMES,
    NOTE_KIND_NAMES,
    OUTCOME_NAMES,
    REJECTION_NAMES,
    REPLY_NAMES,
    RULING_NAMES,
)

ASSIGNMENT_STATES = {
    "offered": _("sent"),
    "accepted": _("taken on"),
    "declined": _("given back"),
    "withdrawn": _("withdrawn"),
    "transferred": _("transferred to another unit"),
}
NAMES: dict[str, Any] = {
    "assignment_states": ASSIGNMENT_STATES,
    "channel_names": CHANNEL_NAMES,
    "competence_names": COMPETENCE_NAMES,
    "decline_names": DECLINE_NAMES,
    "delivery_names": DELIVERY_NAMES,
    "kind_names": KIND_NAMES,
    "outcome_names": OUTCOME_NAMES,
    "rejection_names": REJECTION_NAMES,
    "visibility_names": VISIBILITY_NAMES,
    "seen_by_names": SEEN_BY_NAMES,
}
IN_TRIAGE = Condition("question.state = 'submitted'")
Kept = Sequence[tuple[Sentence | str, str]]


async def question_for(viewer: Viewer, code: str) -> QuestionFacts:
    """The question of an address; raises NotFound also for one that is not the viewer's to see."""
    question = await question_facts(code.upper())
    if not seeing.may_see(viewer, question):
        raise NotFound(NO_QUESTION)
    return question


async def question_page(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    *,
    refusal: Sentence | str | None = None,
    kept: Kept = (),
    status: int = 200,
) -> Response[Any]:
    """Everything of one question. `kept` is what was typed into a form that came too late: (label, text)."""
    answer = await answer_of(question)
    sees_draft = answer is not None and answer_policy.may_see_draft(viewer, answer)
    view = await reading.question_view(question, viewer)
    if view.contact is not None and view.erased_at is None:
        await note_opening(question, by=viewer, at=now())
    entries = await history("question", question.id)
    units = await directory()
    is_answered_now = view.due_on is not None and question.state in ANSWERING_STATES
    sees_correction = answer is not None and answer_policy.why_not_correct(viewer, question) is None
    may_offer = policy.why_not(QuestionAct.OFFER, viewer, question) is None
    calendar, verdicts = await load_calendar(), await judged_for(viewer, question)
    is_out = seeing.is_public(question) and answer is not None and answer.state is AnswerState.PUBLISHED
    return page(
        request,
        "questions/desk/show.html",
        status=status,
        question=view,
        look=look_of(question.state, answer.state if answer else None),
        due=due_chip(
            question.state, view.due_on, day_of(now()), calendar, f"{view.path}/due", paused_at=view.paused_at
        ),
        holder=_holder(question, answer, units.short_name),
        since=since(entries),
        desks=(times := desk_times(stints(entries, question.organiser_id), calendar, day_of(now()))),
        slowest=longest(times) if len(times) > 1 else None,
        unit_name=units.short_name,
        acts=act_bar(viewer, question, answer),
        answer=(shown_answer := await answer_reading.answer_view(answer) if answer and sees_draft else None),
        answer_look=answer_look(answer.state) if answer else None,
        comments=await answer_reading.comments_on(answer) if answer and sees_draft else [],
        links=(links := await links_of(question.id)),
        needs_link=(answer is None or answer.state is AnswerState.DRAFTING) and await needs_link(viewer, question),
        open_link=next(
            (link for link in links if not link.used_at and not link.ended_at and link.until >= day_of(now())), None
        ),
        proposal=await proposal_of(question) if may_offer else None,
        assignments=await reading.assignments_of(question),
        may_take_parts=False,
        parts=lines_of(viewer, await parts_of(question), day_of(now()), calendar),
        commitments=await commitments_of_question(question.id, now()),
        deliveries=await reading.deliveries_of(question),
        urgings=await urgings_of(question.id),
        oversight=await oversight_notes(question.id),
        note_kind_names=NOTE_KIND_NAMES,
        reply_names=REPLY_NAMES,
        judged=verdicts,
        grade_names=GRADE_NAMES,
        ruling_names=RULING_NAMES,
        sees_reason=seeing.may_see_contact(viewer, question) or policy.rules_on(viewer, question),
        appeal=await appeal_of(question.id),
        apologies=await apologies_of(question.id) if view.due_on else (),
        may_print_apologies=seeing.may_see_contact(viewer, question),
        handover=await handover_of(question.id) if question.state in HANDED_OVER else None,
        asked_back=await asked_back_of(question.id),
        supports=await supports_of(question.id),
        files=(files := [] if view.is_veiled else await files_of(Owner.QUESTION, question.id)),
        released=released_print((file.id, file.is_released) for file in files),
        stands=await standing(question.id) if question.state is QuestionState.MERGED else None,
        joined=await joined_with(question.id, viewer),
        pieces=await pieces_of(question.id) if question.state is QuestionState.SPLIT else (),
        whole=await whole_of(question.id) if question.is_part else None,
        looks=LOOKS,
        matter=await matter_of(question.id, day_of(now())),
        may_unlink=policy.coordinates(viewer, question) and await is_linked(question.id),
        may_release=policy.coordinates(viewer, question),
        may_read_log=may_read_log(viewer),
        outdated=(found := await outdated_of(question.id, day_of(now())) if answer else ()),
        may_review=any(not one.words for one in found) and basis_policy.why_not_review(viewer, question) is None,
        message=_message(request, view, shown_answer, bool(verdicts.corrections)) if is_out else "",
        oral_answers=await reading.oral_answers_of(question),
        steps=told(entries, units, sees_draft=sees_draft),
        shown_phone=show_phone(view.contact.phone) if view.contact and view.contact.phone else "",
        lead_unit=units.name(units.resolve(view.lead_unit_id)) if view.lead_unit_id else "",
        helpers=[units.short_name(units.resolve(unit_id)) for unit_id in sorted(question.coordinating_unit_ids)],
        organiser=units.name(view.organiser_id),
        is_public=seeing.is_public(question),
        waiting_time=await open_request(question.id, EXTENSION) if is_answered_now else None,
        waiting_day=await open_request(question.id, CORRECTION) if is_answered_now else None,
        waiting_correction=await proposed(question.id) if sees_correction else None,
        next_code=await _next_to_look_at(viewer, question),
        refusal=refusal,
        kept=[(label, text) for label, text in kept if text],
        **NAMES,
    )


def _message(
    request: AnyRequest, question: reading.QuestionView, answer: answer_reading.AnswerView | None, is_corrected: bool
) -> str:
    """The published answer as text for Zalo; "" where there is none to read."""
    if answer is None:
        return ""
    return message_of(
        code=question.code,
        question=question.public_summary,
        unit=answer.unit,
        summary=answer.summary,
        body=answer.body,
        bases=answer.bases,
        document_number=answer.document_number,
        link=f"{web_of(request).settings.base_url}/questions/{question.code}",
        is_corrected=is_corrected,
    )


async def _next_to_look_at(viewer: Viewer, question: QuestionFacts) -> str | None:
    """The code of the most urgent new question, for a coordinator who is done with this one."""
    if question.state is QuestionState.SUBMITTED or not policy.coordinates(viewer, question):
        return None
    waiting = all_of(one_of("question.organiser", viewer.units(Role.COORDINATOR)), IN_TRIAGE)
    found, _total = await first_questions(viewer, waiting, 1)
    return found[0].code if found else None


async def not_now(
    request: AnyRequest, act: QuestionAct, viewer: Viewer, question: QuestionFacts
) -> Response[Any] | None:
    """409 for a form that came too late: the question as it stands now; None where the form may be shown.

    Raises NotAllowed when the act never is this person's.
    """
    refusal = policy.why_not(act, viewer, question)
    if refusal is None:
        return None
    only_for(act, viewer, question)
    return await question_page(request, viewer, question, refusal=refusal, status=409)


async def too_late(
    request: AnyRequest, viewer: Viewer, code: str, conflict: Conflict, kept: Kept = ()
) -> Response[Any]:
    """409: the question as it stands now, why the act came too late, and what was typed."""
    question = await question_for(viewer, code)
    return await question_page(request, viewer, question, refusal=conflict.sentence, kept=kept, status=409)


def _holder(question: QuestionFacts, answer: AnswerFacts | None, name_of: Any) -> tuple[str, Sentence | str]:
    """(unit, what it waits for there)."""
    organiser = name_of(question.organiser_id)
    lead = name_of(question.lead_unit_id)
    match question.state:
        case QuestionState.SUBMITTED:
            return organiser, _("to be looked at")
        case QuestionState.APPEALED:
            return organiser, _("the appeal is to be decided")
        case QuestionState.NEEDS_INFO:
            return lead or organiser, _("waiting for the asker")
        case QuestionState.ADMITTED:
            return organiser, _("to be assigned")
        case QuestionState.OFFERED:
            return lead, _("to be taken on")
        case QuestionState.IN_PROGRESS if answer is None or answer.state is AnswerState.DRAFTING:
            return lead, _("writing the answer")
        case QuestionState.IN_PROGRESS if answer is not None and answer.state is AnswerState.AGENCY_REVIEW:
            return lead, _("awaiting approval")
        case QuestionState.IN_PROGRESS if answer is not None and answer.state is AnswerState.CLEARANCE:
            return organiser, _("awaiting clearance")
        case QuestionState.IN_PROGRESS:
            return organiser, _("to be published")
        case QuestionState.DISPUTED:
            return organiser, _("the dispute is to be decided")
    return "", ""
