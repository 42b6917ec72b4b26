"""Counts are shown from five people up, and no difference of two figures tells what one person said."""

from hypothesis import given
from hypothesis import strategies as some

from muruna.strategies.logic.tallies import FEWEST, OUTCOMES, SITUATIONS, Answer, Told, may_be_shown

answers = some.lists(
    some.builds(
        Answer, some.sampled_from(OUTCOMES), some.lists(some.sampled_from(SITUATIONS), max_size=3).map(tuple)
    ),
    max_size=40,
)


def cells_of(given_answers: list[Answer]) -> list[tuple[str, str, int]]:
    return [(outcome, situation, 1) for one in given_answers for outcome, situation in one.cells()]


def test_five_people_are_shown_and_four_are_not() -> None:
    four = [Answer("helped")] * 3 + [Answer("worse")]

    assert may_be_shown(cells_of(four)).everybody is None
    assert may_be_shown(cells_of([*four, Answer("did_not")])).everybody == Told(5, 3, 1, 1)


def test_situation_that_all_but_one_share_is_not_shown() -> None:
    shown = may_be_shown(cells_of([Answer("helped", ("faith",))] * 5 + [Answer("worse")]))

    assert shown.everybody == Told(6, 5, 0, 1)
    assert shown.by_situation == {}


@given(answers)
def test_nothing_shown_stands_for_fewer_than_five_nor_leaves_fewer(given_answers: list[Answer]) -> None:
    shown = may_be_shown(cells_of(given_answers))

    assert (shown.everybody is not None) == (len(given_answers) >= FEWEST)
    for told in shown.by_situation.values():
        assert shown.everybody is not None
        assert told.all >= FEWEST
        assert shown.everybody.all - told.all >= FEWEST
        assert told.all == told.helped + told.did_not + told.worse


@given(answers, some.randoms())
def test_order_does_not_matter(given_answers: list[Answer], chance: object) -> None:
    mixed = cells_of(given_answers)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert may_be_shown(mixed) == may_be_shown(cells_of(given_answers))
