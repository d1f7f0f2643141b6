"""A new installation: one command, one link, and never a second first administrator."""

from pathlib import Path

import pytest

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid
from app.office.setting_up import Beginning, set_up
from app.people import inviting, queries
from app.people.units import directory
from app.site.queries import load_site
from tests.cli.running import doithoai
from tests.office.lists import PEOPLE, UNITS, xlsx

LETTER = Statement("SELECT body FROM outbox_letter")
PLAN = Beginning("Đối thoại Sông Hậu", "VPUB", "Văn phòng UBND thành phố", "an@songhau.example", "Lê Văn Ân")


async def test_a_site_a_unit_and_a_link_for_the_first_administrator(database: str) -> None:
    path = await set_up(PLAN, by=SYSTEM, at=now())
    assert path.startswith("/invitations/")
    assert (await load_site()).name == "Đối thoại Sông Hậu"
    assert (await directory()).by_code("VPUB")
    letter = await LETTER.one()
    assert letter
    assert "Trân trọng,\nĐối thoại Sông Hậu" in letter["body"]


async def test_it_refuses_once_there_is_an_administrator(database: str) -> None:
    path = await set_up(PLAN, by=SYSTEM, at=now())
    await inviting.accept(path.rpartition("/")[2], "Lê Văn Ân", "mùa nước nổi năm nay", at=now())
    assert len(await queries.admins()) == 1
    with pytest.raises(Conflict):
        await set_up(PLAN, by=SYSTEM, at=now())


async def test_an_interrupted_beginning_may_be_repeated(database: str) -> None:
    await set_up(PLAN, by=SYSTEM, at=now())
    await set_up(PLAN, by=SYSTEM, at=now())
    assert len((await directory()).units) == 1


async def test_what_is_missing_is_named_and_nothing_is_made(database: str) -> None:
    with pytest.raises(Invalid) as refused:
        await set_up(Beginning("", "VPUB", "", "an@songhau.example", "Ân"), by=SYSTEM, at=now())
    assert set(refused.value.problems) == {"--site-name", "--unit-name"}
    assert (await directory()).units == ()


def test_the_command_begins_from_nothing_and_prints_the_link(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/doithoai.sqlite"
    options = ["--site-name", "Đối thoại Sông Hậu", "--unit-code", "VPUB", "--unit-name", "Văn phòng UBND"]
    options += ["--admin-name", "Lê Văn Ân", "--admin-email", "an@songhau.example"]
    done = doithoai("setup", *options, DATABASE_URL=url, BASE_URL="https://doithoai.example.vn")
    assert done.returncode == 0, done.stderr
    assert "https://doithoai.example.vn/invitations/" in done.stdout
    lacking = doithoai("setup", DATABASE_URL=url)
    assert lacking.returncode == 1
    assert "--admin-email" in lacking.stderr


@pytest.mark.parametrize("kind", ["units", "people"])
def test_the_command_writes_an_empty_list(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mau.xlsx"
    assert doithoai(kind, "template", path, DATABASE_URL="sqlite:///x").returncode == 0
    assert path.read_bytes().startswith(b"PK")


def test_the_commands_take_lists_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/doithoai.sqlite"
    assert doithoai("migrate", DATABASE_URL=url).returncode == 0
    units, people = xlsx(tmp_path, UNITS, "don-vi.xlsx"), xlsx(tmp_path, PEOPLE, "nguoi.xlsx")
    early = doithoai("people", "import", people, DATABASE_URL=url)
    assert early.returncode == 1
    assert "Row 2" in early.stderr
    tried = doithoai("units", "import", units, "--dry-run", DATABASE_URL=url)
    assert "3 rows would be taken in" in tried.stdout
    assert "3 rows were taken in" in doithoai("units", "import", units, DATABASE_URL=url).stdout
    done = doithoai("people", "import", people, "--invite", DATABASE_URL=url)
    assert "Letters of invitation: 3" in done.stdout
    again = doithoai("people", "import", people, DATABASE_URL=url)
    assert "0 rows were taken in; 3 were known already" in again.stdout
