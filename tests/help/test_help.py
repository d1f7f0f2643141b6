"""Help cannot drift from the product: every role and state has its words, and every button named there exists."""

import re
from pathlib import Path

import pytest

from app.access import ANYONE, Role
from app.calendar.clocks import CLOCKS
from app.help.asking import PROMISE_MEANINGS, STATE_MEANINGS
from app.help.roles import PROGRESS, ROLE_HELP, TEMPLATE_LABELS, TO_APPROVE, TO_DRAFT
from app.help.topics import ASKER_CLOCKS, DESK_CLOCKS, DESK_KEYS, ROOM_KEYS, TOPICS
from app.i18n import Sentence
from app.web.templating import TEMPLATES
from events.planning.states import ACT_NAMES as FORUM_ACTS
from questions import act_bar
from questions.answers.states import ANSWER_ACT_NAMES
from questions.commitments.states import ACT_NAMES as PROMISE_ACTS
from questions.commitments.states import NOTE_NAMES, CommitmentState
from questions.states import ACT_NAMES, VISIBILITY_ACT_NAMES, QuestionState
from questions.waiting import GROUPS
from tests.questions.desk_browsing import open_desk
from tests.support import make_person, make_unit

SOURCES = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html") if path.parent.name != "help")
NAMES = (ACT_NAMES, ANSWER_ACT_NAMES, VISIBILITY_ACT_NAMES, FORUM_ACTS, PROMISE_ACTS, NOTE_NAMES)
BUTTONS = {str(name) for table in NAMES for name in table.values()} | {str(group.title) for group in GROUPS}


def test_every_role_and_every_state_has_its_words():
    assert set(ROLE_HELP) == set(Role)
    assert set(STATE_MEANINGS) == set(QuestionState)
    assert set(PROMISE_MEANINGS) == set(CommitmentState)
    assert all(clock in CLOCKS for clock in (*DESK_CLOCKS, *ASKER_CLOCKS))


@pytest.mark.parametrize("role", Role)
def test_every_button_that_help_names_exists(role):
    for sentence in (*ROLE_HELP[role].steps, *(words for topic in TOPICS for words in topic.words)):
        for label in sentence.values.values():
            assert isinstance(label, Sentence)
            assert str(label) in BUTTONS or label in TEMPLATE_LABELS, label


@pytest.mark.parametrize("label", TEMPLATE_LABELS, ids=lambda label: label.message)
def test_a_label_of_a_template_stands_in_one(label):
    assert re.search(rf"(trans %}}|_\(\"){re.escape(label.message)}({{%|\"\))", SOURCES)


def test_the_groups_of_my_work_are_called_so():
    assert {TO_DRAFT, TO_APPROVE} <= {group.title for group in GROUPS}
    assert PROGRESS in NOTE_NAMES.values()


def test_every_key_that_help_names_is_listened_to():
    script = (Path(TEMPLATES).parent / "app/static/app.js").read_text()
    bar = Path(act_bar.__file__).read_text()
    for keys, _words in (*DESK_KEYS, *ROOM_KEYS):
        for key in re.split(r"[ +]", keys):
            heard = {"Ctrl": "ctrlKey", "Esc": '"Escape"', "Enter": '"Enter"'}.get(key, f'"{key}"')
            assert heard in script or f'data-key="{key}"' in SOURCES or f'key="{key}"' in bar or f'"{key}")' in SOURCES


def test_every_link_to_a_section_leads_to_one():
    sections = {topic.key for topic in TOPICS} | {"clocks", "keys"}
    asked = set(re.findall(r'help_link\("(\w+)"\)', SOURCES))
    assert asked
    assert asked <= sections


async def test_the_page_begins_with_ones_own_roles(sqlite_database: str):
    focal = await make_person(await make_unit(), Role.FOCAL, Role.APPROVER)
    async with open_desk() as desk:
        page = (await desk.get("/desk/help", focal)).text
        own = re.findall(r'<h2 id="role-(\w+)"', page)
        others = re.findall(r'<details id="role-(\w+)"', page)
        assert own == ["focal", "approver"]
        assert set(own) | set(others) == set(Role)
        assert page.index("role-focal") < page.index('id="assignment"') < page.index("role-admin")
        assert (await desk.get("/desk/help", ANYONE)).status_code == 303


async def test_whoever_asks_reads_what_each_state_means(sqlite_database: str):
    async with open_desk() as desk:
        page = (await desk.get("/help", ANYONE)).text
        assert "Đang soạn trả lời" in page or "Đang trả lời" in page
        assert 'href="/help"' in (await desk.get("/", ANYONE)).text
        assert "10 ngày làm việc" in page
