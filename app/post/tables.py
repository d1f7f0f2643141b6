"""Letters waiting to leave, and what became of them."""

from piccolo.columns import Boolean, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.post.states import LetterState


class OutboxLetter(Table, tablename="outbox_letter"):
    """One letter to one reader. `key` makes it unique where an act may run twice (a partial unique index)."""

    to_address = Varchar(length=320)
    subject = Varchar(length=300)
    body = Text()
    language = Varchar(length=5, default="vi")
    about_kind = Varchar(length=40)
    about_id = Integer()
    key = Varchar(length=200, null=True, default=None)
    state = Varchar(length=10, default=LetterState.QUEUED)
    attempts = SmallInt(default=0)
    next_try_at = Timestamptz()
    lease_until = Timestamptz(null=True, default=None)
    last_error = Text()
    queued_at = Timestamptz()
    sent_at = Timestamptz(null=True, default=None)
    # Made once, when the letter is queued: a second copy after a crash is recognised by it.
    message_id = Varchar(length=64)
    # A letter that the clock wrote: it never leaves at night.
    by_day = Boolean(default=False)


class DailyLetters(Table, tablename="daily_letters"):
    """One kind of letter that a reader has in one letter each morning (unique for each)."""

    address = Varchar(length=320)
    kind = Varchar(length=20)


class LetterEdit(Table, tablename="letter_edit"):
    """What a letter said before somebody reworded it; the first row is the original."""

    letter = Integer(index=True)
    subject = Varchar(length=300)
    body = Text()
    person_id = Integer(null=True, default=None)
    person_name = Varchar(length=200)
    edited_at = Timestamptz(null=False, default=None)
