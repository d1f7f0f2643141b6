"""What is read of people, between the database and the pages."""

from dataclasses import dataclass
from datetime import date, datetime

from app.access import Role
from app.people.letters_wanted import LettersWanted
from app.people.policy import InvitationFacts


@dataclass(frozen=True)
class PersonRow:
    id: int
    email: str
    name: str
    title: str
    phone: str
    language: str
    is_active: bool
    has_password: bool
    created_at: datetime
    last_signed_in_at: datetime | None
    letters: LettersWanted = LettersWanted.ALL


@dataclass(frozen=True)
class MembershipRow:
    id: int
    person_id: int
    unit_id: int
    role: Role
    since: date
    until: date | None


@dataclass(frozen=True)
class Member:
    """Somebody who holds roles in a unit; the one to write to."""

    id: int
    name: str
    email: str
    title: str
    language: str
    roles: frozenset[Role]
    letters: LettersWanted = LettersWanted.ALL

    @property
    def shown(self) -> str:
        """Name and position, for a list to choose from."""
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True)
class InvitationRow:
    id: int
    email: str
    name: str
    unit_id: int
    role: Role
    expires_at: datetime
    accepted_at: datetime | None

    @property
    def facts(self) -> InvitationFacts:
        return InvitationFacts(self.expires_at, self.accepted_at)
