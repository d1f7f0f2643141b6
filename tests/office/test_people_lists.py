"""Lists of people: accounts and roles, each once; letters only where the importer wants them."""

import asyncio
import time
from datetime import date
from pathlib import Path

import pytest

from app.access import SYSTEM, Role
from app.clock import day_of, now
from app.database import Statement
from app.errors import Invalid
from app.i18n import speaking
from app.office.lists.people_list import read_people
from app.office.lists.rows import ListKind, TypedRow
from app.office.lists.staging import Sheet, Staged, accounts, looked_over, read_sheet, stage, staged
from app.office.lists.taking import take_people
from app.people import keeping, queries
from app.people.directory import Directory, UnitRow
from app.people.kinds import UnitKind
from app.people.units import directory
from tests.office.lists import PEOPLE, UNITS, xlsx
from tests.office.test_unit_lists import take_units
from tests.office.test_unit_lists import waiting as waiting_units

TODAY = date(2026, 11, 21)
LETTERS = Statement("SELECT to_address, body FROM outbox_letter ORDER BY id")
COUNTS = Statement(
    "SELECT (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM membership) AS roles,"
    " (SELECT count(*) FROM staff_invitation) AS invitations"
)
UNIT = UnitRow(1, "STC", "Sở Tài chính", "Sở TC", UnitKind.DEPARTMENT, None, None, date(2025, 7, 1), None)
ONE_UNIT = Directory.of([UNIT])


def problems_of(*people: tuple[str, str, str, str]) -> dict[int, dict[str, str]]:
    """The problems by row of rows of (name, e-mail, unit, role)."""
    rows = [
        TypedRow(number, dict(zip(("name", "email", "unit", "role"), person, strict=True)))
        for number, person in enumerate(people, 2)
    ]
    with speaking("en"):
        return {
            row.number: {column: str(sentence) for column, sentence in row.problems.items()}
            for row in read_people(rows, ONE_UNIT, {}, TODAY)
            if row.problems
        }


async def waiting(path: Path) -> Staged:
    sheet = await read_sheet(path, path.name, ListKind.PEOPLE)
    return await staged(await stage(sheet, file_name=path.name, file_sha256="", by=SYSTEM, at=now()), ListKind.PEOPLE)


@pytest.fixture
async def city(database: str, tmp_path: Path) -> Path:
    await take_units(await waiting_units(xlsx(tmp_path, UNITS)), by=SYSTEM, at=now())
    return tmp_path


def test_the_same_address_under_two_names_is_a_problem() -> None:
    found = problems_of(("An", "an@b.example", "STC", "Soạn thảo"), ("Bình", "AN@b.example", "STC", "Đầu mối"))
    assert found == {3: {"email": "Row 2 gives the same address to another name."}}


def test_one_person_in_two_rows_holds_two_roles() -> None:
    assert problems_of(("An", "an@b.example", "STC", "Soạn thảo"), ("An", "an@b.example", "STC", "Đầu mối")) == {}


def test_unknown_units_roles_and_addresses_are_told_beside_their_columns() -> None:
    found = problems_of(("", "không phải thư", "SYT", "Vua"), ("An", "", "", ""))
    assert {row: set(columns) for row, columns in found.items()} == {
        2: {"name", "email", "unit", "role"},
        3: {"email", "unit", "role"},
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_roles_are_known_by_the_names_of_our_screens(language: str) -> None:
    from app.people.roles import ROLE_NAMES

    with speaking(language):
        names = [str(name) for name in ROLE_NAMES.values()]
    assert problems_of(*(("An", "an@b.example", "Sở Tài chính", name) for name in names)) == {}


async def test_accounts_and_roles_are_made_without_a_letter(city: Path) -> None:
    taken = await take_people(await waiting(xlsx(city, PEOPLE)), invite=False, by=SYSTEM, at=now())
    assert (taken.new, taken.known, taken.invited) == (3, 0, 0)
    an = await queries.person_by_email("an@songhau.example")
    assert an
    assert (an.name, an.title, an.has_password) == ("Nguyễn Văn An", "Chuyên viên", False)
    finance = (await directory()).by_code("STC")
    assert finance
    held = {(row.unit_id, row.role) for row in await queries.memberships(an.id)}
    assert held == {(finance.id, Role.DRAFTER), (finance.id, Role.FOCAL)}
    assert await queries.person_by_email("binh@songhau.example")
    assert await LETTERS.all() == []


async def test_taking_a_list_twice_adds_nothing(city: Path) -> None:
    path = xlsx(city, PEOPLE)
    await take_people(await waiting(path), invite=False, by=SYSTEM, at=now())
    before = await COUNTS.one()
    taken = await take_people(await waiting(path), invite=False, by=SYSTEM, at=now())
    assert (taken.new, taken.known) == (0, 3)
    assert await COUNTS.one() == before


async def test_those_without_a_password_are_invited_where_the_importer_says_so(city: Path) -> None:
    await take_people(await waiting(xlsx(city, PEOPLE)), invite=True, by=SYSTEM, at=now())
    letters = await LETTERS.all()
    assert [letter["to_address"] for letter in letters] == [
        "an@songhau.example",
        "binh@songhau.example",
        "cuc@songhau.example",
    ]
    assert all("/invitations/" in letter["body"] for letter in letters)


async def test_a_person_in_two_units_holds_a_role_in_each(city: Path) -> None:
    rows = [*PEOPLE, ("Nguyễn Văn An", "an@songhau.example", "", "UBP-BN", "Lãnh đạo")]
    await take_people(await waiting(xlsx(city, rows)), invite=False, by=SYSTEM, at=now())
    an = await queries.person_by_email("an@songhau.example")
    assert an
    assert len({row.unit_id for row in await queries.memberships(an.id)}) == 2


async def test_a_closed_account_is_not_opened_by_a_list(city: Path) -> None:
    path = xlsx(city, PEOPLE)
    await take_people(await waiting(path), invite=False, by=SYSTEM, at=now())
    an = await queries.person_by_email("an@songhau.example")
    assert an
    await keeping.deactivate(an.id, by=SYSTEM, at=now())
    first = (await looked_over(await waiting(path), now()))[0]
    assert set(first.problems) == {"email"}
    with pytest.raises(Invalid):
        await take_people(await waiting(path), invite=False, by=SYSTEM, at=now())


async def test_five_thousand_people_come_in_while_others_read(city: Path) -> None:
    typed = [
        TypedRow(n, {"name": f"Người Thứ {n}", "email": f"n{n}@songhau.example", "unit": "STC", "role": "Soạn thảo"})
        for n in range(5000)
    ]
    sheet = Sheet(ListKind.PEOPLE, tuple(typed), {}, ())
    at = now()
    list_id = await stage(sheet, file_name="lon.xlsx", file_sha256="", by=SYSTEM, at=at)
    taking = asyncio.create_task(take_people(await staged(list_id, ListKind.PEOPLE), invite=True, by=SYSTEM, at=at))
    started, slowest, last = time.monotonic(), 0.0, time.thread_time()
    while not taking.done():
        await asyncio.sleep(0.005)
        # What the thread of the loop worked between two turns; how busy the machine is does not matter.
        slowest, last = max(slowest, time.thread_time() - last), time.thread_time()
    assert (await taking).new == 5000
    assert time.monotonic() - started < 60
    assert slowest < 0.5
    assert len(await accounts(day_of(at))) == 5000
