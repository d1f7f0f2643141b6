"""S7: whatever is sent to whichever route, nobody sees a fault of ours: no 500, no traceback."""

import random
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.site.doors import DOORS, Door
from tests.site.people import account_of
from tests.site.places import Places, places_of
from tests.site.site import FROM_HERE, Site, Visitor

NONSENSE = (
    *("", " ", "0", "-1", "1e9", "١٢", "NaN", "null", "None", "true", "2147483648", "9" * 30),
    *("2026-02-30", "2026-13-45T99:99", "0000-00-00", "9999-12-31T23:59", "31/12/9999 23:59", "2026-09-05T08:30+07:00"),
    *(
        "<script>alert(1)</script>",
        "' OR '1'='1",
        "{{ 7*7 }}",
        "%s%n%(x)s",
        "../../etc/passwd",
        "\\\\evil\\x",
        "//evil.example",
    ),
    *(
        "a\x00b",
        "\x1b[31m",
        "\u202e\u2066ngược",
        "e\u0302\u0301",
        "đ" * 400,
        "x" * 60_000,
        "\U0001f600" * 50,
        "\r\nBcc: a@b.example",
    ),
)
# What a database refuses, or takes for another value than the one sent.
OF_VALUES = ("", "9" * 30, "2147483648", "NaN", "0000-00-00", "9999-12-31T23:59", "a\x00b", "\x1b[31m")
LONG = "đ" * 400
# As they go over the wire: not UTF-8, a lone surrogate, an overlong NUL, half an escape.
RAW = ("%ff%fe", "%ED%A0%80", "%C0%80", "%", "%zz", "%00", "%F0%9F%98", "a%0d%0ab")
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00="),
    ("application/x-www-form-urlencoded", b"&".join(b"x=1" for _ in range(3000))),
    ("application/x-www-form-urlencoded; charset=utf-7", b"+ADw-=1"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=1"),
    ("application/x-www-form-urlencoded", b"=&&=;=%&%%%"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03',
    ),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\xff\r\n--x--\r\n'),
    ("multipart/form-data; boundary=" + "x" * 500, b"--x--"),
    ("application/json", b'{"a": [[[[1]]]]}'),
    ("text/plain", b"text"),
    ("", b"\x00\x01"),
    ("nonsense", b"a=1"),
)
# Fields that forms of the site read, besides those of the table of doors.
FIELDS = (
    *("csrf_token", "key", "version", "name", "address", "phone", "email", "tax_code", "field", "fields", "summary"),
    *("detail", "publish_name", "channel", "happened_at", "outside_ticket", "lead_unit", "helpers", "weight", "note"),
    *("reason", "text", "explanation", "proposed_unit", "body", "outcome", "legal_basis", "comment", "signer_title"),
    *(
        "way",
        "delivered_at",
        "number",
        "conclusion",
        "objections",
        "words",
        "owner",
        "product",
        "due_wording",
        "due_day",
    ),
    *(
        "due_days",
        "day_of_month",
        "promised_by",
        "promise_question",
        "promise_at",
        "question",
        "unit",
        "speaker",
        "said_at",
    ),
    *(
        "part",
        "attendee",
        "heads",
        "organisation",
        "evidence",
        "type",
        "series",
        "new_series",
        "edition",
        "title",
        "theme",
    ),
    *(
        "starts_at",
        "ends_at",
        "opens_at",
        "closes_at",
        "place",
        "online_url",
        "chair_1",
        "secretary_1",
        "co_organisers",
    ),
    *("agencies", "proposed", "agenda", "description", "organiser", "role", "language", "password", "current_password"),
    *("new_password", "next", "then", "seen", "website", "code", "public_summary", "public_detail", "public_asker"),
    *("visibility", "kind", "competence", "state", "page", "q", "to", "work", "late", "mine"),
)
# All but those after which nobody is signed in any more.
LAST = ("/sign-out", "/sign-out-everywhere", "/deactivate")
TRIED = [door for door in DOORS if not door.route.endswith(LAST)]
FORMS = [door for door in TRIED if door.method != "GET"]
PEOPLE = ("", "dieuphoi", "tiepnhan", "thuky", "quantri", "giamsat", "lanhdao.snnmt", "soanthao.thue", "daumoi.nhnn")


def _is_fault(answer: httpx.Response) -> bool:
    return answer.status_code >= 500 or "Traceback" in answer.text


def _no_fault(answer: httpx.Response, what: object) -> None:
    assert not _is_fault(answer), (what, answer.status_code)


def _visitor(site: Site, door: Door) -> Visitor:
    return site.visitor(account_of(min(door.opens), door.lead) if door.opens else "")


@pytest.mark.timeout(240)
async def test_s7_every_form_takes_every_malformed_body(site: Site) -> None:
    places = await places_of(site)
    for door in FORMS:
        async with _visitor(site, door) as visitor:
            await visitor.act("/nowhere")
            for media_type, body in BODIES:
                site.forget_limits()
                headers = FROM_HERE | {"content-type": media_type, "x-csrf-token": visitor.token}
                answer = await visitor.post(door.address(places), content=body, headers=headers)
                _no_fault(answer, (door.route, media_type, body[:60]))


