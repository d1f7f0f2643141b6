"""Everybody who could stand before a door: each role, in the unit concerned and in another one."""

ANYBODY = (
    *("anonymous", "admin", "coordinator", "other coordinator", "clerk", "secretary", "chair", "other chair"),
    *("focal", "drafter", "approver", "other focal", "other drafter", "other approver", "supervisor"),
)
OTHER = "sgddt"  # a unit with no part in any question of the table
_ACCOUNTS = {
    "anonymous": "",
    "admin": "quantri",
    "coordinator": "dieuphoi",
    "other coordinator": "dieuphoi.bn",
    "clerk": "tiepnhan",
    "secretary": "thuky",
    "chair": "chutri",
    "other chair": "chutri.bn",
    "supervisor": "giamsat",
}
_DESKS = {"focal": "daumoi", "drafter": "soanthao", "approver": "lanhdao"}

EVERYBODY = frozenset(ANYBODY)
SIGNED_IN = EVERYBODY - {"anonymous"}
STAFF = SIGNED_IN - {"admin"}
COORDINATOR = frozenset({"coordinator"})
ADMIN = frozenset({"admin"})
UNIT = frozenset({"focal", "drafter", "approver"})
SPEAKERS = frozenset({"focal", "approver"})
APPROVER = frozenset({"approver"})
INTAKE = frozenset({"coordinator", "clerk"})
RECORD = frozenset({"coordinator", "secretary"})
ROOM = RECORD | {"chair"}
ORGANISERS = frozenset({"coordinator", "clerk", "secretary", "chair"})
OVERSIGHT = frozenset({"supervisor"})


def account_of(person: str, lead: str) -> str:
    """The account behind a word of the table, when `lead` is the unit concerned."""
    if person in _ACCOUNTS:
        return _ACCOUNTS[person]
    desk = person.removeprefix("other ")
    return f"{_DESKS[desk]}.{lead if desk == person else OTHER}"
