"""Files that are not taken: a sentence beside the field, the words kept, nothing stored."""

import errno
from pathlib import Path

import pytest

from app.files import store
from app.files.kinds import ACCEPTED, MOST_BYTES
from events.planning.policy import EventFacts
from questions.attachments.tables import Attachment
from questions.tables import Question
from tests.files import samples
from tests.questions.sending_files import GOOD, ask, left_behind, new, send, stored
from tests.support import make_event, make_unit


@pytest.fixture
async def database(sqlite_database: str) -> str:
    """No row of these tests depends on the engine."""
    return sqlite_database


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("trang.pdf", b"<!doctype html><script>alert(1)</script>", "không đúng với tên tệp"),
        ("a.pdf.exe", samples.pdf(), "Không nhận tệp"),
        ("trong.pdf", b"", "không có nội dung"),
        ("to.pdf", samples.pdf() + b" " * MOST_BYTES, "quá lớn"),
        ("macro.docx", samples.docx(**{"word/vbaProject.bin": b"x"}), "chứa chương trình"),
        ("anh.png", samples.png(50_000, 50_000, points=b""), "độ phân giải"),
    ],
)
async def test_words_survive_a_file_that_is_refused(browser, event, tmp_path, name, content, said):
    sent = await ask(browser, event, ("tot.pdf", samples.pdf()), (name, content))
    assert sent.status_code == 422
    assert said in sent.text
    assert GOOD["detail"] in sent.text
    assert 'aria-invalid="true"' in sent.text
    assert not await Question.exists()
    assert not stored(tmp_path)
    assert not left_behind(tmp_path)


async def test_a_sixth_file_is_refused(browser, event, tmp_path):
    six = [(f"{number}.pdf", samples.pdf(b"/N %d " % number)) for number in range(6)]
    assert "tối đa 5 tệp" in (await ask(browser, event, *six)).text
    assert not stored(tmp_path)
    assert (await ask(browser, event, *six[:5])).status_code == 303
    assert len(stored(tmp_path)) == 5


async def test_files_are_asked_for_again_when_something_else_is_amiss(browser, event, tmp_path):
    sent = await ask(browser, event, ("don.pdf", samples.pdf()), phone="12")
    assert sent.status_code == 422
    assert "Vui lòng chọn lại tệp" in sent.text
    assert not stored(tmp_path)


async def test_a_full_disk_says_so_and_stores_nothing(browser, event, tmp_path, monkeypatch):
    def full(*_given: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "write_incoming", full)
    sent = await ask(browser, event, ("don.pdf", samples.pdf()))
    assert sent.status_code == 503
    assert "không còn chỗ lưu tệp" in sent.text
    assert GOOD["detail"] in sent.text
    assert not await Question.exists()
    assert not stored(tmp_path)
    monkeypatch.undo()
    assert (await ask(browser, event, ("don.pdf", samples.pdf()))).status_code == 303


async def test_a_file_that_is_missing_is_told_calmly(browser, event, tmp_path):
    track = (await ask(browser, event, ("don.pdf", samples.pdf()))).headers["location"].partition("?")[0]
    [path] = stored(tmp_path)
    path.unlink()
    [row] = await Attachment.select()
    assert (await browser.get(f"{track}/attachments/{row['id']}")).status_code == 404


async def test_a_form_that_is_far_too_large_is_refused_without_being_kept(browser, event, tmp_path):
    fields = await browser.hidden(new(event)) | GOOD | {"detail": "x" * 300_000}
    assert (await send(browser, event, fields, ("don.pdf", samples.pdf()))).status_code == 413
    many = [(f"{number}.pdf", b"x") for number in range(21)]
    assert (await send(browser, event, await browser.hidden(new(event)) | GOOD, *many)).status_code == 413
    assert not left_behind(tmp_path)


def test_the_form_offers_what_is_taken():
    template = (Path(__file__).parents[2] / "templates/pieces/files.html").read_text()
    assert f'accept="{ACCEPTED}"' in template
