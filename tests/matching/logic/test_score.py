"""How well two people fit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from muruna.matching.logic.needs import HowMuch, Lived, Request, Supporter, Wish
from muruna.matching.logic.score import Pool, Weights, fit, overlap, value, waiting_age
from tests.matching.logic.people import (
    BRIEF,
    NOW,
    a_request,
    a_supporter,
    hidden,
    many_supporters,
    requests,
    supporters,
    told,
)

PLAIN = Weights(rarity=0.0)


def test_fit_by_hand_with_weights() -> None:
    request = a_request(wishes=(Wish("asylum", HowMuch.A_LOT), Wish("grief", HowMuch.A_LITTLE)))
    supporter = a_supporter(experiences=told("asylum", "rural"))

    # shared 2; union 2 + 0.5 + 1 (what only the supporter lived weighs 1)
    assert fit(request, supporter, Pool.of([supporter]), PLAIN) == pytest.approx(2 / 3.5)


def test_fit_without_rarity_is_plain_overlap() -> None:
    request = a_request(wishes=(Wish("asylum"), Wish("grief")))
    supporter = a_supporter(experiences=told("asylum", "rural", "racism"))

    found = fit(request, supporter, Pool.of([supporter]), PLAIN)

    assert (
        found
        == pytest.approx(overlap(frozenset({"asylum", "grief"}), supporter.usable))
        == pytest.approx(1 / 4)
    )


def test_rare_experience_counts_for_more() -> None:
    rare, common = a_supporter(experiences=told("asylum")), a_supporter(id="p2", experiences=told("grief"))
    pool = Pool.of([rare, common, *(replace(common, id=f"p{each}") for each in range(3, 9))])
    request = a_request(wishes=(Wish("asylum"), Wish("grief")))

    assert fit(request, rare, pool) > fit(request, common, pool)


def test_what_the_matcher_may_not_use_counts_for_nothing() -> None:
    request = a_request(wishes=(Wish("asylum"),), prefer=frozenset({"asylum"}))
    closed = a_supporter(experiences=(Lived("asylum", matcher_may_use=False, match_may_see=True),))

    assert fit(request, closed, Pool.of([closed])) == 0.0
    assert fit(request, a_supporter(experiences=hidden("asylum")), Pool.of([closed])) > 0.5


def test_preferred_language_comes_first() -> None:
    request = a_request(languages=("ar", "en"))
    arabic, english = a_supporter(languages=frozenset({"ar"})), a_supporter(languages=frozenset({"en"}))
    pool = Pool.of([arabic, english])

    assert fit(request, arabic, pool) == 1.0
    assert fit(request, english, pool) == 0.5


def test_scarce_language_is_protected_only_from_those_who_do_not_need_it() -> None:
    both, english = a_supporter(languages=frozenset({"en", "ar"})), a_supporter(id="p2")
    free = Pool.of([both, english])

    assert value(a_request(), english, free, free, NOW) > value(a_request(), both, free, free, NOW)
    arabic = a_request(languages=("ar", "en"))
    assert value(arabic, both, free, free, NOW) > value(arabic, english, free, free, NOW)


@pytest.mark.parametrize(
    ("days", "waited", "age"),
    [
        (None, timedelta(minutes=15), 0.5),
        (None, timedelta(days=9), 1.0),
        (4, timedelta(days=1), 0.25),
        (None, timedelta(minutes=-5), 0.0),
    ],
)
def test_waiting_age_is_a_share_capped_at_one(days: int | None, waited: timedelta, age: float) -> None:
    assert waiting_age(a_request(days=days, waiting_since=NOW - waited), NOW) == age


@BRIEF
@given(requests(0), supporters(0), many_supporters())
def test_value_is_in_unit_interval_and_grows_with_waiting(
    request_: Request, supporter: Supporter, others: list[Supporter]
) -> None:
    pool = Pool.of([supporter, *others])

    found = value(request_, supporter, pool, pool, NOW)

    assert 0 <= found <= 1
    longer = replace(request_, waiting_since=request_.waiting_since - timedelta(minutes=10))
    assert value(longer, supporter, pool, pool, NOW) >= found
    assert value(request_.without("somebody"), supporter, pool, pool, NOW) == found
