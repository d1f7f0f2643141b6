"""Commitments on the desk: the list, and one with what this person may do with it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.clocks import Clock
from app.calendar.deadlines import SOON
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of, now
from app.database.word_index import wanted
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.files.kinds import MOST_SENT
from app.files.receiving import NotTaken, StoredFile
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.text import search_words
from app.web.pages import page, read_files, read_form, see_other
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from events.planning.controllers.desk import seen_event
from events.planning.policy import may_enter_room
from events.planning.rows import EventView
from questions.attachments.reading import files_of_commitment
from questions.commitments import confirming, deciding, policy, progressing, reassigning, urging, verifying
from questions.commitments.facts import commitment_facts
from questions.commitments.forms import NEEDS, WordsForm, read_act
from questions.commitments.looks import due_chip, look_of, next_words
from questions.commitments.moving import dates_print
from questions.commitments.queries import (
    CommitmentLine,
    Tally,
    commitment_view,
    commitments,
    forums,
    owners,
    tally,
    wanted_date,
)
from questions.commitments.seeing import seen_by
from questions.commitments.states import ACT_NAMES, NOTE_NAMES, STATE_NAMES, CommitmentAct, CommitmentState
from questions.commitments.waiting import CommitmentGroup, group_named
from questions.conditions import NOTHING, Condition, all_of, one_of
from questions.controllers.files import TAKES_FILES, sent_files, to_choose_again
from questions.controllers.unit_choice import unit_groups
from questions.facts import question_facts
from questions.seeing import may_see
from questions.words import COMMITMENT_WORDS

A = CommitmentAct
PROGRESS, URGE = "progress", "urge"
WITH_FILES = frozenset({PROGRESS, A.CLAIM.value})
DONE: dict[str, Sentence] = {
    A.CONFIRM: _("The commitment is confirmed."),
    PROGRESS: _("The progress is recorded and public."),
    A.CLAIM: _("Reported as done. Another unit verifies it now."),
    A.VERIFY: _("Verified: the commitment was kept."),
    A.VERIFY_PERIOD: _("This period is verified; the next one runs."),
    A.SEND_BACK: _("Sent back to the unit with your words."),
    A.CONTEST: _("Contested. The chair decides."),
    A.UPHOLD: _("Decided: it stands as it was said."),
    A.REWORD: _("Decided: it stands in the new words, and the old ones stay readable."),
    A.CANCEL: _("Cancelled. Everyone reads the reason."),
    A.VERIFY_PART: _("A part is verified. A coordinator sets a date for the rest."),
    A.RESUME: _("The rest has its date."),
    A.REOPEN: _("Reopened. Everyone reads the reason and the proof."),
    A.ASK_DATE: _("Asked. The chair decides."),
    A.GRANT_DATE: _("Granted. The date as promised stays shown."),
    A.REFUSE_DATE: _("Not granted. The date stays."),
    A.REASSIGN: _("The other unit has it now."),
    URGE: _("The unit was urged on."),
}


class CommitmentDesk(Controller):
    path = "/desk/commitments"
    opt = {"access": Access.STAFF}

    @get()
    async def list_commitments(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        asked = request.query_params
        shown = await _chosen(viewer, asked)
        calendar, today = await load_calendar(), day_of(now())
        return page(
            request,
            "commitments/desk/list.html",
            rows=[
                (line, look_of(line.state), due_chip(line.state, line.due_on, today, calendar))
                for line in shown.found.items
            ],
            shown=shown,
            may_enter_room=shown.event is not None and may_enter_room(viewer, shown.event.facts),
            typed={name: asked.get(name, "") for name in ("q", "unit", "state", "event")},
            states=[(state.value, STATE_NAMES[state]) for state in CommitmentState],
        )

    @get("/{code:str}")
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        _refuse_hidden(viewer, await commitment_facts(code))
        return await whole(request, viewer, code)

    @post("/{code:str}/acts/{act:str}", opt=TAKES_FILES, request_max_body_size=MOST_SENT)
    async def do(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        code: FromPath[str],
        act: FromPath[str],
    ) -> Response[Any]:
        if act not in DONE:
            raise NotFound(_("There is no such act."))
        facts = await commitment_facts(code)
        _refuse_hidden(viewer, facts)
        _only_for(act, viewer, facts)
        has_files = act in WITH_FILES and bool((await read_files(request)).get("files"))
        form = read_act(await read_form(request), act, has_files=has_files)
        if form.problems:
            problems = await to_choose_again(request, form.problems)
            return await whole(request, viewer, code, act=act, form=form, problems=problems)
        try:
            if has_files:
                async with sent_files(request) as files:
                    await _perform(act, facts, form, by=viewer, files=files)
            else:
                await _perform(act, facts, form, by=viewer)
        except NotTaken as refusal:
            return await whole(request, viewer, code, act=act, form=form, problems={"files": refusal.sentence})
        except Conflict as refusal:
            return await whole(request, viewer, code, act=act, form=form, refusal=refusal)
        except Invalid as refusal:
            return await whole(request, viewer, code, act=act, form=form, problems=refusal.problems)
        return see_other(request, f"/desk/commitments/{code}", said=DONE[act])


@dataclass(frozen=True)
class Shown:
    """The list that was asked for, and what else may be asked for."""

    found: Page[CommitmentLine]
    tally: Tally
    group: CommitmentGroup | None
    event: EventView | None
    units: list[tuple[int, str]]
    events: list[tuple[str, str]]


async def _chosen(viewer: Viewer, asked: Mapping[str, str]) -> Shown:
    """Unit, forum, state and group of My work, all from the address; what names nothing shows nothing."""
    slug, unit, state = asked.get("event", ""), asked.get("unit", ""), asked.get("state", "")
    today, kept = day_of(now()), [seen_by(viewer)]
    event = await seen_event(viewer, slug) if slug else None
    if event:
        kept.append(Condition("commitment.event = {}", (event.id,)))
    if words := search_words(asked.get("q", "")[:300])[:8]:
        kept.append(Condition(COMMITMENT_WORDS.condition, (wanted(words),)))
    if unit == "mine" or asked.get("mine") == "1":
        kept.append(one_of("commitment.owner", viewer.units()))
    elif unit:
        is_id = unit.isascii() and unit.isdigit() and len(unit) < 10
        kept.append(one_of("commitment.owner", (await directory()).same_as(int(unit))) if is_id else NOTHING)
    if state:
        kept.append(one_of("commitment.state", [known for known in CommitmentState if known == state]))
    if group := group_named(asked.get("work", "")):
        kept.append(group.kept(viewer, today, (await load_calendar()).add(today, SOON)))
    narrowed = all_of(*kept)
    found = await commitments(narrowed, number=page_number(asked.get("page")))
    return Shown(found, await tally(narrowed, today), group, event, await owners(), await forums())


def _refuse_hidden(viewer: Viewer, facts: policy.CommitmentFacts) -> None:
    """To whom a promise is hidden it does not exist."""
    if not policy.may_see(viewer, facts):
        raise NotFound(_("There is no such commitment."))


def _only_for(act: str, viewer: Viewer, facts: policy.CommitmentFacts) -> None:
    """Raises NotAllowed before anything that was sent is judged; a state in the way is told by the act."""
    refusal: Sentence | None
    if act == PROGRESS:
        may, refusal = policy.works_for_owner(viewer, facts), policy.why_not_report(viewer, facts)
    elif act == URGE:
        may, refusal = policy.may_urge(viewer, facts), policy.why_not_urge(viewer, facts)
    else:
        who, refusal = policy.WHO[A(act)]
        may = who(viewer, facts)
    if refusal is not None and not may:
        raise NotAllowed(refusal)


WITH_REASON: dict[str, Callable[..., Awaitable[None]]] = {
    A.CONTEST: deciding.contest,
    A.UPHOLD: deciding.uphold,
    A.CANCEL: deciding.cancel,
    A.GRANT_DATE: deciding.grant_date,
    A.REFUSE_DATE: deciding.refuse_date,
    A.VERIFY_PART: verifying.verify_part,
    URGE: urging.urge,
}


async def _perform(
    act: str, facts: policy.CommitmentFacts, form: WordsForm, *, by: Viewer, files: Sequence[StoredFile] = ()
) -> None:
    at = now()
    match act:
        case A.RESUME | A.ASK_DATE if form.day is not None:
            redate = verifying.resume if act == A.RESUME else deciding.ask_date
            await redate(facts, form.body, form.day, by=by, at=at)
        case A.REASSIGN if form.owner_id is not None:
            await reassigning.reassign(replace(facts, seen=form.dates), form.owner_id, form.body, by=by, at=at)
        case A.REWORD:
            await deciding.reword(facts, form.words, form.body, by=by, at=at)
        case A.REOPEN:
            await verifying.reopen(facts, form.body, form.evidence, by=by, at=at)
        case _ if act in WITH_REASON:
            await WITH_REASON[act](replace(facts, seen=form.dates), form.body, by=by, at=at)
        case A.CONFIRM:
            await confirming.confirm(facts, seen=form.seen, by=by, at=at)
        case "progress":
            await progressing.report_progress(facts, form.body, by=by, at=at, files=files)
        case A.CLAIM:
            await progressing.claim(facts, form.body, form.evidence, by=by, at=at, files=files)
        case A.VERIFY | A.VERIFY_PERIOD:
            await verifying.verify(facts, form.body, by=by, at=at)
        case A.SEND_BACK:
            await verifying.send_back(facts, form.body, by=by, at=at)


# Those whose form needs nothing of its own on the page.
MORE = frozenset(DONE) - {PROGRESS, URGE, A.CONFIRM, A.CLAIM, A.VERIFY, A.VERIFY_PERIOD, A.SEND_BACK}


def _weight(act: CommitmentAct) -> int:
    """What was asked for is decided first; cancelling comes last."""
    return {A.GRANT_DATE: 0, A.REFUSE_DATE: 1, A.CANCEL: 3}.get(act, 2)


def sees_objection(viewer: Viewer, facts: policy.CommitmentFacts) -> bool:
    """The words of the asker are for those who judge the claim, and for the unit that made it."""
    return policy.may_urge(viewer, facts) or policy.works_for_owner(viewer, facts)


async def whole(
    request: AnyRequest,
    viewer: Viewer,
    code: str,
    *,
    act: str = "",
    form: WordsForm | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Conflict | None = None,
) -> Response[Any]:
    """The page of one commitment; after a refused act with its sentence, the fresh state and what was typed."""
    facts, view = await commitment_facts(code), await commitment_view(code)
    calendar, today = await load_calendar(), day_of(now())
    return page(
        request,
        "commitments/desk/show.html",
        status=refusal.status if refusal else 422 if problems else 200,
        commitment=view,
        seen=confirming.promise_print(view.words, view.product, view.owner_id, view.due_on, view.day_of_month),
        dates=dates_print(view.owner_id, view.due_on, await wanted_date(view.id)),
        look=look_of(view.state),
        due=due_chip(view.state, view.due_on, today, calendar),
        acts=policy.allowed_acts(viewer, facts),
        next=next_words(
            view,
            calendar,
            today,
            confirmation=(await load_clocks())[Clock.CONFIRMATION],
            wanted_on=await wanted_date(view.id) if facts.asks_date else None,
        ),
        act_names=ACT_NAMES,
        note_names=NOTE_NAMES,
        more=sorted((act for act in policy.allowed_acts(viewer, facts) if act in MORE), key=_weight),
        needs=NEEDS,
        owners=unit_groups(await directory()) if A.REASSIGN in policy.allowed_acts(viewer, facts) else [],
        may_urge=policy.why_not_urge(viewer, facts) is None,
        files=await files_of_commitment(view.code),
        urgings=await urging.urgings_of(view.id),
        sees_objection=sees_objection(viewer, facts),
        may_report=policy.why_not_report(viewer, facts) is None,
        may_see_question=bool(view.question_code) and may_see(viewer, await question_facts(view.question_code)),
        tried=act,
        typed=form.typed if form else {},
        problems=problems or {},
        refusal=refusal.sentence if refusal else None,
    )
