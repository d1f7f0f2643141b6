"""Who may change who may do what. Pure: facts in, a sentence or nothing out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.access import Role, Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.directory import UnitRow

# A signed-in person sits through a forum of half a day without touching the screen, and a secretary
# who is thrown out in mid-sentence loses the record; half an hour is too short for a meeting room.
# A working day ends the session all the same, so that a shared desk computer is safe the next morning.
IDLE_MOST = timedelta(hours=8)
SESSION_MOST = timedelta(hours=12)
# The hour of last use is written this seldom, so that reading pages does not write.
SEEN_EVERY = timedelta(minutes=5)
INVITATION_MOST = timedelta(days=7)

PASSWORD_LEAST = 10
PASSWORD_MOST = 128
# What opens an account (a factor, a password) is changed only this soon after signing in.
FRESH_MOST = timedelta(minutes=30)
SECOND_STEP_TRIES = 5


class Way(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    LINK = "link"
    PROVIDER = "provider"
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"


@dataclass(frozen=True)
class MembershipFacts:
    id: int
    person_id: int
    unit_id: int
    role: Role
    is_open: bool
    other_admins: int  # active people besides this one who hold the role of administrator


@dataclass(frozen=True)
class PersonFacts:
    id: int
    is_active: bool
    is_admin: bool
    other_admins: int


@dataclass(frozen=True)
class InvitationFacts:
    expires_at: datetime
    accepted_at: datetime | None


def keeps_people(viewer: Viewer) -> bool:
    return viewer.is_system or viewer.has(Role.ADMIN)


def why_not_keep_people(viewer: Viewer) -> Sentence | None:
    return None if keeps_people(viewer) else _("Only an administrator may change people and units.")


def why_not_invite(viewer: Viewer, valid_until: date | None, today: date) -> Sentence | None:
    """`valid_until` is the last day of the unit that the person is invited to."""
    if not keeps_people(viewer):
        return why_not_keep_people(viewer)
    if valid_until is not None and valid_until < today:
        return _("This unit no longer exists. Please choose its successor.")
    return None


def why_not_replace(unit: UnitRow, successor: UnitRow, end_of_line: int, last_day: date) -> dict[str, Sentence]:
    """By the name of the field, why `successor` cannot do the unit's work after `last_day`; its own line of
    successors comes to the unit `end_of_line`."""
    if end_of_line == unit.id:
        return {"successor": _("A unit cannot follow upon itself.")}
    if last_day < unit.valid_from:
        return {"last_day": _("The last day comes before the first.")}
    next_day = last_day + timedelta(days=1)
    if next_day < successor.valid_from:
        return {"last_day": _("The successor does not exist yet on the day after.")}
    if not successor.exists_on(next_day) and successor.successor_id is None:
        return {"successor": _("The successor exists no longer on the day after the last day.")}
    return {}


def why_not_accept(invitation: InvitationFacts, at: datetime) -> Sentence | None:
    if invitation.accepted_at is not None:
        return _("This invitation has already been used. Please sign in.")
    if invitation.expires_at <= at:
        return _("This invitation has expired. Please ask for a new one.")
    return None


def why_not_end(viewer: Viewer, membership: MembershipFacts) -> Sentence | None:
    if not keeps_people(viewer):
        return why_not_keep_people(viewer)
    if not membership.is_open:
        return _("This role has already ended.")
    if membership.role is Role.ADMIN and not membership.other_admins:
        return _("Somebody must remain who can let others in: this is the last administrator.")
    return None


def why_not_deactivate(viewer: Viewer, person: PersonFacts) -> Sentence | None:
    if not keeps_people(viewer):
        return why_not_keep_people(viewer)
    if not person.is_active:
        return _("This account is already closed.")
    if person.is_admin and not person.other_admins:
        return _("Somebody must remain who can let others in: this is the last administrator.")
    return None


def why_not_password(password: str, email: str) -> Sentence | None:
    """Length protects; rules about signs only make people write passwords down (NIST SP 800-63B)."""
    if len(password) < PASSWORD_LEAST:
        return _(
            "Please choose a password of at least %(least)s characters.",
            least=PASSWORD_LEAST,
        )
    if len(password) > PASSWORD_MOST:
        return _(
            "Please choose a password of at most %(most)s characters.",
            most=PASSWORD_MOST,
        )
    if len(set(password)) < 4 or password.casefold() in {
        email,
        email.partition("@")[0],
    }:
        return _("This password is too easy to guess. Several words are hard to guess and easy to keep.")
    return None


def is_live(seen_at: datetime, expires_at: datetime, at: datetime) -> bool:
    """Whether a session still counts at this moment."""
    return at < expires_at and at < seen_at + IDLE_MOST


def needs_second_factor(viewer: Viewer, required: frozenset[Role]) -> bool:
    """Whether one of the roles held today asks for more than a password; `required` are the roles that ask for it."""
    return viewer.has_any(*required)


def is_fresh(signed_in_at: datetime, at: datetime) -> bool:
    """Whether the person signed in a moment ago, so that a browser left open changes no lock."""
    return at < signed_in_at + FRESH_MOST


def why_not_remove_factor(*, is_required: bool, others: int) -> Sentence | None:
    """`others` counts the second factors that would remain (a code app, passkeys)."""
    if is_required and not others:
        return _("Your role needs a second factor. Please set up another one first.")
    return None
