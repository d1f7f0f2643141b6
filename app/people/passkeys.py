"""Passkeys (WebAuthn): made on /me, and used as the only step or as the second one.

The challenge is a one-time secret, so an answer counts once; it comes back inside what the browser signed.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence as _
from app.people import one_time, second_step
from app.people.one_time import Purpose
from app.people.policy import Way
from app.people.second_factors import Secured, added, own_id, removed
from app.people.signing_in import Opened, welcome
from app.people.tables import Passkey

if TYPE_CHECKING:  # the library takes a tenth of a second to load and few requests need it
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

MOST = 20
OWN = Statement("SELECT credential_id FROM passkey WHERE person = {} ORDER BY id LIMIT 50")
BY_CREDENTIAL = Statement(
    "SELECT passkey.id, person AS person_id, public_key, sign_count FROM passkey"
    " JOIN person ON person.id = passkey.person WHERE credential_id = {} AND person.is_active"
)
ADD = Insert(Passkey, "person", "credential_id", "public_key", "sign_count", "name", "created_at")
# A count that does not grow is a copy of the key; keys that do not count say 0 each time.
USE = Statement(
    "UPDATE passkey SET sign_count = {}, last_used_at = {} WHERE id = {} AND (sign_count < {} OR sign_count = 0)"
    " RETURNING id"
)
REMOVE = Statement("DELETE FROM passkey WHERE id = {} AND person = {} RETURNING name")
REFUSED = _("This passkey does not fit. Please try again, or sign in another way.")


@dataclass(frozen=True)
class RelyingSite:
    """What a passkey is bound to: the host name, the origin, and the name shown by the browser."""

    id: str
    origin: str
    name: str


@atomic
async def creation_options(site: RelyingSite, *, by: Viewer, at: datetime) -> str:
    """What the browser needs to make a passkey, as JSON."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    kept = await _descriptors(own_id(by))
    if len(kept) >= MOST:
        raise Conflict(_("These are enough passkeys. Please remove one first."))
    token = await one_time.issue(Purpose.ADD_PASSKEY, own_id(by), at)
    options = generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_id=str(own_id(by)).encode(),
        user_name=by.email,
        user_display_name=by.name,
        challenge=token.encode(),
        exclude_credentials=kept,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return options_to_json(options)


async def add(credential: str, name: str, site: RelyingSite, *, by: Viewer, at: datetime, user_agent: str) -> Secured:
    """Keep the public half of a new passkey; raises Invalid beside `credential`."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    read = _read(credential)
    try:
        made = verify_registration_response(
            credential=read.whole,
            expected_challenge=read.token.encode(),
            expected_rp_id=site.id,
            expected_origin=site.origin,
        )
    except Exception as fault:  # the library lets faults of its parsers through
        raise _refused() from fault
    row = (bytes_to_base64url(made.credential_id), bytes_to_base64url(made.credential_public_key), made.sign_count)
    return await _add(read.token, row, name, by, at, user_agent)


@atomic
async def _add(token: str, row: tuple[str, str, int], name: str, by: Viewer, at: datetime, user_agent: str) -> Secured:
    asked = await one_time.take(token, Purpose.ADD_PASSKEY, at)
    if asked is None or asked.person_id != own_id(by) or await BY_CREDENTIAL.one(row[0]):
        raise _refused()
    await ADD(own_id(by), *row, name[:100], at)
    what = _("A passkey was added to your account: %(name)s.", name=name)
    return await added("person.passkey_added", what, by=by, at=at, user_agent=user_agent)


@atomic
async def remove(passkey_id: int, *, is_required: bool, by: Viewer, at: datetime) -> None:
    """Raises NotFound for anybody else's, NotAllowed for the last factor of whom needs one."""
    gone = await REMOVE.one(passkey_id, own_id(by))
    if not gone:
        raise NotFound(_("There is no such passkey."))
    what = _("A passkey was removed from your account: %(name)s.", name=gone["name"])
    await removed("person.passkey_removed", what, is_required=is_required, by=by, at=at)


