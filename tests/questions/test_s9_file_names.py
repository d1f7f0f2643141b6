"""S9: no name of a file leads anywhere, and every download is named safely."""

import re
from urllib.parse import unquote

import pytest

from events.planning.policy import EventFacts
from questions.attachments.tables import Attachment
from tests.files import samples
from tests.questions.sending_files import ask, stored
from tests.support import make_event, make_unit


@pytest.fixture
async def database(sqlite_database: str) -> str:
    """No row of these tests depends on the engine."""
    return sqlite_database


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_s9_no_name_leads_out_of_the_store_and_every_download_is_named_safely(browser, event, tmp_path):
    names = [
        "../../x.pdf",
        "..%2f..%2fx.pdf",
        "C:\\windows\\x.pdf",
        "/etc/x.pdf",
        "\u202efdp.x.pdf",
        f"{'dài ' * 200}.pdf",
    ]
    names += [
        "a\u200b\u2066b.pdf",
        '"; filename=x.pdf',
        "con.pdf",
        "Đơn kiến nghị số 12/2026.pdf",
        "x;y=1.pdf",
        " .pdf",
    ]
    before = {path for path in tmp_path.parent.rglob("*") if path.is_file() and tmp_path not in path.parents}
    files = [(name, samples.pdf(b"/N %d " % number)) for number, name in enumerate(names)]
    for number in range(0, len(files), 3):
        sent = await ask(browser, event, *files[number : number + 3], summary=f"Câu hỏi số {number}?")
        assert sent.status_code == 303, sent.text
        track = sent.headers["location"].partition("?")[0]
        rows = await Attachment.select().order_by(Attachment.id, ascending=False).limit(3)
        for row in rows:
            shown = row["name"]
            assert shown.endswith(".pdf"), shown
            assert len(shown) <= 130
            assert not set(shown) & set('/\\:"%;\u202e\u202f\u200b\u2066\0'), shown
            header = (await browser.get(f"{track}/attachments/{row['id']}")).headers["content-disposition"]
            plain, _star, encoded = header.partition("; filename*=UTF-8''")
            assert re.fullmatch(r'attachment; filename="[A-Za-z0-9 ._()-]+\.pdf"', plain), header
            assert unquote(encoded) == shown
    assert len(stored(tmp_path)) == len(names)
    for path in stored(tmp_path):
        assert path.parent.parent == tmp_path / "files" / "attachments"
        assert len(path.name) == 32
    assert {p for p in tmp_path.parent.rglob("*") if p.is_file() and tmp_path not in p.parents} == before
