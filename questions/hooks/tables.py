"""Webhooks and what was delivered to them."""

from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table


class Webhook(Table, tablename="webhook"):
    """One receiver. Its key is made from the site's own secret and `generation`, so no key lies in the database."""

    id: Serial
    name = Varchar(100)
    url = Varchar(500)
    # Of what it hears: "question", "commitment", "event", with commas.
    kinds = Varchar(100)
    is_on = Boolean(default=True)
    generation = Integer(default=1)
    # Until a day after this the key before it signs too.
    rotated_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)


class WebhookDelivery(Table, tablename="webhook_delivery"):
    """One piece of news (`entry` of the journal, unique for a hook; null for a test) and what became of it."""

    id: Serial
    webhook = ForeignKey(Webhook, on_delete=OnDelete.restrict, null=False, index=True)
    entry = Integer(null=True, default=None)
    act = Varchar(80)
    # Of a test only: news is worded when it is sent.
    body = Text()
    # "waiting", "delivered" or "given_up".
    state = Varchar(10, default="waiting")
    attempts = SmallInt(default=0)
    # While one process delivers it, the end of its lease.
    next_try_at = Timestamptz(null=False, default=None)
    status = Integer(default=0)
    error = Varchar(300, default="")
    queued_at = Timestamptz(null=False, default=None)
    done_at = Timestamptz(null=True, default=None)
