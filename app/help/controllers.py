"""The pages of help: one for everybody, one for staff that begins with one's own roles."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from app.access import Access, Role, Viewer
from app.calendar.queries import load_clocks
from app.help.asking import PROMISE_MEANINGS, STATE_MEANINGS
from app.help.roles import ROLE_HELP
from app.help.topics import ASKER_CLOCKS, DESK_CLOCKS, DESK_KEYS, ROOM_KEYS, TOPICS
from app.i18n import Sentence
from app.people.roles import ROLE_NAMES, ROLE_TASKS
from app.web.cache import kept
from app.web.pages import page
from app.web.posted import AnyRequest
from questions.commitments.looks import look_of as promise_look
from questions.looks import LOOKS
from questions.waiting import GROUPS


@get("/help", opt={"access": Access.PUBLIC, "cache": True})
async def public_help(request: AnyRequest) -> Response[Any]:
    clocks = await load_clocks()
    return kept(
        page(
            request,
            "help/public.html",
            states=[(LOOKS[state], words) for state, words in STATE_MEANINGS.items()],
            promises=[(promise_look(state), words) for state, words in PROMISE_MEANINGS.items()],
            clocks=[clocks[clock] for clock in ASKER_CLOCKS],
        )
    )


@get("/desk/help", opt={"access": Access.SIGNED_IN})
async def desk_help(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    clocks = await load_clocks()
    own = [role for role in ROLE_HELP if viewer.has(role)]
    return page(
        request,
        "help/desk.html",
        own=own,
        others=[role for role in ROLE_HELP if role not in own],
        role_names=ROLE_NAMES,
        role_tasks=ROLE_TASKS,
        role_help=ROLE_HELP,
        waits={role: waiting_for(role) for role in ROLE_HELP},
        topics=TOPICS,
        clocks=[clocks[clock] for clock in DESK_CLOCKS],
        desk_keys=DESK_KEYS,
        room_keys=ROOM_KEYS,
    )


def waiting_for(role: Role) -> list[Sentence]:
    """The groups of My work that this role has."""
    return [group.title for group in GROUPS if role in group.roles]


HANDLERS = (public_help, desk_help)
