"""The life of a file: sent with a question, kept, given to who may have it, and never half there."""

import asyncio

import pytest

from app.database import Statement
from events.planning.policy import EventFacts
from questions.attachments.tables import Attachment
from questions.tables import Question
from tests.files import samples
from tests.questions.sending_files import GOOD, ask, left_behind, new, send, stored
from tests.support import make_event, make_unit

FILES = Statement("SELECT count(*) AS n FROM attachment")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_a_file_comes_with_its_question_and_the_asker_has_it_again(browser, event, tmp_path):
    sent = await ask(browser, event, ("Ảnh nhà.png", samples.png()), ("don.pdf", samples.pdf()))
    assert sent.status_code == 303, sent.text
    track = sent.headers["location"].partition("?")[0]
    page = (await browser.get(track)).text
    assert "Ảnh nhà.png" in page
    assert "Ảnh PNG" in page
    assert "2 tệp" in (await browser.get(f"{track}/slip")).text
    first = await Attachment.select().order_by(Attachment.id).first()
    got = await browser.get(f"{track}/attachments/{first['id']}")
    assert got.status_code == 200
    assert got.content.startswith(b"\x89PNG")
    assert samples.PLACE not in got.content
    assert got.headers["content-length"] == str(len(got.content))
    assert got.headers["content-type"] == "image/png"
    assert got.headers["content-disposition"].startswith("attachment;")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.headers["cache-control"] == "private, no-store"
    assert len(stored(tmp_path)) == 2
    assert not left_behind(tmp_path)


async def test_nobody_else_has_a_file_that_was_not_released(browser, event):
    await ask(browser, event, ("don.pdf", samples.pdf()))
    other = (await ask(browser, event, summary="Khi nào có điện?")).headers["location"].partition("?")[0]
    [row] = await Attachment.select()
    for address in (f"/attachments/{row['id']}", f"{other}/attachments/{row['id']}", "/track/guessed/attachments/1"):
        assert (await browser.get(address)).status_code == 404
    for wrong in ("0", "-1", "99999999999999999999", "1/../../x"):
        assert (await browser.get(f"/attachments/{wrong}")).status_code == 404


async def test_the_same_form_twice_or_at_once_keeps_its_files_once(browser, event, tmp_path):
    fields = await browser.hidden(new(event)) | GOOD
    file = ("don.pdf", samples.pdf())
    answers = await asyncio.gather(*(send(browser, event, fields, file, file) for _ in range(4)))
    answers.append(await send(browser, event, fields, file))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert await Question.count() == 1
    assert len(await Attachment.select()) == 1
    assert len(stored(tmp_path)) == 1


async def test_an_act_that_fails_leaves_no_file(browser, event, tmp_path, monkeypatch):
    from questions import submitting

    async def broken(*_given: object, **_more: object) -> int:
        raise RuntimeError("the journal is away")

    monkeypatch.setattr(submitting.journal, "record", broken)
    assert (await ask(browser, event, ("don.pdf", samples.pdf()))).status_code == 500
    assert not await Question.exists()
    assert not stored(tmp_path)
    row = await FILES.one()
    assert row == {"n": 0}