@pytest.mark.timeout(240)
async def test_s7_every_field_of_every_form_takes_nonsense(site_on_each: Site) -> None:
    """Every own field with some of the nonsense, and some foreign fields; over all forms, all of it is tried.

    On PostgreSQL only with what it may take otherwise, in each field also what is longer than a column.
    """
    site = site_on_each
    places, dice = await places_of(site), random.Random(7)
    faults = []
    for door in FORMS:
        own = list(door.sent(places))
        async with _visitor(site, door) as visitor:
            for name in (*own, *dice.sample(FIELDS, 3)):
                site.forget_limits()
                for value in _values(dice, is_own=name in own, is_postgres=site.is_postgres):
                    answer = await visitor.act(door.address(places), {**door.sent(places), name: value})
                    if _is_fault(answer):
                        faults.append(f"{door.route} {name}={value[:60]!r}")
    assert not faults, "\n".join(faults)


@pytest.mark.timeout(240)
async def test_s7_every_part_of_every_address_takes_nonsense(site_on_each: Site) -> None:
    """Half of it in turn for somebody who gets in there, a part for others, whom a guard refuses before.

    PostgreSQL takes the other half of what it may take otherwise.
    """
    site = site_on_each
    places = await places_of(site)
    values = (*RAW, *(quote(one, safe="") for one in NONSENSE if 0 < len(one) < 500))
    if site.is_postgres:
        values = (*RAW, *(quote(one, safe="") for one in OF_VALUES if 0 < len(one) < 500))
    ways = {door.route: door for door in DOORS if "/sign-out" not in door.route}
    for number, door in enumerate(ways.values()):
        path = door.route.partition(" ")[2]
        insider = account_of(min(door.opens), door.lead) if door.opens else ""
        outsiders = () if site.is_postgres else ("", "dieuphoi", "quantri")
        for account, some_values in (
            (insider, values[(number + site.is_postgres) % 2 :: 2]),
            *((account, values[number % 8 :: 8]) for account in outsiders),
        ):
            async with site.visitor(account) as visitor:
                await visitor.act("/nowhere")
                for value in some_values if "{" in path else some_values[:1]:
                    site.forget_limits()
                    headers = FROM_HERE | {"x-csrf-token": visitor.token}
                    for address in {_with(path, value), *_one_by_one(path, door.address(places), value)}:
                        answer = await visitor.request(door.method, address, headers=headers)
                        _no_fault(answer, (door.route, address, account))


def _one_by_one(path: str, address: str, value: str) -> list[str]:
    """The true address with `value` in the place of one of its parameters, where it has several."""
    template, true = path.split("/"), address.partition("?")[0].split("/")
    places = [k for k, part in enumerate(template) if part.startswith("{")]
    if len(places) < 2 or len(template) != len(true):
        return []
    return ["/".join([*true[:k], value, *true[k + 1 :]]) for k in places]


def _with(path: str, value: str) -> str:
    """The address with `value` in the place of each of its parameters."""
    return "/".join(value if part.startswith("{") else part for part in path.split("/"))


def _values(dice: random.Random, *, is_own: bool, is_postgres: bool) -> list[str]:
    if not is_postgres:
        return dice.sample(NONSENSE, 3 if is_own else 1)
    return [LONG, *dice.sample(OF_VALUES, dice.choice((0, 0, 1)))]


WORD = some.sampled_from(NONSENSE) | some.text(max_size=80)


@pytest.mark.timeout(300)
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    number=some.integers(0, len(TRIED) - 1),
    account=some.sampled_from(PEOPLE),
    sent=some.dictionaries(some.sampled_from(FIELDS), WORD, max_size=12),
    headers=some.sampled_from(
        (
            {},
            {"hx-request": "true"},
            {"referer": "http://[::1"},
            {"cookie": "session=a; session=b; lang=xx; form=%00"},
            {"if-none-match": "*"},
            {"range": "bytes=5-1"},
            {"accept-encoding": "nonsense;q=9"},
        )
    ),
)
async def test_s7_no_form_and_no_address_can_be_driven_to_a_fault(
    site: Site, number: int, account: str, sent: dict[str, str], headers: dict[str, str]
) -> None:
    door, places = TRIED[number], await _places(site)
    site.forget_limits()
    async with site.visitor(account) as visitor:
        clean = {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}
        if door.method == "GET":
            short = {name: value[:500] for name, value in clean.items()}
            answer = await visitor.get(door.address(places), params=short, headers=headers)
        else:
            await visitor.act("/nowhere")
            whole = {**door.sent(places), **clean, "csrf_token": visitor.token}
            answer = await visitor.post(door.address(places), data=whole, headers=FROM_HERE | headers)
    _no_fault(answer, (door.route, account, sent, headers))


_known: dict[int, Places] = {}


async def _places(site: Site) -> Places:
    if id(site) not in _known:
        _known[id(site)] = await places_of(site)
    return _known[id(site)]
