"""When an answer may be published by the clock. Pure."""

from datetime import datetime, timedelta

from app.i18n import Sentence
from app.i18n import Sentence as _

LATEST = timedelta(days=90)


def problem_of(publish_at: datetime, at: datetime) -> Sentence | None:
    """Why an answer cannot be scheduled for this moment."""
    if publish_at <= at:
        return _("This moment is past. Please choose a later one, or publish the answer now.")
    if publish_at > at + LATEST:
        return _("Please choose a moment within 90 days.")
    return None
