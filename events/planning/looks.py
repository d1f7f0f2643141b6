"""The sign and the tone that go with each state's word."""

from dataclasses import dataclass

from events.planning.states import EventState as S


@dataclass(frozen=True)
class Look:
    icon: str
    tone: str


STATE_LOOKS: dict[S, Look] = {
    S.DRAFT: Look("pencil", "quiet"),
    S.ANNOUNCED: Look("megaphone", "brand"),
    S.COLLECTING: Look("messages-square", "ok"),
    S.PREPARING: Look("clipboard-list", "brand"),
    S.IN_SESSION: Look("radio", "soon"),
    S.HELD: Look("flag", "soon"),
    S.MINUTES_APPROVED: Look("file-check", "brand"),
    S.PUBLISHED: Look("circle-check", "ok"),
    S.POSTPONED: Look("calendar-clock", "soon"),
    S.CANCELLED: Look("ban", "late"),
}
