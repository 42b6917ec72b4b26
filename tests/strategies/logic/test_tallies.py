"""Counts are shown from five people up, and no difference of two figures tells what one person said."""

from hypothesis import given
from hypothesis import strategies as some

from muruna.strategies.logic.tallies import (
    FEWEST,
    OUTCOMES,
    SITUATIONS,
    STEPS,
    Answer,
    Told,
    may_be_shown,
    renewed,
)

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
    assert may_be_shown(cells_of([*four, Answer("did_not")])).everybody == Told(5, 0, 0, 0)


def test_situation_that_all_but_one_share_is_not_shown() -> None:
    shown = may_be_shown(cells_of([Answer("helped", ("faith",))] * 5 + [Answer("worse")]))

    assert shown.everybody == Told(5, 5, 0, 0)
    assert shown.by_situation == {}


@given(answers)
def test_nothing_shown_stands_for_fewer_than_five_nor_leaves_fewer(given_answers: list[Answer]) -> None:
    shown = may_be_shown(cells_of(given_answers))

    assert (shown.everybody is not None) == (len(given_answers) >= FEWEST)
    for told in shown.by_situation.values():
        assert shown.everybody is not None
        assert told.all >= FEWEST
    for told in filter(None, (shown.everybody, *shown.by_situation.values())):
        assert {told.all, told.helped, told.did_not, told.worse} <= {0, *STEPS}


def test_the_sixth_answer_cannot_be_read_by_subtraction() -> None:
    five = [Answer("helped")] * 5

    before = may_be_shown(cells_of(five))
    assert all(may_be_shown(cells_of([*five, Answer(one)])) == before for one in OUTCOMES)


def by_outcome(given_answers: list[Answer]) -> dict[str, int]:
    return {one: sum(answer.outcome == one for answer in given_answers) for one in OUTCOMES}


outcomes = some.lists(some.builds(Answer, some.sampled_from(OUTCOMES)), max_size=15)


@given(outcomes, outcomes, some.sampled_from(OUTCOMES), some.sampled_from((None, *OUTCOMES)))
def test_whoever_knows_their_own_answer_never_reads_one_other_from_two_views(
    seen: list[Answer], others: list[Answer], mine: str, changed: str | None
) -> None:
    """Told, changed or taken back: with mine, at least two other people's answers lie between two views."""
    before = renewed({}, by_outcome([*seen, Answer(mine)]))
    mine_now = [Answer(changed)] if changed else []
    for between in ([*seen], [*seen, *others[:1]], [*seen[1:]], [*seen[1:], *others[:1]]):
        assert renewed(before, by_outcome([*between, *mine_now])) == before or not sum(before.values())


def test_shown_counts_follow_when_enough_people_differ_and_go_below_five() -> None:
    six = renewed({}, {"helped": 4, "worse": 2})
    assert six == {"helped": 4, "did_not": 0, "worse": 2}
    assert renewed(six, {"helped": 5, "worse": 3}) == six
    assert renewed(six, {"helped": 3, "worse": 3, "did_not": 1}) == six
    assert renewed(six, {"helped": 6, "worse": 3}) == {"helped": 6, "did_not": 0, "worse": 3}
    assert renewed(six, {"helped": 4}) == six
    assert renewed(six, {"helped": 3}) == dict.fromkeys(OUTCOMES, 0)
    assert renewed({}, {"helped": 4}) == dict.fromkeys(OUTCOMES, 0)


@given(answers, some.randoms())
def test_order_does_not_matter(given_answers: list[Answer], chance: object) -> None:
    mixed = cells_of(given_answers)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert may_be_shown(mixed) == may_be_shown(cells_of(given_answers))
