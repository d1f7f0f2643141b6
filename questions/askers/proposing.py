"""What is proposed to be left out of a public text, each thing once; confirmed one by one or all at once. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from app.i18n import Sentence
from questions.askers.redacting import NOBODY, SECRET_NAMES, Known, Secret, findings, leave_out

MOST = 50_000


@dataclass(frozen=True)
class Proposal:
    """One thing that stands in the text, however often; `key` names it in a form."""

    kind: Secret
    text: str

    @property
    def key(self) -> str:
        return sha256(f"{self.kind}\0{self.text}".encode()).hexdigest()[:12]

    @property
    def name(self) -> Sentence:
        return SECRET_NAMES[self.kind]


def proposals(texts: Iterable[str], known: Known = NOBODY, *, of_office: bool = False) -> list[Proposal]:
    """Each thing that was found in these texts, once; a text longer than any may be is refused anyway."""
    found = (finding for text in texts if len(text) <= MOST for finding in findings(text, known, of_office=of_office))
    return list(dict.fromkeys(Proposal(finding.kind, finding.text) for finding in found))


def without(text: str, known: Known, language: str, chosen: Collection[str] | None = None) -> str:
    """The text without what was chosen, by its keys; without everything that was found where that is None."""
    found = findings(text, known)
    kept = [each for each in found if chosen is None or Proposal(each.kind, each.text).key in chosen]
    return leave_out(text, kept, language)


def print_of(proposed: Iterable[Proposal]) -> str:
    """A short print of what stays in, by which a form knows that its writer has seen exactly this."""
    return sha256(" ".join(sorted(each.key for each in proposed)).encode()).hexdigest()[:16]
