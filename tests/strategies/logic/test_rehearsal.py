"""A practised talk leads somewhere, from every moment, in every language."""

from dataclasses import replace
from pathlib import Path

import pytest

from muruna.strategies.logic.rehearsal import Moment, Rehearsal, Reply, faults
from muruna.strategies.rehearsals import read_rehearsals

CONTENT = Path(__file__).parents[3] / "content"


def talk(*moments: Moment) -> Rehearsal:
    return Rehearsal("x", "en", "t", "s", (), (), moments[0].id, {one.id: one for one in moments})


A = Moment("a", "warm", "they", "hint", (Reply("one", "b"), Reply("two", "c")))
B = Moment("b", "end", "they", "hint", ())
C = Moment("c", "end", "they", "hint", ())


def test_a_whole_talk_has_no_fault() -> None:
    assert faults(talk(A, B, C)) == []


@pytest.mark.parametrize(
    ("moments", "fault"),
    [
        ((A, B), "leads to c"),
        ((A, B, C, Moment("d", "end", "", "", ())), "nobody reaches d"),
        ((A, B, replace(C, replies=(Reply("again", "c"),))), "c never comes to an end"),
    ],
)
def test_planted_faults_are_found(moments: tuple[Moment, ...], fault: str) -> None:
    assert any(fault in line for line in faults(talk(*moments)))


def test_both_languages_practise_the_same_talks() -> None:
    english, arabic = read_rehearsals(CONTENT, "en"), read_rehearsals(CONTENT, "ar")

    assert english.keys() == arabic.keys()
    assert english
    for id, one in english.items():
        assert one.moments.keys() == arabic[id].moments.keys()
        assert [part.id for part in one.parts] == [part.id for part in arabic[id].parts]
        for name, moment in one.moments.items():
            assert [r.to for r in moment.replies] == [r.to for r in arabic[id].moments[name].replies]
            assert moment.mood == arabic[id].moments[name].mood
