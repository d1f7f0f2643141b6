"""From an empty database to the first published answer, through the commands and the pages alone."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import anyio.to_thread
import pytest
from litestar import Litestar

from app.clock import day_of, now
from app.database import connect, disconnect
from app.people import passwords
from app.settings import Settings
from tests.apps import whole_site
from tests.cli.running import SECRET, doithoai
from tests.office.conftest import visitor
from tests.office.lists import xlsx
from tests.site.site import BASE, Visitor

PASSWORD = "mùa nước nổi năm nay"
UNITS = (
    ("Mã đơn vị", "Tên đơn vị", "Loại", "Thuộc"),
    ("UBTP", "Ủy ban nhân dân thành phố Sông Hậu", "Khác", ""),
    ("VPUB", "Văn phòng UBND thành phố", "Sở", "UBTP"),
    ("STC", "Sở Tài chính", "Sở", "UBTP"),
)
PEOPLE = (
    ("Họ và tên", "Email", "Chức vụ", "Đơn vị", "Vai trò"),
    ("Nguyễn Văn An", "an@songhau.example", "Chuyên viên", "VPUB", "Chuyên viên điều phối"),
    ("Trần Thị Bình", "binh@songhau.example", "Chuyên viên", "STC", "Đầu mối; Soạn thảo"),
    ("Lê Văn Cường", "cuong@songhau.example", "Giám đốc", "STC", "Lãnh đạo phê duyệt"),
)
SUMMARY = "Khi nào công ty được thông báo giá đất để nộp tiền thuê đất?"
DETAIL = "Công ty nộp hồ sơ từ tháng 5 nhưng đến nay chưa được thông báo giá đất."
ANSWER = "Giá đất được thông báo trong tháng này."


@pytest.fixture(autouse=True)
def cheap_passwords() -> Iterator[None]:
    passwords.use_cost(time_cost=1, memory_kib=8)
    yield
    passwords.use_cost(time_cost=3, memory_kib=65536, parallelism=4)


@pytest.fixture(params=["sqlite", "postgres"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/moi/doithoai.sqlite"
    url: str = request.getfixturevalue("empty_postgres")
    return url


class Beginning:
    """One installation, its operator at the keyboard, and browsers for whoever is asked for."""

    def __init__(self, url: str, folder: Path, browsers: AsyncExitStack) -> None:
        self.url, self.folder, self.browsers = url, folder, browsers
        self.app: Litestar | None = None

    async def command(self, *arguments: object) -> str:
        """Run a command beside the server; what it prints."""
        done = await anyio.to_thread.run_sync(
            lambda: doithoai(*arguments, DATABASE_URL=self.url, BASE_URL=BASE, SECRET_KEY=SECRET)
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def serve(self) -> None:
        settings = Settings(
            self.url, SECRET, base_url=BASE, data_dir=self.folder, run_worker=False, limit_per_address=1_000_000
        )
        await connect(settings)
        self.app = whole_site(settings)

    async def somebody(self) -> Visitor:
        assert self.app
        return await self.browsers.enter_async_context(visitor(self.app))

    async def let_in(self, link: str, name: str = "") -> Visitor:
        """Take up an invitation: choose a password and be signed in."""
        browser, path = await self.somebody(), urlsplit(link).path
        fields = {"password": PASSWORD, "password_again": PASSWORD} | ({"name": name} if name else {})
        welcomed = await browser.fill_in(path, **fields)
        assert welcomed.status_code == 303, welcomed.text
        browser.token = ""  # forms are bound to the new session
        return browser


@pytest.fixture
async def beginning(nothing: str, tmp_path: Path) -> AsyncIterator[Beginning]:
    async with AsyncExitStack() as browsers:
        yield Beginning(nothing, tmp_path, browsers)
    await disconnect()


def link_in(text: str) -> str:
    found = re.search(r"http://testserver/invitations/[\w-]+", unescape(text))
    assert found, text
    return found[0]


async def invitation_of(admin: Visitor, email: str) -> str:
    """A new link for this address, as an administrator without a mail server makes it and passes it on."""
    listed = (await admin.open("/office/people")).text
    made = re.search(rf'action="(/office/invitations/\d+/again)"(?:(?!</form>).)*{re.escape(email)}', listed, re.S)
    assert made, email
    await admin.act(made[1])
    return link_in((await admin.open("/office/people")).text)


async def done(browser: Visitor, page: str, to: str = "", **fields: object) -> str:
    """Fill in the form of a page and be sent on; the address one is sent to."""
    answer = await browser.fill_in(page, to, **fields)
    assert answer.status_code == 303, (page, answer.status_code, re.findall(r"field-problem.*?</p>", answer.text, re.S))
    return str(answer.headers["location"])


def number_in(html: str, group: str) -> str:
    """The value of the choice whose label or option holds `group`."""
    found = re.search(rf'<option value="(\d+)"[^>]*>{re.escape(group)}', html)
    assert found, group
    return found[1]


@pytest.mark.timeout(300)
async def test_from_nothing_to_the_first_published_answer(beginning: Beginning, tmp_path: Path) -> None:
    # The operator sets up, and takes in units and people
    said = await beginning.command(
        *("setup", "--site-name", "Đối thoại Sông Hậu", "--unit-code", "UBTP"),
        *("--unit-name", "Ủy ban nhân dân thành phố Sông Hậu", "--admin-name", "Phạm Thị Quản"),
        *("--admin-email", "quan@songhau.example"),
    )
    await beginning.command("units", "import", xlsx(tmp_path, UNITS, "don-vi.xlsx"))
    await beginning.serve()
    admin = await beginning.let_in(link_in(said), "Phạm Thị Quản")
    assert "Tạo các lĩnh vực" in (await admin.open("/office")).text
    await beginning.command("people", "import", xlsx(tmp_path, PEOPLE, "nguoi.xlsx"), "--invite")

    # The administrator makes a field and lets three people in
    new_field = (await admin.open("/office/fields/new")).text
    await done(admin, "/office/fields/new", "/office/fields", name="Đất đai", lead=number_in(new_field, "Sở Tài chính"))
    coordinator = await beginning.let_in(await invitation_of(admin, "an@songhau.example"))
    focal = await beginning.let_in(await invitation_of(admin, "binh@songhau.example"))
    leader = await beginning.let_in(await invitation_of(admin, "cuong@songhau.example"))
    assert "Tạo các lĩnh vực" not in (await admin.open("/office")).text

    # A forum is planned, announced and opened
    session = day_of(now() + timedelta(days=40))
    forum = await done(
        coordinator,
        "/desk/events/new",
        type="cafe",
        title="Cà phê doanh nhân",
        place="Hội trường A",
        starts_at=f"{session}T08:00",
        ends_at=f"{session}T11:00",
    )
    slug = forum.rpartition("/")[2]
    await done(coordinator, f"{forum}/acts/announce")
    await done(coordinator, forum, f"{forum}/acts/open")

    # A business asks
    business = await beginning.somebody()
    asked = {"name": "Công ty Sen Hồng", "address": "45 hẻm Hoa Sen", "phone": "0912 777 888"}
    track = await done(
        business,
        f"/events/{slug}/questions/new",
        f"/events/{slug}/questions",
        **asked,
        summary=SUMMARY,
        detail=DETAIL,
    )
    shown = (await business.open(track)).text
    assert "Đối thoại Sông Hậu" in shown
    found = re.search(r"CH-\d{4}-\d{4}", shown)
    assert found
    code, desk = found[0], f"/desk/questions/{found[0]}"

    # It is accepted, assigned, answered, approved and published
    form = (await coordinator.open(f"{desk}/admission")).text
    await done(
        coordinator,
        f"{desk}/admission",
        kind="question",
        competence="city",
        field=number_in(form, "Đất đai"),
        public_summary=SUMMARY,
        public_detail=DETAIL,
        public_asker="Một doanh nghiệp",
        visibility="public",
    )
    form = (await coordinator.open(f"{desk}/assignment")).text
    await done(coordinator, f"{desk}/assignment", lead_unit=number_in(form, "Sở Tài chính"), weight="plain")
    await done(focal, desk, f"{desk}/acceptance")
    assert (await business.open(f"/questions/{code}")).text.count(ANSWER) == 0
    await done(
        focal, f"{desk}/answer", summary=ANSWER, body=f"1. {ANSWER}", outcome="explained", version="0", then="review",
        legal_basis="Luật Đất đai 2024",
    )  # fmt: skip
    opened = re.search(r"/desk/answers/\d+", (await leader.open("/work")).text)
    assert opened
    await done(leader, opened[0], f"{opened[0]}/approval", version="1", signer_title="Giám đốc", reason="")
    await done(coordinator, f"{desk}/publication", version="1")

    # Everybody reads it
    stranger = await beginning.somebody()
    public = await stranger.open(f"/questions/{code}")
    assert ANSWER in public.text
    assert "Sở Tài chính" in public.text
    assert "0912 777 888" not in public.text
    assert "Cà phê doanh nhân" in (await stranger.open("/events")).text
