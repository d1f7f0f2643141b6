"""One-time codes of a code app (TOTP, RFC 6238: six digits, half a minute), and codes for when it is lost."""

import base64
import hmac
import secrets
from datetime import datetime

import pyotp

from app.people.tokens import token_hash

STEP_SECONDS = 30
# The clock of a telephone may be half a minute off.
STEPS_OFF = (0, -1, 1)
RECOVERY_CODES = 10
RECOVERY_BYTES = 10  # 80 bits, 16 letters


def new_secret() -> str:
    return pyotp.random_base32()


def app_link(secret: str, email: str, site_name: str) -> str:
    """What the QR code says to a code app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=site_name)


def step_of(secret: str, given: str, at: datetime) -> int | None:
    """The half minute for which this code is right, or None."""
    now = int(at.timestamp()) // STEP_SECONDS
    totp, typed = pyotp.TOTP(secret), "".join(given.split())
    right = [
        now + off
        for off in STEPS_OFF
        if hmac.compare_digest(totp.generate_otp(now + off).encode(), typed.encode("utf-8", "replace"))
    ]
    return right[0] if right else None


def is_code(given: str) -> bool:
    """Whether it looks like a code of an app; anything else is tried as a recovery code."""
    typed = "".join(given.split())
    return len(typed) == 6 and typed.isascii() and typed.isdigit()


def new_recovery_codes() -> list[str]:
    """Ten codes like ABCD-EFGH-IJKL-MN23."""
    drawn = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _turn in range(RECOVERY_CODES)]
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in drawn]


def recovery_hash(person_id: int, given: str) -> str:
    """What is stored of a recovery code; hyphens, blanks and small letters make no difference."""
    letters = "".join(letter for letter in given.upper() if letter.isascii() and letter.isalnum())
    return token_hash(f"{person_id} {letters}")