@atomic
async def options_to_sign_in(site: RelyingSite, *, at: datetime) -> str:
    """What a browser needs to offer the passkeys that it has for this site, as JSON."""
    token = await one_time.issue(Purpose.PASSKEY, None, at)
    return _request(site, token, "required", [])


@atomic
async def options_for_second_step(half: str, site: RelyingSite, *, at: datetime) -> str:
    """The same for somebody who is half signed in; raises Conflict when that is over."""
    person = await second_step.who(half, at)
    token = await one_time.issue(Purpose.PASSKEY_SECOND, person.id, at)
    return _request(site, token, "preferred", await _descriptors(person.id))


async def sign_in(
    credential: str,
    site: RelyingSite,
    *,
    half: str = "",
    at: datetime,
    user_agent: str = "",
    instead_of: str | None = None,
) -> Opened:
    """Come in with a passkey: alone when the device saw finger, face or code, else after a first step (`half`).

    Raises Invalid for one that does not fit, Conflict for a first step that is over.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes

    read = _read(credential)
    found = await BY_CREDENTIAL.one(read.credential_id)
    is_second = await one_time.look(read.token, Purpose.PASSKEY_SECOND, at) is not None
    if found is None:
        raise _refused()
    try:
        used = verify_authentication_response(
            credential=read.whole,
            expected_challenge=read.token.encode(),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(found["public_key"]),
            credential_current_sign_count=found["sign_count"],
            require_user_verification=not is_second,
        )
    except Exception as fault:  # the library lets faults of its parsers through
        raise _refused() from fault
    return await _sign_in(found, used.new_sign_count, read, half if is_second else "", at, user_agent, instead_of)


@atomic
async def _sign_in(
    found: dict[str, Any],
    count: int,
    read: "_Credential",
    half: str,
    at: datetime,
    user_agent: str,
    instead_of: str | None,
) -> Opened:
    person_id = found["person_id"]
    asked = await one_time.take(read.token, Purpose.PASSKEY_SECOND if half else Purpose.PASSKEY, at)
    if asked is None or asked.person_id not in (None, person_id) or read.user not in ("", str(person_id)):
        raise _refused()
    if not await USE.one(count, at, found["id"], count):
        raise _refused()
    if not half:
        return await welcome(
            person_id, (Way.PASSKEY,), at=at, user_agent=user_agent, instead_of=instead_of, is_strong=True
        )
    if (await second_step.who(half, at)).id != person_id:
        raise _refused()
    return await second_step.finish(half, Way.PASSKEY, at, user_agent, instead_of)


@dataclass(frozen=True)
class _Credential:
    """What a browser sent, and what must be known of it before it is judged."""

    whole: dict[str, Any]
    token: str
    credential_id: str
    user: str


def _read(credential: str) -> _Credential:
    from webauthn.helpers import base64url_to_bytes

    try:
        whole = json.loads(credential)
        signed = json.loads(base64url_to_bytes(whole["response"]["clientDataJSON"]))
        token = base64url_to_bytes(signed["challenge"]).decode("ascii")
        user = base64url_to_bytes(whole["response"].get("userHandle") or "").decode("ascii")
        return _Credential(whole, token, str(whole["id"]), user)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise _refused() from fault


def _request(site: RelyingSite, token: str, verification: str, allowed: list["PublicKeyCredentialDescriptor"]) -> str:
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    return options_to_json(
        generate_authentication_options(
            rp_id=site.id,
            challenge=token.encode(),
            allow_credentials=allowed,
            user_verification=UserVerificationRequirement(verification),
        )
    )


async def _descriptors(person_id: int) -> list["PublicKeyCredentialDescriptor"]:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(base64url_to_bytes(row["credential_id"])) for row in await OWN.all(person_id)]


def _refused() -> Invalid:
    return Invalid(REFUSED, {"credential": REFUSED})
