"""What a new office still lacks before the first question can be answered, each with the way to mend it."""

from dataclasses import dataclass
from datetime import date

from app.access import Role
from app.database import Statement
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.directory import Directory, UnitRow
from app.people.fields import agencies_of_all, fields
from app.people.queries import count_waiting
from app.people.units import directory
from app.settings import Settings
from app.site.queries import SiteRow

HELD = Statement(
    "SELECT DISTINCT membership.unit AS unit_id, membership.role FROM membership JOIN person ON person.id ="
    " membership.person WHERE person.is_active AND membership.since <= {} AND (membership.until IS NULL OR"
    " membership.until > {})",
    slow=True,
)
USED = Statement("SELECT id FROM event LIMIT 1")
SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing to do; `names` are the first few units or fields concerned, `count` all of them."""

    path: str
    words: Sentence
    is_done: bool
    names: tuple[str, ...] = ()
    count: int = 0


async def checklist(site: SiteRow, settings: Settings, today: date) -> list[Item]:
    """Everything an office needs, in the order in which one would do it."""
    units, known, agencies = await directory(), await fields(), await agencies_of_all()
    held: dict[int, set[Role]] = {}
    for row in await HELD.all(today, today):
        held.setdefault(units.resolve(row["unit_id"]), set()).add(Role(row["role"]))
    present = units.on(today)
    answering = _answering(units, agencies)
    waiting = await count_waiting()
    return [
        Item(
            "/office/site", _("Name the site and say where to reach the office"), bool(site.name and site.has_contact)
        ),
        Item("/office/letters", _("Set a mail server (SMTP_URL), so that letters leave"), bool(settings.smtp_url)),
        Item("/office/lists/units", _("Take in the units"), len(present) > 1),
        _units("/office/units", _("Name the head of each unit"), [unit for unit in present if not unit.head_name]),
        Item("/office/fields", _("Make the fields of work"), bool(known)),
        _fields(_("Say which agency stands behind each field"), [f.name for f in known if not agencies.get(f.id)]),
        Item("/office/lists/people", _("Take in the people"), len(held) > 1),
        Item("/office/people", _("Appoint a coordinator"), any(Role.COORDINATOR in roles for roles in held.values())),
        _people(_("Name a focal point for each answering unit"), answering, held, {Role.FOCAL, Role.APPROVER}),
        _people(_("Name an approving leader for each answering unit"), answering, held, {Role.APPROVER}),
        Item(
            "/office/people?waiting=1",
            _("Let everybody in: %(count)s people have no password yet", count=waiting),
            waiting == 0,
            count=waiting,
        ),
        Item("/office/event-types", _("Look the types of forum over; none is used yet"), bool(await USED.one())),
    ]


def _answering(units: Directory, agencies: dict[int, tuple[int, ...]]) -> list[UnitRow]:
    """The units that stand behind a field."""
    ids = {unit_id for behind in agencies.values() for unit_id in behind}
    return [unit for unit in units.units if unit.id in ids]


def _people(words: Sentence, units: list[UnitRow], held: dict[int, set[Role]], wanted: set[Role]) -> Item:
    return _units("/office/people", words, [unit for unit in units if not held.get(unit.id, set()) & wanted])


def _units(path: str, words: Sentence, lacking: list[UnitRow]) -> Item:
    if len(lacking) == 1 and path == "/office/units":
        path = f"{path}/{lacking[0].id}"
    return Item(path, words, not lacking, tuple(unit.short_name for unit in lacking[:SHOWN]), len(lacking))


def _fields(words: Sentence, lacking: list[str]) -> Item:
    return Item("/office/fields", words, not lacking, tuple(lacking[:SHOWN]), len(lacking))
