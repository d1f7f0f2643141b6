"""A question as it comes in, from whomever and by whatever way. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from questions.asker_names import shown_asker
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

    @property
    def shown_name(self) -> str:
        """What the public may read of the asker: the name with consent, else initials or the kind of organisation."""
        return self.name if self.consents.get("publish_name") else shown_asker(self.name, self.language)
