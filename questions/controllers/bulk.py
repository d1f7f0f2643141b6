"""One act on the ticked questions of the list: a page that says what will happen, and a result for each."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Invalid, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.text import clean_line
from app.web.pages import page, read_form
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import reading
from questions.bulk.acts import BULK, MOST, run_all, seen_question
from questions.bulk.forms import LABELS, BulkForm
from questions.bulk.wanted import Bulk
from questions.clocks.starting import WEIGHT_NAMES, Weight
from questions.controllers.unit_choice import unit_groups
from questions.facts import answer_of

TOO_MANY = _("Please tick at most %(most)s questions at once.", most=MOST)


@dataclass(frozen=True)
class Row:
    """One ticked question, and why the act is not for it."""

    code: str
    summary: str
    unit: str
    why_not: Sentence | None
    version: int = 0


class BulkController(Controller):
    path = "/desk/questions/chosen"
    opt = {"access": Access.STAFF}

    @get()
    async def confirm(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        codes = _codes(request.query_params.getall("code", []))
        return await _page(request, viewer, _act(request.query_params.get("act")), codes, BulkForm())

    @post()
    async def do(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        posted = await read_form(request)
        act, codes = _act((posted.get("act") or [""])[-1]), _codes(posted.get("code", []))
        units = [unit.id for unit in (await directory()).on(day_of(now()))]
        form = BulkForm.read(posted, act, units)
        if form.problems or not codes:
            return await _page(request, viewer, act, codes, form, status=422)
        wanted = replace(form.wanted, secret_key=web_of(request).settings.secret_key)
        results = await run_all(act, codes, wanted, by=viewer, at=now())
        return page(
            request,
            "questions/bulk/results.html",
            act=BULK[act],
            results=results,
            done=sum(result.is_done for result in results),
        )


def _codes(values: list[str]) -> list[str]:
    """Every ticked code once. Raises Invalid for too many."""
    codes = list(dict.fromkeys(code for value in values if (code := clean_line(value)[:20].upper())))
    if len(codes) > MOST:
        raise Invalid(TOO_MANY)
    return codes


def _act(value: str | None) -> Bulk:
    return Bulk(value) if value in set(Bulk) else Bulk.ASSIGN


async def _page(
    request: AnyRequest, viewer: Viewer, act: Bulk, codes: list[str], form: BulkForm, *, status: int = 200
) -> Response[Any]:
    rows = [row for code in codes if (row := await _row(viewer, act, code))]
    return page(
        request,
        "questions/bulk/confirm.html",
        status=status,
        code_of_act=act.value,
        act=BULK[act],
        rows=rows,
        possible=[row for row in rows if row.why_not is None],
        units=unit_groups(await directory()),
        weights=[(weight.value, WEIGHT_NAMES[weight]) for weight in Weight],
        typed={"weight": Weight.PLAIN.value} | form.typed,
        problems=form.problems,
        labels=LABELS,
    )


async def _row(viewer: Viewer, act: Bulk, code: str) -> Row | None:
    try:
        question = await seen_question(viewer, code)
    except NotFound:
        return None
    answer = await answer_of(question) if act is Bulk.PUBLISH else None
    view = await reading.question_view(question, viewer)
    return Row(
        question.code,
        view.summary,
        (await directory()).short_name(question.lead_unit_id),
        await BULK[act].why_not(viewer, question),
        answer.version if answer else 0,
    )
