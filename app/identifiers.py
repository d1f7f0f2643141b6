"""Numbers and addresses people are known by: telephones, tax codes, e-mail."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.text import clean_line

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{7,24}|\(\+?[0-9][0-9 ().-]{7,24}")
_TAX_CODE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?|([0-9]{12})")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# RFC 5321: 64 for the part before @, 254 for the whole address.
_LOCAL_LENGTH, _EMAIL_LENGTH = 64, 254


class TaxKind(StrEnum):
    ORGANISATION = "organisation"
    BRANCH = "branch"
    PERSON = "person"


@dataclass(frozen=True)
class TaxCode:
    """A tax code as it is stored and written: 10 digits, 10-3 for a branch, 12 for a person or household."""

    number: str
    kind: TaxKind

    def __str__(self) -> str:
        return self.number


def read_phone(s: str) -> str | None:
    """A Vietnamese telephone number as E.164 (+84912345678), or None.

    Takes 0…, 84… and +84… with dots, hyphens, brackets and spaces. Short numbers
    (113, 1022) and those before 2018 (016x) are nobody's telephone.
    """
    written = clean_line(s)
    if not _PHONE.fullmatch(written):
        return None
    import phonenumbers  # its tables take a while to load, and the server starts without them

    try:
        number = phonenumbers.parse(written, "VN")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 84 or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(e164: str) -> str:
    """A stored number as people write it here: +84912345678 as "0912 345 678"."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, "VN")
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def read_tax_code(s: str) -> TaxCode | None:
    """A tax code with a right check digit, or a 12-digit personal id (TT 86/2024/TT-BTC), or None."""
    found = _TAX_CODE.fullmatch(re.sub(r"[ .]", "", clean_line(s)))
    if found is None:
        return None
    base, branch, person = found.groups()
    if person:
        return TaxCode(person, TaxKind.PERSON)
    if branch == "000" or not _has_check_digit(base):
        return None
    return TaxCode(f"{base}-{branch}", TaxKind.BRANCH) if branch else TaxCode(base, TaxKind.ORGANISATION)


def read_email(s: str) -> str | None:
    """An e-mail address with its domain in lower case (punycode where it needs it), or None."""
    written = s.strip(" \t\r\n")
    local, at, domain = written.rpartition("@")
    if not at or len(written) > _EMAIL_LENGTH or len(local) > _LOCAL_LENGTH or not _LOCAL_PART.fullmatch(local):
        return None
    try:
        host = domain.encode("idna").decode().lower()
    except UnicodeError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_DOMAIN_LABEL.fullmatch, labels)):
        return None
    return f"{local}@{host}" if len(local) + 1 + len(host) <= _EMAIL_LENGTH else None


def valid_email(s: str) -> bool:
    return read_email(s) is not None


def _has_check_digit(base: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, base, strict=False))
    # A sum that leaves 0 would need the digit 10; such numbers are never given out.
    return 10 - total % 11 == int(base[9]) and base[2:9] != "0000000"
