"""A list of people: its columns, and each row checked against the others and against the accounts there are. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.access import Role
from app.i18n import LANGUAGES, Sentence, speaking
from app.i18n import Sentence as _
from app.identifiers import read_email
from app.office.lists.rows import Column, ReadRow, TypedRow, by_name
from app.people.directory import Directory
from app.people.roles import ROLE_NAMES
from app.spreadsheets.headers import Vocabulary
from app.text import clean_line, search_text

COLUMNS = (
    Column("name", _("Full name"), ("họ và tên", "họ tên", "tên", "full name", "name"), _("As in documents."), True,
           28),
    Column("email", _("E-mail address"), ("email", "e-mail", "thư điện tử", "địa chỉ thư điện tử", "thư công vụ",
           "e-mail address", "mail"), _("With it one signs in; each person has one of their own."), True, 32),
    Column("title", _("Position"), ("chức vụ", "chức danh", "position", "title"), _("Such as Deputy Director."),
           width=22),
    Column("phone", _("Telephone"), ("điện thoại", "số điện thoại", "di động", "telephone", "phone", "mobile"),
           _("For colleagues."), width=18),
    Column("unit", _("Unit"), ("đơn vị", "mã đơn vị", "cơ quan", "đơn vị công tác", "unit", "unit code", "agency"),
           _("Its code or its full name."), True, 28),
    Column("role", _("Role"), ("vai trò", "quyền", "nhiệm vụ", "role", "roles"),
           _("One of the roles below; several with “;” between them."), True, 30),
)  # fmt: skip
VOCABULARY = Vocabulary({column.key: column.names for column in COLUMNS}, short=("email",))
MOST = {"name": 100, "title": 100, "phone": 30}
ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.ADMIN: ("quản trị", "quản trị viên", "administrator"),
    Role.COORDINATOR: ("điều phối", "điều phối viên"),
    Role.CLERK: ("tiếp nhận", "văn thư", "intake"),
    Role.SECRETARY: ("thư ký hội nghị",),
    Role.CHAIR: ("chủ tọa", "chủ trì"),
    Role.FOCAL: ("đầu mối", "focal point"),
    Role.DRAFTER: ("soạn thảo", "chuyên viên", "chuyên viên soạn thảo"),
    Role.APPROVER: ("lãnh đạo", "phê duyệt", "người ký"),
    Role.CLEARANCE: ("thẩm tra", "thẩm định"),
    Role.SUPERVISOR: ("giám sát", "supervisor"),
}


@dataclass(frozen=True)
class Account:
    """What is known of an e-mail address: `held` are the roles (unit id, role) of today."""

    id: int
    name: str
    is_active: bool
    has_password: bool
    held: frozenset[tuple[int, Role]] = field(default_factory=frozenset)


@dataclass(frozen=True)
class NewPerson:
    email: str
    name: str
    title: str
    phone: str
    unit_id: int
    roles: tuple[Role, ...]


def roles_by_name() -> dict[str, Role]:
    """Folded names of roles in both languages, and their codes."""
    known = by_name(ROLE_WORDS)
    for language in LANGUAGES:
        with speaking(language):
            known |= {search_text(str(name)): role for role, name in ROLE_NAMES.items()}
    return known | {search_text(role.value): role for role in Role}


def read_people(
    rows: Sequence[TypedRow], units: Directory, accounts: Mapping[str, Account], today: date
) -> list[ReadRow[NewPerson]]:
    """Every row with what is wrong with it. A person may stand in several rows: each is another role.

    `accounts` are those that exist, by e-mail address. A row is known when it would add nothing.
    """
    roles, unit_ids = roles_by_name(), _unit_ids(units, today)
    names: dict[str, tuple[str, int]] = {}
    given: set[tuple[str, int, Role]] = set()
    found = []
    for row in rows:
        problems: dict[str, Sentence] = {}
        value = _person(row, roles, unit_ids, units, problems)
        _check_account(value, accounts, problems)
        first_name, first_row = names.setdefault(value.email, (search_text(value.name), row.number))
        if value.email and first_name != search_text(value.name):
            same = _("Row %(row)s gives the same address to another name.", row=first_row)
            problems.setdefault("email", same)
        wanted = {(value.email, value.unit_id, role) for role in value.roles}
        account = accounts.get(value.email)
        is_known = all(one in given or (account and (one[1], one[2]) in account.held) for one in wanted)
        given |= wanted
        found.append(ReadRow(row.number, row.typed, None if problems else value, problems, is_known and bool(wanted)))
    return found


def _person(
    row: TypedRow,
    roles: Mapping[str, Role],
    unit_ids: Mapping[str, set[int]],
    units: Directory,
    problems: dict[str, Sentence],
) -> NewPerson:
    texts = {key: clean_line(row.typed.get(key, "")) for key in ("name", "email", "title", "phone", "unit", "role")}
    for column in ("name", "email", "unit", "role"):
        if not texts[column]:
            problems.setdefault(column, _("Please fill this in."))
    for column, most in MOST.items():
        if len(texts[column]) > most:
            problems.setdefault(column, _("Please keep this to %(most)s characters.", most=most))
    email = read_email(texts["email"])
    if texts["email"] and email is None:
        problems.setdefault("email", _("“%(address)s” is not an e-mail address.", address=texts["email"][:100]))
    unit_id = _unit(texts["unit"], units, unit_ids, problems)
    wanted = []
    for word in filter(None, re.split(r"[;\n+]| và ", texts["role"])):
        role = roles.get(search_text(word))
        if role is None:
            problems.setdefault("role", _("No role is called so: %(text)s.", text=word.strip()[:60]))
        elif role not in wanted:
            wanted.append(role)
    return NewPerson((email or "").lower(), texts["name"], texts["title"], texts["phone"], unit_id, tuple(wanted))


def _unit_ids(units: Directory, today: date) -> dict[str, set[int]]:
    """Ids of today's units by their folded names."""
    found: dict[str, set[int]] = {}
    for unit in units.on(today):
        for name in (unit.name, unit.short_name):
            found.setdefault(search_text(name), set()).add(unit.id)
    return found


def _unit(text: str, units: Directory, unit_ids: Mapping[str, set[int]], problems: dict[str, Sentence]) -> int:
    """The id of a unit by its code or name; of a merged one, that of its successor."""
    if not text:
        return 0
    by_code = units.by_code(text)
    if by_code:
        return units.resolve(by_code.id)
    named = unit_ids.get(search_text(text), set())
    if len(named) == 1:
        return next(iter(named))
    problem = (
        _("Several units have this name. Please write the code.")
        if named
        else _("There is no unit with this code or name: %(text)s.", text=text[:80])
    )
    problems.setdefault("unit", problem)
    return 0


def _check_account(person: NewPerson, accounts: Mapping[str, Account], problems: dict[str, Sentence]) -> None:
    account = accounts.get(person.email)
    if account and not account.is_active:
        problems.setdefault("email", _("This account is closed. Please invite the person by hand."))
