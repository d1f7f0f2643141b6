"""What one process publishes, another one shows with its very next answer."""

import asyncio
import sys

from tests.questions.conftest import Browser
from tests.support import Stage, make_event, make_question, make_unit

ANSWER = "Giá đất được thông báo"


async def test_an_answer_published_by_another_process_is_shown_at_once(browser: Browser, database: str):
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.APPROVED)
    pages = (f"/questions/{question.code}", f"/events/{event.slug}/questions", "/")
    before = {path: await browser.get(path) for path in pages}
    for path, shown in before.items():
        assert ANSWER not in shown.text
        known = await browser.get(path, **{"if-none-match": shown.headers["etag"]})
        assert known.status_code == 304, path  # it is kept, so what follows is no accident
    publisher = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.questions.publisher", database, question.code
    )
    assert await publisher.wait() == 0
    for path, shown in before.items():
        fresh = await browser.get(path, **{"if-none-match": shown.headers["etag"]})
        assert fresh.status_code == 200, path
    assert ANSWER in (await browser.get(pages[0])).text
    assert question.code in (await browser.get("/")).text
