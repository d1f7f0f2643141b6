from datetime import timedelta

from app.post.states import LETTER, STATE_WORDS, LetterState, pause_after


def test_every_state_of_a_letter_is_reached_and_has_words():
    assert LETTER.reachable() == set(LetterState) == set(STATE_WORDS)


def test_only_what_was_sent_is_a_dead_end():
    assert {state for state in LetterState if not LETTER.events(state)} == {
        LetterState.SENT,
        LetterState.DIGESTED,
        LetterState.DROPPED,
    }


def test_the_pauses_grow_and_the_sixth_failure_is_the_last():
    pauses = [pause_after(attempts) for attempts in range(1, 8)]
    assert pauses == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=6),
        None,
        None,
    ]
