"""Who is proposed, served and paired: properties over random instances, and worked examples."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.matching.logic.filters import is_edge
from muruna.matching.logic.needs import AgeBand, HowMuch, Load, Request, Supporter, Wish
from muruna.matching.logic.policy import (
    Pair,
    assign_batch,
    propose,
    serve_fcfs,
    serve_greedy,
    serve_live,
)
from muruna.matching.logic.score import Pool, value
from tests.matching.logic.people import (
    BRIEF,
    NOW,
    OPEN_RULES,
    a_request,
    a_supporter,
    many_requests,
    many_supporters,
    random_request,
    random_supporter,
    requests,
    told,
)


def all_policies(asking: list[Request], able: list[Supporter]) -> dict[str, tuple[Pair, ...]]:
    """What each policy makes of one instance."""
    return {
        "muruna": serve_live(asking, able, NOW, rules=OPEN_RULES),
        "batch": assign_batch(asking, able, NOW, rules=OPEN_RULES),
        "fcfs": serve_fcfs(asking, able, NOW, rules=OPEN_RULES, chance=Random(1)),  # noqa: S311
        "greedy": serve_greedy(asking, able, NOW, rules=OPEN_RULES),
    }


def assert_pairs_are_allowed(pairs: tuple[Pair, ...], asking: list[Request], able: list[Supporter]) -> None:
    """Each pair is an edge, each request at most once, each supporter within the seats left."""
    request_by, supporter_by = {each.id: each for each in asking}, {each.id: each for each in able}
    for pair in pairs:
        assert is_edge(request_by[pair.request], supporter_by[pair.supporter], OPEN_RULES, NOW)
    taken = [pair.request for pair in pairs]
    assert len(taken) == len(set(taken))
    for supporter in able:
        assert sum(pair.supporter == supporter.id for pair in pairs) <= supporter.seats


@BRIEF
@given(many_requests(), many_supporters())
def test_every_policy_pairs_only_edges_within_limits(asking: list[Request], able: list[Supporter]) -> None:
    for pairs in all_policies(asking, able).values():
        assert_pairs_are_allowed(pairs, asking, able)


def test_random_instances_have_pairs_to_look_at() -> None:
    chance = Random(1)  # noqa: S311
    edges = [
        is_edge(random_request(0, chance), random_supporter(1, chance), OPEN_RULES, NOW)
        for _each in range(1000)
    ]

    assert 0.1 < sum(edges) / 1000 < 0.9


def test_a_planted_forbidden_pair_is_caught() -> None:
    blocked = a_supporter(blocks=frozenset({"member"}))

    with pytest.raises(AssertionError):
        assert_pairs_are_allowed((Pair("r1", "p1"),), [a_request()], [blocked])


@BRIEF
@given(many_requests(), many_supporters(least=1))
def test_adding_a_supporter_never_lowers_the_number_paired(
    asking: list[Request], able: list[Supporter]
) -> None:
    fewer = assign_batch(asking, able[:-1], NOW, rules=OPEN_RULES)
    more = assign_batch(asking, able, NOW, rules=OPEN_RULES)

    assert len(more) >= len(fewer)


@BRIEF
@given(many_requests(), many_supporters(), st.randoms(use_true_random=False))
def test_order_of_lists_changes_nothing(asking: list[Request], able: list[Supporter], chance: Random) -> None:
    before = all_policies(asking, able)
    mixed_asking, mixed_able = asking[:], able[:]
    chance.shuffle(mixed_asking)
    chance.shuffle(mixed_able)

    assert all_policies(mixed_asking, mixed_able) == before


@BRIEF
@given(many_requests(), many_supporters())
def test_new_ids_change_nothing_but_ties(asking: list[Request], able: list[Supporter]) -> None:
    # Turned round, so that every tie is broken the other way.
    new = {f"p{each}": f"q{9 - each}" for each in range(5)} | {
        f"r{each}": f"m{9 - each}" for each in range(5)
    }

    def renamed(ids: frozenset[str]) -> frozenset[str]:
        return frozenset(new[each] for each in ids)

    other_asking = [
        replace(
            each,
            id=new[each.id],
            persona=new[each.persona],
            not_these=renamed(each.not_these),
            declined=renamed(each.declined),
        )
        for each in asking
    ]
    other_able = [replace(each, id=new[each.id], blocks=renamed(each.blocks)) for each in able]

    before = assign_batch(asking, able, NOW, rules=OPEN_RULES)
    after = assign_batch(other_asking, other_able, NOW, rules=OPEN_RULES)

    assert len(before) == len(after)
    assert total(after, other_asking, other_able) == pytest.approx(total(before, asking, able))


def total(pairs: tuple[Pair, ...], asking: list[Request], able: list[Supporter]) -> float:
    """Sum of values of the pairs, as batch mode counts them."""
    request_by, supporter_by = {each.id: each for each in asking}, {each.id: each for each in able}
    pool, free = Pool.of(able), Pool.of(each for each in able if each.seats)
    return sum(
        value(request_by[each.request], supporter_by[each.supporter], pool, free, NOW) for each in pairs
    )


@BRIEF
@given(many_requests(), many_supporters())
def test_batch_is_the_best_of_all_ways(asking: list[Request], able: list[Supporter]) -> None:
    asking, able = asking[:3], able[:3]
    singles = [replace(each, load=Load(2), in_probation=False) for each in able]  # at most one seat each
    found = assign_batch(asking, singles, NOW, rules=OPEN_RULES)

    best = (0, 0.0)
    places: list[Supporter | None] = [*singles, *[None] * len(asking)]
    for choice in set(permutations(range(len(places)), len(asking))):
        drawn = [(request, places[index]) for request, index in zip(asking, choice, strict=True)]
        pairs = tuple(Pair(request.id, each.id) for request, each in drawn if each is not None)
        allowed = all(
            each.seats and is_edge(request, each, OPEN_RULES, NOW)
            for request, each in drawn
            if each is not None
        )
        if allowed:
            best = max(best, (len(pairs), total(pairs, asking, singles)))

    assert len(found) == best[0]
    assert total(found, asking, singles) == pytest.approx(best[1])


@BRIEF
@given(requests(0), many_supporters())
def test_proposals_are_at_most_three_edges_never_twice(request_: Request, able: list[Supporter]) -> None:
    found = propose(request_, able, OPEN_RULES, NOW, most=99)

    edges = {each.id for each in able if is_edge(request_, each, OPEN_RULES, NOW)}
    assert len(found) == min(3, len(edges))
    assert len({each.supporter for each in found} & edges) == len(found)
    assert not {each.supporter for each in found} & (request_.not_these | request_.declined)


@BRIEF
@given(requests(0), many_supporters(least=1))
def test_declining_brings_the_next_and_costs_no_place(request_: Request, able: list[Supporter]) -> None:
    for proposal in propose(request_, able, OPEN_RULES, NOW):
        after = request_.without(proposal.supporter)

        assert after.waiting_since == request_.waiting_since
        assert proposal.supporter not in {each.supporter for each in propose(after, able, OPEN_RULES, NOW)}


def test_proposals_leave_out_the_worst_fit() -> None:
    request = a_request(wishes=(Wish("asylum", HowMuch.A_LOT), Wish("grief")))
    able = [
        a_supporter(id="p1"),
        a_supporter(id="p2", experiences=told("asylum", "grief")),
        a_supporter(id="p3", experiences=told("grief")),
        a_supporter(id="p4", experiences=told("asylum")),
    ]

    found = propose(request, able, OPEN_RULES, NOW)

    assert [each.supporter for each in found] == ["p2", "p3", "p4"]
    assert max(found, key=lambda each: each.value).supporter == "p2"


def test_batch_serves_the_one_with_fewest_choices() -> None:
    arabic = a_request(id="r1", persona="a", languages=("ar",), days=2)
    english = a_request(id="r2", persona="b", languages=("en",), days=2, wishes=(Wish("asylum"),))
    both = a_supporter(id="p1", languages=frozenset({"ar", "en"}), experiences=told("asylum"), load=Load(2))
    plain = a_supporter(id="p2", load=Load(2))

    found = assign_batch([arabic, english], [both, plain], NOW, rules=OPEN_RULES)

    assert set(found) == {Pair("r1", "p1"), Pair("r2", "p2")}


def test_batch_uses_every_seat_and_no_more() -> None:
    asking = [a_request(id=f"r{each}", persona=f"m{each}", days=2) for each in range(5)]

    assert len(assign_batch(asking, [a_supporter()], NOW, rules=OPEN_RULES)) == 3
    assert len(assign_batch(asking, [a_supporter(in_probation=True)], NOW, rules=OPEN_RULES)) == 1
    assert assign_batch(asking, [a_supporter(right_valid_until=None)], NOW, rules=OPEN_RULES) == ()


def test_batch_leaves_out_whom_nobody_may_meet() -> None:
    child = a_request(id="r1", persona="a", age_band=AgeBand.FROM_13, days=1)
    adult = a_request(id="r2", persona="b", days=1)

    assert assign_batch([child, adult], [a_supporter()], NOW, rules=OPEN_RULES) == (Pair("r2", "p1"),)


def test_live_serves_the_longest_waiting_among_equals() -> None:
    early = a_request(id="r2", persona="a", waiting_since=NOW - timedelta(minutes=9))
    late = a_request(id="r1", persona="b")

    assert serve_live([late, early], [a_supporter()], NOW, rules=OPEN_RULES) == (Pair("r2", "p1"),)
    # Waited equally: by id.
    same = replace(late, waiting_since=early.waiting_since)
    assert serve_live([early, same], [a_supporter()], NOW, rules=OPEN_RULES) == (Pair("r1", "p1"),)


def test_live_leaves_the_scarce_supporter_for_the_next() -> None:
    both = a_supporter(id="p1", languages=frozenset({"en", "ar"}))
    plain = a_supporter(id="p2")

    assert serve_live([a_request()], [both, plain], NOW, rules=OPEN_RULES) == (Pair("r1", "p2"),)
    # With fallback: alone, the scarce one is not kept back.
    assert serve_live([a_request()], [both], NOW, rules=OPEN_RULES) == (Pair("r1", "p1"),)
