"""The page of the one-time link, and sending one."""

from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotFound, Refusal
from app.files.kinds import MOST_SENT
from app.files.problems import TOO_MANY
from app.files.receiving import NotTaken
from app.formats import show_date
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.overtaken import Shown, stands_now
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.answers.forms import BODY_MOST, SUMMARY_MOST
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.files import TAKES_FILES, sent_files, to_choose_again
from questions.controllers.moderation import refuse
from questions.controllers.tracking import PRIVATE
from questions.one_time.forms import LABELS, LinkForm, ReplyForm
from questions.one_time.sending import links_of, send_link, why_not_send, why_not_to_unit
from questions.one_time.using import DEAD, OpenLink, answer_by_link, open_link
from questions.policy import COORDINATOR_ONLY, coordinates
from questions.values import Outcome

READ_AS: dict[str, Shown] = {"outcome": lambda value: NAMES["outcome_names"][Outcome(value)] if value else ""}


class ReplyController(Controller):
    path = "/replies/{token:str}"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        try:
            return _shown(request, token, await open_link(token, now()), ReplyForm())
        except NotFound:
            return _dead(request)

    @post(opt={"access": Access.PUBLIC, **TAKES_FILES}, request_max_body_size=MOST_SENT)
    async def answer(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        form = ReplyForm.read(await read_form(request))
        try:
            link = await open_link(token, now())
            if form.problems:
                return await _again(request, token, link, form)
            async with sent_files(request) as files:
                await answer_by_link(
                    token,
                    form.draft,
                    form.who,
                    at=now(),
                    files=files,
                    removed=form.removed,
                    version=form.version,
                )
        except Invalid:  # with those that it had before
            return await _again(request, token, link, replace(form, problems={"files": TOO_MANY}))
        except NotTaken as refusal:
            form = replace(form, problems={"files": refusal.sentence})
            return await _again(request, token, link, form, status=refusal.status)
        except (NotFound, Conflict) as refusal:
            return await _too_late(request, token, form, refusal)
        return _private(page(request, "questions/one_time/thanks.html"))


class LinkController(Controller):
    path = "/desk/questions/{code:str}/one-time-link"
    opt = {"access": Access.STAFF}

    @get()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(why_not_send(viewer, question))
        units = await directory()
        unit = units[units.resolve(question.lead_unit_id or 0)]
        return page(
            request,
            "questions/one_time/send.html",
            question=await reading.question_view(question, viewer),
            unit=unit,
            why_not=await why_not_to_unit(question, day_of(now())),
            links=await links_of(question.id),
            typed={},
            problems={},
            labels=LABELS,
        )

    @post()
    async def send(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not coordinates(viewer, question):
            refuse(COORDINATOR_ONLY)
        form = LinkForm.read(await read_form(request))
        try:
            until = await send_link(question, form.words, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["words"], form.words)])
        said = _("Sent. The link works once, until %(day)s.", day=show_date(until))
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _again(
    request: AnyRequest, token: str, link: OpenLink, form: ReplyForm, *, status: int = 422
) -> Response[Any]:
    """The form with all that was typed; nothing was taken, and the link still works."""
    shown = replace(form, problems=await to_choose_again(request, form.problems))
    return _shown(request, token, link, shown, status=status)


async def _too_late(request: AnyRequest, token: str, form: ReplyForm, refusal: Refusal) -> Response[Any]:
    """The form with all that was typed and the draft as it stands now, or the page of a link that works no more."""
    try:
        link = await open_link(token, now())
    except NotFound:  # used in another window meanwhile, or the question moved on
        return _dead(request)
    problems = await to_choose_again(request, form.problems)
    return _shown(request, token, link, replace(form, problems=problems), refusal=refusal)


def _shown(
    request: AnyRequest,
    token: str,
    link: OpenLink,
    form: ReplyForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response[Any]:
    before = link.answer
    present = (
        {
            "summary": before.summary,
            "body": before.body,
            "legal_basis": before.legal_basis,
            "outcome": before.outcome.value if before.outcome else "",
            "document_number": before.document_number,
        }
        if before
        else {}
    )
    return _private(
        page(
            request,
            "questions/one_time/reply.html",
            status=refusal.status if refusal else status,
            version=form.typed.get("version", link.version) if form.typed and not refusal else link.version,
            refusal=refusal.sentence if refusal else None,
            stands=stands_now(LABELS, form.typed, present, READ_AS) if refusal else (),
            action=f"/replies/{token}",
            link=link,
            outcomes=[(outcome.value, NAMES["outcome_names"][outcome]) for outcome in Outcome],
            typed=form.typed or present,
            problems=form.problems,
            removed=form.removed,
            labels=LABELS,
            summary_most=SUMMARY_MOST,
            body_most=BODY_MOST,
        )
    )


def _dead(request: AnyRequest) -> Response[Any]:
    return _private(page(request, "questions/one_time/dead.html", status=404, words=DEAD))


def _private(response: Response[Any]) -> Response[Any]:
    response.headers |= PRIVATE
    return response
