"""A question as it comes in, from whomever and by whatever way. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from events.planning.seeing import SeenBy
from questions.asker_names import name_within
from questions.values import Channel


@dataclass(frozen=True)
class Ask:
    """A question as it came in, cleaned and checked. `phone` is E.164; `happened_at` is when it was put."""

    name: str
    address: str
    phone: str
    summary: str
    detail: str
    happened_at: datetime
    channel: Channel = Channel.PORTAL
    tax_code: str = ""
    email: str = ""
    field_id: int | None = None
    outside_ticket: str = ""
    language: str = "vi"
    consents: dict[str, bool] = field(default_factory=dict)
    # The unit whose officials it reports on, by the asker's own words.
    reported_unit_id: int | None = None

    @property
    def circle(self) -> SeenBy:
        """Who may know who asks, by the asker's own choice."""
        if self.consents.get("hide_name"):
            return SeenBy.COORDINATOR
        return SeenBy.PUBLIC if self.consents.get("publish_name") else SeenBy.OFFICIALS

    def shown_name(self, circle: SeenBy) -> str:
        """What the public may read of an asker whom this circle may know."""
        return name_within(circle, self.name, self.language)
