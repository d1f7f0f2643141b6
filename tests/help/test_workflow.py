"""The graphs of states: drawn from the code, each state reached, each one that is not final left."""

import pytest

from app.help.workflow import GRAPHS, PAGE, Graph, page

IDS = [graph.title for graph in GRAPHS]


def test_the_page_says_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m app.help.workflow"


@pytest.mark.parametrize("graph", GRAPHS, ids=IDS)
def test_every_state_is_reached_and_every_state_that_is_not_final_can_be_left(graph: Graph):
    states = set(type(graph.moves.start))
    known = {state for source, _act, target in graph.moves for state in (source, target)}
    assert graph.moves.reachable() == frozenset(known)
    assert known - {source for source, _act, target in graph.moves if target != source} == graph.moves.final
    assert known <= states


@pytest.mark.parametrize("graph", GRAPHS, ids=IDS)
def test_every_state_and_every_act_of_a_graph_has_its_word(graph: Graph):
    for source, act, target in graph.moves:
        assert all((graph.states[source], graph.states[target], graph.acts[act]))
