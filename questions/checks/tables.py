"""Rows of drafts that were sent for approval although the check found something."""

from piccolo.columns import JSON, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz
from piccolo.table import Table

from app.people.tables import Person
from questions.answers.tables import Answer


class CheckOverride(Table, tablename="check_override"):
    """Why a `version` of an answer went on with what the check found (codes of `checks.rules.Finding`)."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False, index=True)
    version = Integer()
    findings = JSON(default="[]")
    reason = Text()
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    overridden_at = Timestamptz(null=False, default=None)
