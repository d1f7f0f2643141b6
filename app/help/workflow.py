"""The states of everything as graphs, drawn from the tables that the program itself obeys: docs/workflow.md.

`python -m app.help.workflow` writes the page; a test keeps it fresh.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.i18n import Sentence, speaking
from app.transitions import Transitions
from events.planning.states import ACT_NAMES as EVENT_ACTS
from events.planning.states import EVENT
from events.planning.states import STATE_NAMES as EVENT_STATES
from questions.answers.states import (
    ANSWER,
    ANSWER_ACT_NAMES,
    ANSWER_STATE_NAMES,
    CORRECTION,
    CORRECTION_ACT_NAMES,
    CORRECTION_STATE_NAMES,
)
from questions.commitments.states import ACT_NAMES as COMMITMENT_ACTS
from questions.commitments.states import COMMITMENT
from questions.commitments.states import STATE_NAMES as COMMITMENT_STATES
from questions.parts.states import PART, PART_ACT_NAMES, PART_STATE_NAMES
from questions.states import ACT_NAMES, QUESTION, STATE_NAMES, VISIBILITY, VISIBILITY_ACT_NAMES, VISIBILITY_NAMES

PAGE = Path(__file__).parents[2] / "docs" / "workflow.md"
BEGINNING = """# How the work flows

Drawn from the code by `python -m app.help.workflow`; a test keeps this page fresh. Who may do each act stands in
`policy.py` beside each table of states.
"""


@dataclass(frozen=True)
class Graph:
    """One table of moves, with the words for its states and acts."""

    title: str
    source: str
    moves: Transitions[Any, Any]
    states: Mapping[Any, Sentence]
    acts: Mapping[Any, Sentence]


GRAPHS = (
    Graph("Forum", "events/planning/states.py", EVENT, EVENT_STATES, EVENT_ACTS),
    Graph("Question", "questions/states.py", QUESTION, STATE_NAMES, ACT_NAMES),
    Graph("Answer", "questions/states.py", ANSWER, ANSWER_STATE_NAMES, ANSWER_ACT_NAMES),
    Graph("Part of a coordinating unit", "questions/parts/states.py", PART, PART_STATE_NAMES, PART_ACT_NAMES),
    Graph("Correction", "questions/states.py", CORRECTION, CORRECTION_STATE_NAMES, CORRECTION_ACT_NAMES),
    Graph("Who may read a question", "questions/states.py", VISIBILITY, VISIBILITY_NAMES, VISIBILITY_ACT_NAMES),
    Graph("Commitment", "questions/commitments/states.py", COMMITMENT, COMMITMENT_STATES, COMMITMENT_ACTS),
)


def page() -> str:
    """The whole page, in English whoever asks."""
    with speaking("en"):
        return "\n".join((BEGINNING, *(_section(graph) for graph in GRAPHS)))


def _section(graph: Graph) -> str:
    moves = list(graph.moves)
    states = list(dict.fromkeys([graph.moves.start, *(state for move in moves for state in (move[0], move[2]))]))
    drawn = [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state} : {graph.states[state]}" for state in states),
        f"    [*] --> {graph.moves.start}",
        *(f"    {state} --> {target} : {_named(graph, act)}" for state, act, target in moves),
        *(f"    {state} --> [*]" for state in sorted(graph.moves.final)),
        "```",
    ]
    rows = [f"| `{state}` | `{act}` | `{target}` |" for state, act, target in moves]
    table = ["| From | Act | To |", "|---|---|---|", *rows]
    return "\n".join((f"## {graph.title}", "", f"`{graph.source}`", "", *drawn, "", *table, ""))


def _named(graph: Graph, act: StrEnum) -> str:
    # A colon would end the label.
    return str(graph.acts[act]).replace(":", ",")


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
