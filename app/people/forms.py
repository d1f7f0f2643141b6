"""The forms about accounts. Passwords are read apart from the rest, so that no page can show them again."""

from dataclasses import dataclass, field
from datetime import date

from app.access import Role
from app.forms import Posted, Reader
from app.i18n import LANGUAGES, Sentence
from app.i18n import Sentence as _
from app.identifiers import valid_email
from app.people.deputy_policy import AuthorityForm
from app.people.letters_wanted import LettersWanted
from app.post.daily_kinds import DailyKind

EMAIL_MOST = 254


@dataclass(frozen=True)
class Form:
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignInForm(Form):
    email: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def read(cls, posted: Posted) -> "SignInForm":
        reader = Reader(posted)
        email = reader.line("email", required=True, most=EMAIL_MOST)
        password = _password(reader, "password")
        return cls(reader.problems, reader.typed, email, password)


@dataclass(frozen=True)
class AddressForm(Form):
    email: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "AddressForm":
        reader = Reader(posted)
        return cls(email=_email(reader), problems=reader.problems, typed=reader.typed)


@dataclass(frozen=True)
class NewPasswordForm(Form):
    new: str = field(default="", repr=False)

    @classmethod
    def read(cls, posted: Posted) -> "NewPasswordForm":
        reader = Reader(posted)
        new = _password(reader, "new_password")
        _same_again(reader, "new_password", "new_password_again")
        return cls(reader.problems, reader.typed, new)


@dataclass(frozen=True)
class CodeForm(Form):
    """The code is read apart from what is typed again: it is worthless by the time the page comes back."""

    code: str = field(default="", repr=False)

    @classmethod
    def read(cls, posted: Posted) -> "CodeForm":
        reader = Reader(posted)
        code = reader.line("code", required=True, most=40)
        return cls(code=code, problems=reader.problems)


@dataclass(frozen=True)
class AcceptForm(Form):
    name: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def read(cls, posted: Posted, *, known_name: str = "", has_account: bool = False) -> "AcceptForm":
        """Who is known is not asked a name; `has_account`: asked the account's password, not a new one."""
        reader = Reader(posted)
        name = known_name or reader.line("name", required=True, most=100)
        password = _password(reader, "password")
        if not has_account:
            _same_again(reader, "password", "password_again")
        return cls(reader.problems, reader.typed, name, password)


@dataclass(frozen=True)
class PasswordForm(Form):
    current: str = field(default="", repr=False)
    new: str = field(default="", repr=False)

    @classmethod
    def read(cls, posted: Posted) -> "PasswordForm":
        reader = Reader(posted)
        current = _password(reader, "current_password")
        new = _password(reader, "new_password")
        _same_again(reader, "new_password", "new_password_again")
        return cls(reader.problems, reader.typed, current, new)


@dataclass(frozen=True)
class ProfileForm(Form):
    name: str = ""
    title: str = ""
    phone: str = ""
    language: str = "vi"
    letters: LettersWanted = LettersWanted.ALL
    daily: frozenset[DailyKind] = frozenset()

    @classmethod
    def read(cls, posted: Posted) -> "ProfileForm":
        reader = Reader(posted)
        daily = [kind for kind in DailyKind if kind in posted.get("daily", ())]
        reader.typed["daily"] = ",".join(daily)
        letters = reader.choice("letters", tuple(LettersWanted), required=False)
        return cls(
            name=reader.line("name", required=True, most=100),
            title=reader.line("title", most=100),
            phone=reader.line("phone", most=30),
            language=reader.choice("language", LANGUAGES),
            letters=LettersWanted(letters or LettersWanted.ALL),
            daily=frozenset(daily),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class DeputyForm(Form):
    """`since` and `until` are days, both included; None only beside a problem."""

    deputy_id: int = 0
    unit_id: int = 0
    form: AuthorityForm = AuthorityForm.DEPUTY
    document: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, posted: Posted) -> "DeputyForm":
        reader = Reader(posted)
        form = reader.choice("form", tuple(AuthorityForm))
        return cls(
            deputy_id=reader.number("deputy", required=True, least=1) or 0,
            unit_id=reader.number("unit", required=True, least=1) or 0,
            form=AuthorityForm(form) if form else AuthorityForm.DEPUTY,
            document=reader.line("document", most=200),
            since=reader.day("since", required=True),
            until=reader.day("until", required=True),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class LeaveForm(Form):
    successor_id: int | None = None

    @classmethod
    def read(cls, posted: Posted) -> "LeaveForm":
        reader = Reader(posted)
        return cls(successor_id=reader.number("successor", least=1), problems=reader.problems, typed=reader.typed)


@dataclass(frozen=True)
class InviteForm(Form):
    email: str = ""
    name: str = ""
    unit_id: int = 0
    role: Role = Role.DRAFTER

    @classmethod
    def read(cls, posted: Posted) -> "InviteForm":
        reader = Reader(posted)
        email = _email(reader)
        name = reader.line("name", required=True, most=100)
        unit_id, role = _unit_and_role(reader)
        return cls(reader.problems, reader.typed, email, name, unit_id, role)


@dataclass(frozen=True)
class RoleForm(Form):
    unit_id: int = 0
    role: Role = Role.DRAFTER

    @classmethod
    def read(cls, posted: Posted) -> "RoleForm":
        reader = Reader(posted)
        unit_id, role = _unit_and_role(reader)
        return cls(reader.problems, reader.typed, unit_id, role)


def _email(reader: Reader) -> str:
    email = reader.line("email", required=True, most=EMAIL_MOST)
    if email and not valid_email(email):
        reader.problem("email", _("“%(address)s” is not an e-mail address.", address=email[:100]))
    return email


def _unit_and_role(reader: Reader) -> tuple[int, Role]:
    unit_id = reader.number("unit", required=True, least=1)
    role = reader.choice("role", tuple(Role))
    return unit_id or 0, Role(role) if role else Role.DRAFTER


def _password(reader: Reader, name: str) -> str:
    given = (reader.posted.get(name) or ("",))[-1]
    if not given:
        reader.problem(name, _("Please fill this in."))
    return given


def _same_again(reader: Reader, name: str, again: str) -> None:
    if _password(reader, again) and reader.posted.get(name) != reader.posted.get(again):
        reader.problem(again, _("The two passwords differ. Please type the same one twice."))
