"""Following one's own question: by the secret link, or by code and phone for half an hour."""

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import NotFound
from app.i18n import Sentence as _
from app.identifiers import show_phone
from app.web import tokens
from app.web.limits import take
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import policy, tracking
from questions.apologies.reading import ApologyRow, apologies_of
from questions.controllers.codes import qr_code
from questions.facts import question_facts
from questions.forms import LABELS, LookUpForm
from questions.looks import LOOKS
from questions.merging.standing import facts_as_asked
from questions.opinions import policy as opinion_policy
from questions.opinions.forms import LABELS as OPINION_LABELS
from questions.receipts import Proof, proof_of
from questions.states import QuestionAct as Q
from questions.submitting import tracking_token
from questions.tracking import NOTHING_HERE, Tracked
from questions.values import GRADE_NAMES, REJECTION_NAMES, RULING_NAMES

VIEW = "looked up"
VIEW_SECONDS = 30 * 60
# The link is a secret: nobody keeps the page, lists it, or learns of it from where the reader goes next.
# The referrer policy is everyone's: with "no-referrer" Chrome sends "Origin: null" with our own forms.
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


class TrackingController(Controller):
    path = "/track/{token:str}"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, _today())
        link = f"{web_of(request).settings.base_url}/track/{token}"
        return _shown(
            request,
            tracked,
            await proof_of(tracked.code),
            token=token,
            link=link,
            qr=qr_code(link),
            links=_own_links(request, tracked),
            was_just_sent="sent" in request.query_params,
            apologies=await _apologies(tracked),
            **await opinion_context(tracked),
            **await own_acts(tracked),
        )

    @get("/slip", opt={"access": Access.PUBLIC})
    async def slip(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, _today())
        link = f"{web_of(request).settings.base_url}/track/{token}"
        slip = page(
            request,
            "questions/tracking/slip.html",
            tracked=tracked,
            proof=await proof_of(tracked.code),
            token=token,
            link=link,
            qr=qr_code(link),
            look_up=f"{web_of(request).settings.base_url}/lookup",
        )
        slip.headers |= PRIVATE
        return slip


class LookUpController(Controller):
    path = "/lookup"

    @get(opt={"access": Access.PUBLIC})
    async def ask(self, request: AnyRequest) -> Response[Any]:
        return _form(request, LookUpForm(typed={"code": request.query_params.get("code", "")[:40]}))

    @post(opt={"access": Access.PUBLIC})
    async def find(self, request: AnyRequest) -> Response[Any]:
        form = LookUpForm.read(await read_form(request))
        if form.problems:
            return _form(request, form, 422)
        await take(request, "look_up", phone=form.phone, code=form.code)
        if not await tracking.belongs(form.code, form.phone):
            return _form(request, LookUpForm({"code": NOT_FOUND}, form.typed), 422)
        sealed = tokens.seal(web_of(request).settings.secret_key, VIEW, f"{form.code} {int(time.time())}")
        return see_other(request, f"/lookup/view/{sealed}")

    @get("/view/{sealed:str}", opt={"access": Access.PUBLIC})
    async def view(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        opened = tokens.unseal(web_of(request).settings.secret_key, VIEW, sealed)
        code, _space, at = (opened or "").partition(" ")
        if not at.isdigit():
            raise NotFound(NOTHING_HERE)
        if time.time() - int(at) > VIEW_SECONDS:
            return see_other(request, "/lookup", said=_("The half hour is over. Please look the question up again."))
        tracked = await tracking.by_code(code, _today())
        return _shown(request, tracked, await proof_of(code), apologies=await _apologies(tracked))


# The same words whether the code is unknown or the phone is another's.
NOT_FOUND = _("There is no question with this code and this phone number. Please check both.")


# Who looked the question up reads everything and says nothing: that takes the secret link.
NOTHING = dict.fromkeys(("may_rate", "may_dispute", "may_inform", "may_withdraw", "may_appeal"), False)
WITHOUT_LINK: dict[str, Any] = NOTHING | {"ruling_names": RULING_NAMES, "typed": {}, "problems": {}}


def _form(request: AnyRequest, form: LookUpForm, status: int = 200) -> Response[Any]:
    return page(
        request,
        "questions/tracking/lookup.html",
        "questions/tracking/_lookup.html",
        status=status,
        form=form,
        labels=LABELS,
    )


def _shown(
    request: AnyRequest,
    tracked: Tracked,
    proof: Proof | None,
    *,
    token: str = "",
    link: str = "",
    qr: object = "",
    was_just_sent: bool = False,
    links: Mapping[str, str] | None = None,
    apologies: tuple[ApologyRow, ...] = (),
    **opinion: Any,
) -> Response[Any]:
    shown = page(
        request,
        "questions/tracking/show.html",
        tracked=tracked,
        proof=proof,
        token=token,
        link=link,
        qr=qr,
        was_just_sent=was_just_sent,
        links=links or {},
        apologies=apologies,
        looks=LOOKS,
        is_mailed=bool(web_of(request).settings.smtp_url),
        rejection_name=REJECTION_NAMES[tracked.rejection] if tracked.rejection else "",
        today=_today(),
        phone=veiled_phone(show_phone(tracked.phone)) if tracked.phone else "",
        email=veiled_email(tracked.email),
        **(WITHOUT_LINK | opinion),
    )
    shown.headers |= PRIVATE
    return shown


async def _apologies(tracked: Tracked) -> tuple[ApologyRow, ...]:
    """Of the question that is answered, in the place of the asker's own where it was joined with it."""
    return await apologies_of(tracked.stands.id if tracked.stands else tracked.id)


def _own_links(request: AnyRequest, tracked: Tracked) -> dict[str, str]:
    """The asker's own pages of the parts, and of the whole, by their codes."""
    secret = web_of(request).settings.secret_key
    others = (*tracked.parts, *((tracked.whole,) if tracked.whole else ()))
    return {other.code: f"/track/{tracking_token(secret, other.key)}" for other in others}


async def own_acts(tracked: Tracked) -> dict[str, Any]:
    """What the asker may do with the question itself; only for who came by the secret link."""
    question, asker = await question_facts(tracked.code), Viewer(asks=tracked.id)
    return {
        "may_inform": any(policy.why_not(act, asker, question) is None for act in (Q.INFORM, Q.INFORM_UNIT)),
        "may_appeal": policy.why_not_appeal(asker, question, _today()) is None,
        "may_withdraw": policy.why_not(Q.WITHDRAW, asker, question) is None,
    }


async def opinion_context(tracked: Tracked) -> dict[str, Any]:
    """What the forms of the asker's word need; only for who came by a secret link."""
    question, today = await facts_as_asked(tracked.code), _today()
    asker = Viewer(asks=question.id)
    rating = tracked.judged.rating
    return {
        "may_rate": opinion_policy.why_not_judge(asker, question, today) is None,
        "may_dispute": opinion_policy.why_not_dispute(asker, question, today) is None,
        "grades": [(str(grade), f"{grade} – {name}") for grade, name in GRADE_NAMES.items()],
        "typed": {"result": str(rating.result), "attitude": str(rating.attitude)} if rating else {},
        "problems": {},
        "labels": OPINION_LABELS,
        "grade_names": GRADE_NAMES,
        "ruling_names": RULING_NAMES,
    }


def veiled_phone(phone: str) -> str:
    """Enough to know one's own number by: the last three digits."""
    return f"••• ••• {phone[-3:]}"


def veiled_email(email: str) -> str:
    name, at, domain = email.partition("@")
    return f"{name[:1]}•••{at}{domain}" if email else ""


def _today() -> date:
    return day_of(now())
