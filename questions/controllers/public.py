"""Reading questions and answers in public."""

from typing import Any

from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.status_codes import HTTP_410_GONE

from app.access import Access
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.directory import UnitRow
from app.people.units import directory, unit_asked_for
from app.web.cache import kept
from app.web.limits import take
from app.web.pages import page, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from events.planning import policy as planning_policy
from events.planning.policy import EventFacts
from questions.answers.judged import judged
from questions.apologies.reading import apologies_of, codes_without_apology, count_without_apology
from questions.attachments.reading import Owner, files_of, files_of_answer
from questions.clocks.reading import story_of
from questions.commitments.public import commitments_of_question
from questions.controllers.asking import AskingController, public_event
from questions.looks import due_chip
from questions.merging.standing import standing_code
from questions.of_units import questions_of_units
from questions.overdue import late_count, late_questions
from questions.public import public_question, removed_question
from questions.public_lists import LOOKS, QuestionRow, all_questions, questions_of
from questions.recurring.counting import matter_of
from questions.search import asked_words, search
from questions.similar.supporting import supports_of
from questions.splitting.parts import public_parts
from questions.states import QuestionState
from questions.triage.handing_over import handover_of
from questions.values import GRADE_NAMES, RULING_NAMES


class EventQuestionsController(AskingController):
    """Reading the questions of a forum, beside asking one: Litestar wants one controller for one path."""

    @get(opt={"access": Access.PUBLIC, "cache": True})
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[Any]:
        event = await public_event(slug)
        typed, number = _asked(request)
        if typed:
            await take(request, "search")
            return _list(request, await search(asked_words(typed), number, event.id), typed, event)
        shown = _list(request, await questions_of(event.id, number), "", event)
        return kept(shown, event.starts_at, event.closes_at)


class QuestionsController(Controller):
    path = "/questions"

    @get(opt={"access": Access.PUBLIC, "cache": True})
    async def index(self, request: AnyRequest) -> Response[Any]:
        typed, number = _asked(request)
        if typed:
            await take(request, "search")
            return _list(request, await search(asked_words(typed), number), typed)
        today = day_of(now())
        wants_late = request.query_params.get("state") == OVERDUE
        if unit := await unit_asked_for(request.query_params.get("unit", "")):
            same = (await directory()).same_as(unit.id)
            found = await questions_of_units(number, same, today if wants_late else None)
            return kept(_list(request, found, "", wants_late=wants_late, unit=unit))
        found = await (late_questions(number, today) if wants_late else all_questions(number))
        late = await late_count(today)
        return kept(
            _list(
                request,
                found,
                "",
                wants_late=wants_late,
                late=late,
                without_apology=await count_without_apology(today) if late else 0,
                unapologised=await codes_without_apology(found.items, today) if wants_late else frozenset(),
            )
        )

    @get("/{code:str}", opt={"access": Access.PUBLIC, "cache": True})
    async def show(self, request: AnyRequest, code: FromPath[str]) -> Response[Any]:
        try:
            question = await public_question(code.upper())
        except NotFound:
            stands = await standing_code(code.upper())
            if stands is not None:
                return see_other(request, f"/questions/{stands}", said=JOINED)
            if parts := await public_parts(code.upper()):
                return page(request, "questions/public/parts.html", code=code.upper(), parts=parts, looks=LOOKS)
            removed = await removed_question(code.upper())
            if removed is None:
                raise
            return page(request, "questions/public/removed.html", status=HTTP_410_GONE, removed=removed)
        at = now()
        due = due_chip(question.state, question.due_on, day_of(at), await load_calendar(), paused_at=question.paused_at)
        return kept(
            page(
                request,
                "questions/public/show.html",
                question=question,
                look=LOOKS[question.state],
                due=due,
                apologies=await apologies_of(question.id),
                story=await story_of(question.id) if due else None,
                commitments=await commitments_of_question(question.id, at),
                judged=await judged(question.id, question.turn),
                files=[file for file in await files_of(Owner.QUESTION, question.id) if file.is_released],
                answer_files=await files_of_answer(question.id) if question.answer else [],
                supports=await supports_of(question.id),
                matter=await matter_of(question.id, day_of(at), public_only=True),
                looks=LOOKS,
                handover=await handover_of(question.id) if question.state is QuestionState.FORWARDED else None,
                grade_names=GRADE_NAMES,
                ruling_names=RULING_NAMES,
            ),
            at=at,
        )


OVERDUE = "overdue"
JOINED = _("The question of that code was joined with this one: the answer is the same.")


def _asked(request: AnyRequest) -> tuple[str, int]:
    """What was typed into the search box, and the number of the page."""
    query = request.query_params
    return (query.get("q") or "").strip()[:300], page_number(query.get("page"))


def _list(
    request: AnyRequest,
    found: Page[QuestionRow],
    typed: str,
    event: EventFacts | None = None,
    *,
    wants_late: bool = False,
    late: int = 0,
    unit: UnitRow | None = None,
    without_apology: int = 0,
    unapologised: frozenset[str] = frozenset(),
) -> Response[Any]:
    return page(
        request,
        "questions/public/index.html",
        "questions/public/_list.html",
        found=found,
        looks=LOOKS,
        q=typed,
        event=event,
        today=day_of(now()),
        wants_late=wants_late,
        late=late,
        without_apology=without_apology,
        unapologised=unapologised,
        unit=unit,
        may_ask=event is not None and planning_policy.why_not_ask(event) is None,
    )
