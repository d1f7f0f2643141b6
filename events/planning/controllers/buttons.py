"""The act bar of a forum: what this person may do now."""

from dataclasses import dataclass

from app.access import Viewer
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.policy import EventFacts, allowed_acts
from events.planning.states import ACT_NAMES, EventAct, EventState

A = EventAct

ICONS: dict[EventAct, str] = {
    A.ANNOUNCE: "megaphone",
    A.OPEN: "messages-square",
    A.CLOSE: "lock",
    A.START: "play",
    A.END: "flag",
    A.ISSUE_MINUTES: "file-check",
    A.PUBLISH: "globe",
    A.POSTPONE: "calendar-clock",
    A.RESCHEDULE: "calendar-plus",
    A.CANCEL: "ban",
}
# These are done at once, after a question.
CONFIRM: dict[EventAct, Sentence] = {
    A.OPEN: _("Open the forum for questions now?"),
    A.CLOSE: _("Close the questions now? Later ones are still taken and marked as late."),
    A.START: _("Start the session now?"),
    A.END: _("End the session now? From today the days for answers are counted."),
    A.PUBLISH: _("Publish the results now?"),
}
GRAVE = frozenset({A.POSTPONE, A.CANCEL})


@dataclass(frozen=True)
class Button:
    label: Sentence
    path: str
    method: str
    icon: str
    is_main: bool
    is_grave: bool
    confirm: Sentence | str


def buttons(viewer: Viewer, event: EventFacts) -> list[Button]:
    """In the order of the workflow; the main act leads on, postponing and cancelling come last.

    Minutes that were issued can only be corrected, which leads nowhere and is never the main act.
    """
    acts = sorted(allowed_acts(viewer, event), key=lambda act: act in GRAVE)
    is_issued = event.state in (EventState.MINUTES_APPROVED, EventState.PUBLISHED)
    aside = {*GRAVE, A.ISSUE_MINUTES} if is_issued else GRAVE
    main = next((act for act in acts if act not in aside), None)
    return [
        _button(
            act,
            event.slug,
            label=_("Issue a correction") if is_issued and act is A.ISSUE_MINUTES else ACT_NAMES[act],
            is_main=act is main,
        )
        for act in acts
    ]


def _button(act: EventAct, slug: str, *, label: Sentence, is_main: bool) -> Button:
    at_once = act in CONFIRM
    path = f"/desk/events/{slug}/minutes" if act is A.ISSUE_MINUTES else f"/desk/events/{slug}/acts/{act}"
    return Button(
        label=label,
        path=path,
        method="post" if at_once else "get",
        icon=ICONS[act],
        is_main=is_main,
        is_grave=act in GRAVE,
        confirm=CONFIRM.get(act, ""),
    )
