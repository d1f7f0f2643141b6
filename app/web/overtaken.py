"""What the later one of two editors is shown: the fields that stand otherwise now than as typed."""

from collections.abc import Callable, Mapping

from app.forms import Posted
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.posted import AnyRequest, read_form

Shown = Callable[[str], object]
NOTHING = "—"


def version_in(posted: Posted) -> str:
    """What the form kept since it was opened; "" from a form that keeps nothing."""
    return posted.get("version", [""])[-1]


async def version_for(request: AnyRequest, fresh: str, refusal: object) -> str:
    """What a form keeps when it is shown: `fresh`, or what it kept before when it comes back for a mistake.

    Only who was told (`refusal`) goes on from the fresh state.
    """
    has_come_back = request.scope["method"] == "POST" and not refusal
    return (version_in(await read_form(request)) if has_come_back else "") or fresh


def ticked(value: str) -> Sentence:
    """How a box to tick is read."""
    return _("Yes") if value else _("No")


def listed(name_of: Callable[[int], object]) -> Shown:
    """How ids, apart by commas, are read: by their names."""
    return lambda value: ", ".join(str(name_of(int(each))) for each in value.split(",") if each)


def stands_now(
    labels: Mapping[str, Sentence],
    typed: Mapping[str, str],
    present: Mapping[str, str],
    shown: Mapping[str, Shown] | None = None,
) -> list[tuple[Sentence, object]]:
    """(label, words) of each field that is different from what was typed.

    `shown` says how the value of a field is read where that is not the value itself, such as a code of a list.
    """
    shown = shown or {}
    return [
        (label, str(shown.get(name, str)(present[name])) or NOTHING)
        for name, label in labels.items()
        if name in present and _told(present[name], name in shown) != _told(typed.get(name, ""), name in shown)
    ]


def _told(value: str, is_list: bool) -> list[str]:
    """What is compared: words whatever parts them, and of a list its members whatever their order."""
    return sorted(value.split(",")) if is_list else value.split()
