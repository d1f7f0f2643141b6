"""Letters that have not left: held, reworded with the first words kept, dropped with a reason, by one's own unit."""

import asyncio
from dataclasses import replace

import pytest

from app.access import Role, Viewer
from app.database import Statement
from app.errors import Conflict, Invalid, NotFound
from app.journal.queries import history
from app.post import moving, rewording
from app.post.letter import has_secret
from questions.outgoing.reading import letter_for, waiting_letters
from tests.questions.desk_browsing import open_desk
from tests.support import AT, CANARY_EMAIL, Stage, make_event, make_person, make_question, make_unit

TO = Statement("SELECT id, subject, body, state FROM outbox_letter WHERE to_address = {} AND key LIKE {} ORDER BY id")
BODY = Statement("SELECT body FROM outbox_letter WHERE id = {}")


def test_a_link_that_opens_something_to_whoever_has_it_is_a_secret():
    assert has_secret("Của anh/chị:\n/track/abcdefghijklmnopqrstuvwxyz0123\n")
    assert not has_secret("Mời xem:\n/events/ca-phe-doanh-nhan-ky-thu-chin-2026\n")
    assert not has_secret("Mời xem:\n/desk/questions/CH-2026-0001\n")


class Scene:
    """A coordinator, another of the same unit, one of elsewhere, and the letter of an assignment."""

    coordinator: Viewer
    second: Viewer
    stranger: Viewer
    letter: int
    receipt: int


@pytest.fixture
async def scene(database: str) -> Scene:
    return await set_up()


async def set_up() -> Scene:
    scene, organiser, lead = Scene(), await make_unit("Trung tâm Xúc tiến đầu tư"), await make_unit("Sở Tài chính")
    focal = await make_person(lead, Role.FOCAL)
    scene.coordinator = await make_person(organiser, Role.COORDINATOR, name="Đỗ Thị Ánh")
    scene.second = await make_person(organiser, Role.COORDINATOR, name="Lê Văn Bảy")
    scene.stranger = await make_person(await make_unit(), Role.COORDINATOR)
    await make_question(await make_event(organiser), Stage.OFFERED, lead_unit_id=lead)
    scene.letter = (await TO.all(focal.email, "offered %"))[0]["id"]
    scene.receipt = (await TO.all(CANARY_EMAIL, "receipt %"))[0]["id"]
    return scene


async def test_a_held_letter_is_reworded_with_its_first_words_kept(scene):
    by = scene.coordinator
    with pytest.raises(Conflict):
        await rewording.reword(scene.letter, "Khác", "Khác", version=0, by=by, at=AT)
    await moving.hold(scene.letter, by=by, at=AT)
    with pytest.raises(Invalid):
        await rewording.reword(scene.letter, " ", "Khác", version=0, by=by, at=AT)
    done = await asyncio.gather(
        *(
            rewording.reword(scene.letter, "Tiêu đề mới", f"Lời của {who.name}", version=0, by=who, at=AT)
            for who in (scene.coordinator, scene.second)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Conflict) for one in done) == 1
    [edit] = await rewording.edits_of(scene.letter)
    assert edit.subject != "Tiêu đề mới"
    assert "/desk/questions/" in edit.body
    assert (await history("letter", scene.letter))[-1].act == "letter.reword"


async def test_a_letter_with_a_secret_link_is_never_changed_but_may_be_dropped(scene):
    await moving.hold(scene.receipt, by=scene.coordinator, at=AT)
    with pytest.raises(Conflict):
        await rewording.reword(scene.receipt, "Khác", "Khác", version=0, by=scene.coordinator, at=AT)
    with pytest.raises(Invalid):
        await rewording.drop(scene.receipt, " ", by=scene.coordinator, at=AT)
    assert has_secret((await BODY.one(scene.receipt) or {})["body"])
    await rewording.drop(scene.receipt, "Đã báo qua điện thoại.", by=scene.coordinator, at=AT)
    assert not has_secret((await BODY.one(scene.receipt) or {})["body"])
    assert (await history("letter", scene.receipt))[-1].reason == "Đã báo qua điện thoại."
    with pytest.raises(Conflict):
        await moving.retry(scene.receipt, by=scene.coordinator, at=AT)


async def test_coordinators_do_it_on_their_page_and_others_do_not_see_it(sqlite_database):
    scene = await set_up()
    page = f"/desk/letters/{scene.letter}"
    async with open_desk() as desk:
        listed = (await desk.get("/desk/letters", scene.coordinator)).text
        assert page in listed
        assert page not in (await desk.get("/desk/letters", scene.stranger)).text
        assert (await desk.get(page, scene.stranger)).status_code == 404
        assert "/desk/letters" in (await desk.get("/work", scene.coordinator)).text
        assert (await desk.post(f"{page}/hold", scene.coordinator)).status_code == 303
        empty = await desk.post(f"{page}/words", scene.coordinator, {"subject": "", "body": "x", "version": "0"})
        assert empty.status_code == 422
        words = {"subject": "Tiêu đề mới", "body": "Kính gửi anh/chị.", "version": "0"}
        assert (await desk.post(f"{page}/words", scene.coordinator, words)).status_code == 303
        late = await desk.post(f"{page}/words", scene.second, words | {"body": "Lời đến sau."})
        assert late.status_code == 409
        assert "Lời đến sau." in late.text
        assert "Đỗ Thị Ánh" in late.text
        assert (await desk.post(f"{page}/release", scene.coordinator)).status_code == 303
        secret = (await desk.get(f"/desk/letters/{scene.receipt}", scene.coordinator)).text
        assert "/track/…" in secret
        dropped = await desk.post(f"{page}/drop", scene.coordinator, {"reason": "Gửi nhầm."})
        assert dropped.status_code == 303
        assert "Gửi nhầm." in (await desk.get(page, scene.coordinator)).text
        assert (await desk.post(f"{page}/drop", scene.coordinator, {"reason": "Nữa."})).status_code == 409


async def test_letters_about_a_report_on_officials_are_hidden_from_who_also_works_for_that_unit(database: str):
    scene, reported = await set_up(), await make_unit()
    await Statement("UPDATE question SET reported_unit = {}").run(reported)
    everybody = await waiting_letters(scene.coordinator, None, 1)
    assert {scene.letter, scene.receipt} <= {one.letter.id for one in everybody.items}
    both = replace(scene.coordinator, roles=scene.coordinator.roles | {(reported, Role.DRAFTER)})
    assert not (await waiting_letters(both, None, 1)).items
    assert (await letter_for(scene.coordinator, scene.letter)).letter.id == scene.letter
    with pytest.raises(NotFound):
        await letter_for(both, scene.letter)
