"""Following by e-mail: asked, confirmed, told, left; and nobody learns who follows what."""

import asyncio
import re
from datetime import datetime, time, timedelta

import httpx
import pytest

from app.access import ANYONE, SYSTEM
from app.clock import at_local, day_of
from app.database import Statement
from app.errors import NotFound
from app.journal.sealing import seal
from app.people import unit_keeping
from app.post import moving
from app.post.mail import message_of
from app.post.moving import Claimed
from questions.answers import publishing
from questions.facts import answer_of, question_facts
from questions.followers import keeping
from questions.followers.telling import MOST_A_DAY, telling_followers
from questions.followers.things import thing_named
from questions.states import Visibility
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import SETTINGS, open_desk
from tests.support import AT, SECRET, Stage, make_event, make_field, make_question, make_unit

LETTERS = Statement("SELECT subject, body, by_day FROM outbox_letter WHERE to_address = {} ORDER BY id")
ROWS = Statement("SELECT count(*) AS n FROM follower")
KEYS = Statement("SELECT key FROM outbox_letter WHERE about_kind = 'follower'")
NEWS_ROWS = Statement("SELECT count(*) AS n FROM follower_news")
AN = "an@vidu.vn"
NOON = at_local(day_of(AT) + timedelta(days=1), time(12))
tell_followers = telling_followers(SECRET)


async def count(rows: Statement) -> int:
    return int((await rows.one() or {"n": 0})["n"])


async def follow(word: str, email: str = AN) -> str:
    """Ask and confirm; the token of the address."""
    await keeping.ask_to_follow(email, await thing_named(word), secret_key=SECRET, language="vi", at=AT)
    token = keeping.token_of(SECRET, email)
    for one in await keeping.followings(token):
        await keeping.confirm(token, one.id, by=ANYONE, at=AT)
    return token


async def publish(code: str) -> None:
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)


async def told(at: datetime = NOON) -> None:
    await seal(at)
    await tell_followers(at)


@pytest.fixture
async def event(database: str):  # type: ignore[no-untyped-def]
    await told()  # whoever reads for the first time begins with what happens from now on
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_who_follows_a_question_a_unit_and_a_field_gets_one_letter_for_one_answer(event):
    unit = await make_unit("Sở Tài chính", code="STC2")
    question = await make_question(event, Stage.APPROVED, lead_unit_id=unit)
    await told()
    await follow(f"question:{question.code}")
    await follow("unit:STC2")
    await publish(question.code)
    await asyncio.gather(*(told() for _ in range(3)))
    *confirms, news = await LETTERS.all(AN)
    assert len(confirms) == 2
    assert "Câu hỏi đã được trả lời" in news["subject"]
    assert f"/questions/{question.code}" in news["body"]
    assert f"/follow/{keeping.token_of(SECRET, AN)}" in news["body"]
    assert news["by_day"]
    await told(NOON + timedelta(hours=1))
    assert len(await LETTERS.all(AN)) == 3


async def test_nothing_is_told_to_who_has_not_confirmed_nor_of_what_is_not_public(event):
    hidden = await make_question(event, Stage.APPROVED, visibility=Visibility.OFFICIALS)
    seen = await make_question(event, Stage.APPROVED)
    await keeping.ask_to_follow(AN, await thing_named(f"question:{seen.code}"), secret_key=SECRET, language="vi", at=AT)
    with pytest.raises(NotFound):
        await thing_named(f"question:{hidden.code}")
    await publish(seen.code)
    await publish(hidden.code)
    await told()
    assert len(await LETTERS.all(AN)) == 1
    await tell_followers(AT + timedelta(days=4))
    assert await count(ROWS) == 0  # erased: nobody confirmed it
    assert await LETTERS.all(AN) == []


async def test_many_news_of_a_day_come_in_one_letter_the_next(event):
    unit = await make_unit("Sở Tài chính", code="STC3")
    await told()
    await follow("unit:STC3")
    for hour in range(MOST_A_DAY + 2):
        question = await make_question(event, Stage.APPROVED, lead_unit_id=unit)
        await told(NOON + timedelta(minutes=hour))
        await publish(question.code)
        await told(NOON + timedelta(minutes=hour, seconds=30))
    letters = await LETTERS.all(AN)
    assert len(letters) == 1 + MOST_A_DAY
    await told(NOON + timedelta(days=1))
    last = (await LETTERS.all(AN))[-1]
    # Each question was news twice: accepted, and answered.
    waited = 2 * (MOST_A_DAY + 2) - MOST_A_DAY
    assert f"{waited} tin mới" in last["subject"]
    assert last["body"].count("/questions/CH-") == waited


