"""E-mail addresses as accounts know them."""

from app.errors import Invalid
from app.i18n import Sentence as _
from app.identifiers import read_email
from app.text import clean_line


def normal_email(text: str) -> str:
    """One writing for one mail box: no spaces around it, all in lower case."""
    written = clean_line(text)
    return (read_email(written) or written).lower()


def checked_email(text: str) -> str:
    """The normal form of an address one can write to; raises Invalid for any other text."""
    found = read_email(clean_line(text))
    if found is None:
        sentence = _("“%(address)s” is not an e-mail address.", address=clean_line(text)[:100])
        raise Invalid(sentence, {"email": sentence})
    return found.lower()
