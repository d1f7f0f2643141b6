"""What else opens an account besides the password: what there is, and what every change of it brings along."""

from dataclasses import dataclass, field
from datetime import datetime

from app import journal, post
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people import one_time, queries
from app.people.codes import new_recovery_codes, recovery_hash
from app.people.letters import changed_letter
from app.people.policy import why_not_keep_people, why_not_remove_factor
from app.people.signing_in import CLOSE_ALL, Opened, open_session
from app.people.tables import RecoveryCode

TOTP = Statement("SELECT created_at FROM totp_key WHERE person = {}")
CODES_LEFT = Statement("SELECT count(*) AS codes FROM recovery_code WHERE person = {}")
PASSKEYS = Statement(
    "SELECT id, name, created_at, last_used_at FROM passkey WHERE person = {} ORDER BY created_at, id LIMIT 50"
)
ADD_CODE = Insert(RecoveryCode, "person", "code_hash", "created_at")
END_CODES = Statement("DELETE FROM recovery_code WHERE person = {}")
END_TOTP = Statement("DELETE FROM totp_key WHERE person = {}")
END_PASSKEYS = Statement("DELETE FROM passkey WHERE person = {}")
END_LINKS = Statement("DELETE FROM provider_link WHERE person = {}")


@dataclass(frozen=True)
class PasskeyRow:
    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What a person has besides the password."""

    code_app_since: datetime | None = None
    passkeys: tuple[PasskeyRow, ...] = ()
    codes_left: int = 0

    @property
    def count(self) -> int:
        return len(self.passkeys) + (self.code_app_since is not None)


@dataclass(frozen=True)
class Secured:
    """After a factor was added: a new session with the first one, and recovery codes where there were none."""

    opened: Opened | None = None
    codes: list[str] = field(default_factory=list, repr=False)


async def factors_of(person_id: int) -> Factors:
    totp, codes = await TOTP.one(person_id), await CODES_LEFT.one(person_id)
    return Factors(
        totp["created_at"] if totp else None,
        tuple(PasskeyRow(**row) for row in await PASSKEYS.all(person_id)),
        codes["codes"] if codes else 0,
    )


async def added(act: str, what: Sentence, *, by: Viewer, at: datetime, user_agent: str) -> Secured:
    """Inside the act that added a factor: with the first one every session ends and a strong one begins."""
    factors, opened = await factors_of(own_id(by)), None
    if factors.count == 1:
        await CLOSE_ALL.all(own_id(by))
        await one_time.void(own_id(by))
        opened = await open_session(own_id(by), at, user_agent, is_strong=True)
    codes = [] if factors.codes_left else await _new_codes(own_id(by), at)
    await changed(act, what, by=by, at=at)
    return Secured(opened, codes)


async def removed(act: str, what: Sentence, *, is_required: bool, by: Viewer, at: datetime) -> None:
    """Inside the act that removed a factor; with the last one its recovery codes go. Raises NotAllowed."""
    left = (await factors_of(own_id(by))).count
    refusal = why_not_remove_factor(is_required=is_required, others=left)
    if refusal:
        raise NotAllowed(refusal)
    if not left:
        await END_CODES.run(own_id(by))
    await changed(act, what, by=by, at=at)


@atomic
async def renew_codes(*, by: Viewer, at: datetime) -> list[str]:
    """Ten new recovery codes; the old ones end. Raises NotFound for somebody without a second factor."""
    if not (await factors_of(own_id(by))).count:
        raise NotFound(_("There is no second factor yet."))
    await END_CODES.run(own_id(by))
    codes = await _new_codes(own_id(by), at)
    await changed("person.recovery_codes_renewed", _("You have new recovery codes; the old ones ended."), by=by, at=at)
    return codes


@atomic
async def remove_all(person_id: int, *, by: Viewer, at: datetime) -> None:
    """For a lost telephone: an administrator takes every second factor away, and all sessions end.

    Raises NotAllowed, or NotFound where there is nothing to take away.
    """
    refusal = why_not_keep_people(by)
    if refusal:
        raise NotAllowed(refusal)
    person = await queries.person(person_id)
    factors = await factors_of(person_id)
    if person is None or not await end_all(person_id):
        raise NotFound(_("There is no second factor yet."))
    await CLOSE_ALL.all(person_id)
    await one_time.void(person_id)
    await journal.record(
        "person.second_factors_removed",
        by=by,
        at=at,
        about=("person", person_id),
        before={"code_app": factors.code_app_since is not None, "passkeys": len(factors.passkeys)},
    )
    what = _(
        "The administrator has removed your second factors. Your password holds; set up new ones when you sign in."
    )
    letter = changed_letter(person.email, person.name, what, person.language)
    await post.queue(letter, about=("person", person_id), at=at)


async def end_all(person_id: int) -> int:
    """Inside an act: remove code app, recovery codes, passkeys and links to a provider; how many rows there were."""
    return sum([await end.run(person_id) for end in (END_TOTP, END_CODES, END_PASSKEYS, END_LINKS)])


async def changed(act: str, what: Sentence, *, by: Viewer, at: datetime) -> None:
    """Write down a change of one's own locks, and tell the owner, who may be somebody else."""
    await journal.record(act, by=by, at=at, about=("person", own_id(by)))
    letter = changed_letter(by.email, by.name, what, by.language)
    await post.queue(letter, about=("person", own_id(by)), at=at)


async def _new_codes(person_id: int, at: datetime) -> list[str]:
    codes = new_recovery_codes()
    await ADD_CODE.many([(person_id, recovery_hash(person_id, code), at) for code in codes])
    return codes


def own_id(viewer: Viewer) -> int:
    if viewer.person_id is None:
        raise NotFound(_("Please sign in first."))
    return viewer.person_id