async def test_leaving_erases_the_address_and_a_mail_program_leaves_with_one_click(sqlite_database):
    event = await make_event(await make_unit())
    question = await make_question(event, Stage.IN_PROGRESS)
    token = await follow(f"question:{question.code}")
    letter = Claimed(1, AN, "Tin", f"Ngừng:\n/follow/{token}\n", "vi", 1, "abc", AT)
    message = message_of(letter, SETTINGS)
    assert message["List-Unsubscribe"] == f"<http://testserver/follow/{token}/leave>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    async with open_desk() as desk:
        await desk.get("/", ANYONE)
        machine = httpx.AsyncClient(transport=desk.client._transport, base_url="http://testserver")
        refused = await machine.post(f"/follow/{token}/leave", data={"anything": "else"})
        assert refused.status_code == 403
        foreign = await machine.post(
            f"/follow/{token}/leave", data={"List-Unsubscribe": "One-Click"}, headers={"origin": "https://evil.example"}
        )
        assert foreign.status_code == 403
        assert await count(ROWS) == 1
        left = await machine.post(f"/follow/{token}/leave", data={"List-Unsubscribe": "One-Click"})
        assert left.status_code == 200
        assert await count(ROWS) == 0
        assert (await machine.get(f"/follow/{token}")).status_code == 404
    assert await LETTERS.all(AN) == []  # nor does what waited leave any more


async def test_leaving_erases_the_letter_that_just_leaves_and_its_key_never_names_anybody(event):
    question = await make_question(event, Stage.APPROVED)
    await told()
    token = await follow(f"question:{question.code}")
    await publish(question.code)
    await told()
    assert not [row["key"] for row in await KEYS.all() if AN in row["key"]]
    in_hand = await moving.claim(NOON, most=50)
    assert AN in {letter.to_address for letter in in_hand}
    await keeping.leave(token, by=ANYONE, at=NOON)
    for letter in in_hand:
        await moving.delivered(letter, at=NOON)
    assert await LETTERS.all(AN) == []


async def test_no_letter_outlives_whoever_leaves_while_news_is_told(event):
    question = await make_question(event, Stage.APPROVED)
    await told()
    readers = [f"{number}@vidu.vn" for number in range(10)]
    tokens = [await follow(f"question:{question.code}", reader) for reader in readers]
    await publish(question.code)
    await seal(NOON)
    await asyncio.gather(tell_followers(NOON), *(keeping.leave(token, by=ANYONE, at=NOON) for token in tokens))
    for reader in readers:
        assert await LETTERS.all(reader) == []


async def test_whoever_asks_after_another_has_left_gets_the_own_letter(event):
    first, second = [await make_question(event, Stage.ADMITTED) for _ in range(2)]
    await follow(f"question:{first.code}")
    token = await follow(f"question:{second.code}")
    await keeping.leave(token, last_of(await keeping.followings(token)), by=ANYONE, at=AT)
    await keeping.ask_to_follow(
        "moi@vidu.vn", await thing_named(f"question:{first.code}"), secret_key=SECRET, language="vi", at=NOON
    )
    assert len(await LETTERS.all("moi@vidu.vn")) == 1


def last_of(followings: list[keeping.Following]) -> int:
    return max(one.id for one in followings)


async def test_the_pages_say_the_same_to_everybody_and_lead_from_the_letter_to_the_end(sqlite_database):
    event = await make_event(await make_unit(), title="Cà phê doanh nhân kỳ 9")
    await make_field("Đất đai")
    question = await make_question(event, Stage.IN_PROGRESS)
    async with open_desk() as desk:
        public = (await desk.get(f"/questions/{question.code}", ANYONE)).text
        link = f"/follow?thing=question:{question.code}"
        assert link in public
        assert "Đất đai" in (await desk.get("/follow", ANYONE)).text
        assert (await desk.get("/follow?thing=question:CH-1999-0001", ANYONE)).status_code == 404
        page = await desk.get(link, ANYONE)
        assert "Khi nào thành phố" in page.text
        wrong = await desk.client.post(
            "/follow",
            data=_form(page.text, email="no address"),
            headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        )
        assert wrong.status_code == 422
        answers = [
            await desk.client.post(
                "/follow",
                data=_form(page.text, email=AN.upper()),
                headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"},
            )
            for _ in range(2)
        ]
        assert [one.status_code for one in answers] == [200, 200]
        assert _without_nonce(answers[0].text) == _without_nonce(answers[1].text)
        [letter] = await LETTERS.all(AN)
        token = keeping.token_of(SECRET, AN)
        assert f"/follow/{token}" in letter["body"]
        own = (await desk.get(f"/follow/{token}", ANYONE)).text
        assert "Xác nhận theo dõi" in own


def _form(html: str, **more: str) -> dict[str, str]:
    return hidden_fields(html) | more


def _without_nonce(html: str) -> str:
    return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", html)


async def test_an_address_that_confirms_nothing_gets_few_letters(event):
    for number in range(keeping.MOST_UNCONFIRMED + 3):
        code = f"CQ{number}"
        await make_unit(code=code)
        await keeping.ask_to_follow(AN, await thing_named(f"unit:{code}"), secret_key=SECRET, language="vi", at=AT)
    assert len(await LETTERS.all(AN)) == keeping.MOST_UNCONFIRMED


async def test_who_follows_a_unit_hears_of_the_unit_it_was_merged_into(event):
    old, new = await make_unit("Sở Cũ", code="CU"), await make_unit("Sở Mới", code="MOI")
    await follow("unit:CU")
    await unit_keeping.replace_unit(
        old, new, last_day=day_of(AT) - timedelta(days=1), reason="Sáp nhập", by=SYSTEM, at=AT
    )
    await told()
    question = await make_question(event, Stage.APPROVED, lead_unit_id=new)
    await publish(question.code)
    await told()
    assert "Câu hỏi đã được trả lời" in [letter["body"] for letter in await LETTERS.all(AN)][-1]
