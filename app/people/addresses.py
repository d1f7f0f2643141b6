"""E-mail addresses as accounts know them."""

from app.errors import Invalid
from app.i18n import Sentence as _
from app.post.letter import MAIL_BOX
from app.text import clean_line

EMAIL_MOST = 254


def normal_email(text: str) -> str:
    """One writing for one mail box: no spaces around it, lower case."""
    return clean_line(text).lower()


def checked_email(text: str) -> str:
    """The normal form of an address one can write to; raises Invalid for any other text."""
    email = normal_email(text)
    if len(email) > EMAIL_MOST or not MAIL_BOX.fullmatch(email):
        sentence = _("“%(address)s” is not an e-mail address.", address=email[:100])
        raise Invalid(sentence, {"email": sentence})
    return email
