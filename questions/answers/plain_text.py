"""A published answer as plain text, to be pasted into Zalo or any other message. Pure."""

import re
from collections.abc import Sequence

from app.i18n import Sentence as _

# What one message of Zalo holds.
MOST = 2000
BLANKS = re.compile(r"\n\n\n[\n]*")


def message_of(
    *,
    code: str,
    question: str,
    unit: str,
    summary: str,
    body: str,
    bases: Sequence[str] = (),
    document_number: str = "",
    link: str,
    is_corrected: bool = False,
) -> str:
    """Only what is public; at most 2,000 characters, the link always whole at its end."""
    head = [
        str(_("Answer to question %(code)s", code=code)),
        str(_("Question: %(question)s", question=question)),
        str(_("%(unit)s answers:", unit=unit)),
    ]
    tail = []
    if document_number:
        tail.append(str(_("Document %(number)s", number=document_number)))
    if bases:
        tail.append(str(_("Legal basis: %(bases)s", bases="; ".join(bases))))
    if is_corrected:
        tail.append(str(_("The answer was corrected; the correction stands on the page.")))
    ending = str(_("Read it whole: %(link)s", link=link))
    told = "\n".join(part for part in (summary, body) if part)
    first, last = "\n".join(head), "\n".join((*(_cut(line, 300) for line in tail), ending))
    room = MOST - len(first) - len(last) - 4
    return "\n\n".join((first, _cut(BLANKS.sub("\n\n", told), room), last))


def _cut(text: str, most: int) -> str:
    """At a space, and with three dots where something was left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at_space = cut.rfind(" ", most // 2)
    return (cut[:at_space] if at_space > 0 else cut).rstrip() + "…"
