"""The answer desk: the editor, and what is kept when two people write at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid
from app.files.kinds import MOST_SENT
from app.files.receiving import NotTaken
from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.answers import drafting
from questions.answers import policy as answer_policy
from questions.answers import reading as answer_reading
from questions.answers.autosaving import Unsaved, is_behind, unsaved_of
from questions.answers.draft import DraftPromise
from questions.answers.forms import BODY_MOST, LABELS, SUMMARY_MOST, DraftForm
from questions.answers.policy import AnswerFacts
from questions.answers.promising import promise_of, promised_already
from questions.answers.states import AnswerState
from questions.bases.citing import bases
from questions.checks.rules import FINDING_NAMES, findings
from questions.commitments.states import DUE_WORDING_NAMES
from questions.controllers.asked import asked_more
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.files import TAKES_FILES, sent_files, to_choose_again
from questions.controllers.moderation import refuse
from questions.controllers.unit_choice import unit_groups
from questions.facts import answer_of
from questions.linking.reading import referral_of
from questions.looks import due_chip
from questions.parts import policy as part_policy
from questions.parts.facts import parts_of
from questions.parts.lines import lines_of
from questions.parts.states import PartState
from questions.policy import QuestionFacts
from questions.values import Outcome


class DraftingController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/answer")
    async def write(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(answer_policy.why_not_draft(viewer, question))
        answer = await answer_of(question)
        if answer is not None and answer.state is not AnswerState.DRAFTING:
            return see_other(request, f"/desk/answers/{answer.id}")
        return await _editor(request, viewer, question, answer, DraftForm(), unsaved=await unsaved_of(question, viewer))

    @post("/answer", opt=TAKES_FILES, request_max_body_size=MOST_SENT)
    async def save(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        posted = await read_form(request)
        answer = await answer_of(question)
        units = [unit.id for unit in (await directory()).on(day_of(now()))]
        form = DraftForm.read(await with_part(posted, viewer, question), units)
        removed = {*Reader(posted).numbers("removed")}
        if form.problems:
            refuse(answer_policy.why_not_draft(viewer, question))
            return await _editor(request, viewer, question, answer, form, status=422)
        try:
            async with sent_files(request) as files:
                saved = await drafting.save_draft(
                    question,
                    form.draft,
                    version=form.version,
                    by=viewer,
                    at=now(),
                    files=files,
                    removed=removed,
                )
            form = replace(form, version=saved.version)
            if form.is_finished:
                await drafting.submit_for_review(saved, override=form.override, by=viewer, at=now())
        except Invalid as refusal:
            answer = await answer_of(question)
            return await _editor(request, viewer, question, answer, form, problems=refusal.problems, status=422)
        except NotTaken as refusal:
            problems = {"files": refusal.sentence}
            return await _editor(request, viewer, question, answer, form, problems=problems, status=refusal.status)
        except Conflict as conflict:
            return await _not_overwritten(request, viewer, question, form, conflict)
        if form.is_finished:
            said = _("Sent for approval. Your unit's leaders are told.")
            path = f"/desk/questions/{question.code}"
            return see_other(request, path, said=said, undo=f"{path}/recall")
        said = (
            _("The part stands at the end of the draft now, saved as version %(version)s.", version=saved.version)
            if "take" in posted
            else _("Saved as version %(version)s.", version=saved.version)
        )
        return see_other(request, f"/desk/questions/{question.code}/answer", said=said)


async def with_part(posted: Posted, viewer: Viewer, question: QuestionFacts) -> Posted:
    """What was posted, with the words of the part at the end of the draft where its button was pressed."""
    asked = (posted.get("take") or ("",))[-1]
    if not asked:
        return posted
    part = next((one for one in await parts_of(question) if str(one.id) == asked), None)
    if part is None or part.state is not PartState.DELIVERED or not part_policy.may_read_part(viewer, part.facts):
        raise Conflict(_("This part is not delivered now."))
    body = (posted.get("body") or ("",))[-1].rstrip()
    return {**posted, "body": [f"{body}\n\n{part.body}" if body else part.body]}


async def _editor(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    answer: AnswerFacts | None,
    form: DraftForm,
    *,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    unsaved: Unsaved | None = None,
    status: int = 200,
) -> Response[Any]:
    """The editor with what was typed, or with the present text. After a conflict `refusal` says so and both stand.

    `unsaved` is what this writer typed before a crash or a lost connection.
    """
    view = await reading.question_view(question, viewer)
    present = await answer_reading.answer_view(answer) if answer else None
    typed = form.typed or (
        _typed(present, await promise_of(present.id), await referral_of(present.id)) if present else {}
    )
    if unsaved is not None and _differs(unsaved.typed, typed):
        typed = {**typed, **unsaved.typed}
        refusal = drafting.OTHER_VERSION if is_behind(unsaved.version, answer) else None
    else:
        unsaved = None
    problems = problems or form.problems
    found = findings(await drafting.checked_of(answer)) if answer else ()
    return page(
        request,
        "questions/desk/answer.html",
        status=status,
        question=view,
        due=due_chip(
            question.state,
            view.due_on,
            day_of(now()),
            await load_calendar(),
            f"{view.path}/due",
            paused_at=view.paused_at,
        ),
        present=present,
        # Whoever only made a mistake has not read what somebody else saved meanwhile.
        version=form.version if form.typed and refusal is None else answer.version if answer else 0,
        comments=await answer_reading.comments_on(answer) if answer else [],
        found=[FINDING_NAMES[finding] for finding in found],
        understood=[one for one in bases(present.legal_basis) if one.kind or one.number] if present else [],
        promised_already=await promised_already(question.id),
        unit_options=unit_groups(await directory()),
        due_wordings=[(wording.value, name) for wording, name in DUE_WORDING_NAMES.items()],
        usual_owner=question.lead_unit_id or "",
        outcomes=[(outcome.value, NAMES["outcome_names"][outcome]) for outcome in Outcome],
        oral_answers=await reading.oral_answers_of(question),
        parts=lines_of(viewer, await parts_of(question), day_of(now()), await load_calendar()),
        may_take_parts=True,
        typed=typed,
        problems=await to_choose_again(request, problems) if status >= 400 else problems,
        files=present.files if present else (),
        **await asked_more(question, view),
        refusal=refusal,
        restored_at=unsaved.at if unsaved else None,
        may_compare=answer is not None and answer.version > 1,
        labels=LABELS,
        summary_most=SUMMARY_MOST,
        body_most=BODY_MOST,
        outcome_names=NAMES["outcome_names"],
    )


def _typed(present: answer_reading.AnswerView, promise: DraftPromise, refers_to: str) -> dict[str, str]:
    return {
        "refers_to": refers_to,
        "promise_words": promise.words,
        **({"promise_owner": str(promise.owner_id)} if promise.owner_id else {}),
        "promise_product": promise.product,
        **({"due_wording": promise.wording.value} if promise.wording else {}),
        "due_day": promise.day.isoformat() if promise.day else "",
        "due_days": str(promise.days or ""),
        "day_of_month": str(promise.day_of_month or ""),
        "summary": present.summary,
        "body": present.body,
        "legal_basis": present.legal_basis,
        "outcome": present.outcome.value if present.outcome else "",
        "document_number": present.document_number,
    }


def _differs(unsaved: Mapping[str, str], saved: Mapping[str, str]) -> bool:
    """Whether somebody typed anything: what the form itself fills in does not count."""
    return any(value != saved.get(name, "") for name, value in unsaved.items() if name not in FILLED_IN)


FILLED_IN = frozenset({"promise_owner", "due_wording"})


async def _not_overwritten(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: DraftForm, conflict: Conflict
) -> Response[Any]:
    """409: the editor keeps what was typed and shows the other text beside it, or the question when it moved on."""
    question = await question_for(viewer, question.code)
    answer = await answer_of(question)
    may_write = answer_policy.why_not_draft(viewer, question) is None
    if may_write and answer is not None and answer.state is AnswerState.DRAFTING:
        return await _editor(request, viewer, question, answer, form, refusal=conflict.sentence, status=409)
    kept = [(LABELS["summary"], form.draft.summary), (LABELS["body"], form.draft.body)]
    return await too_late(request, viewer, question.code, conflict, kept)
