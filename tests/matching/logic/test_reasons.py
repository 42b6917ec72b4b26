"""Reasons tell nothing that the other side did not let be seen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from muruna.matching.logic.needs import HowMuch, Lived, Request, Supporter, Wish
from muruna.matching.logic.policy import propose
from muruna.matching.logic.reasons import Reason, Why, reasons_for_member, reasons_for_supporter
from tests.matching.logic.people import (
    BRIEF,
    NOW,
    OPEN_RULES,
    a_request,
    a_supporter,
    hidden,
    requests,
    supporters,
    told,
)

Tell = Callable[[Request, Supporter], tuple[Reason, ...]]


def test_reasons_for_member_in_order_of_what_matters() -> None:
    request = a_request(
        wishes=(Wish("asylum"), Wish("grief", HowMuch.A_LOT), Wish("racism")),
        prefer=frozenset({"rural"}),
        circumstances=hidden("studying", "with-family"),
    )
    supporter = a_supporter(
        experiences=(*told("asylum", "grief", "rural"), *hidden("racism")), circumstances=told("studying")
    )

    assert reasons_for_member(request, supporter) == (
        Reason(Why.LIVED_WHAT_MATTERS, "grief"),
        Reason(Why.LIVED_WHAT_MATTERS, "asylum"),
        Reason(Why.LIVED_WHAT_YOU_PREFER, "rural"),
        Reason(Why.SHARES_CIRCUMSTANCE, "studying"),
        Reason(Why.SPEAKS_YOUR_LANGUAGE, "en"),
    )


def test_reasons_for_supporter_name_only_what_the_member_shares() -> None:
    request = a_request(wishes=(Wish("asylum", match_may_see=True), Wish("grief")))
    supporter = a_supporter(experiences=hidden("asylum", "grief"))

    assert reasons_for_supporter(request, supporter) == (
        Reason(Why.LIVED_WHAT_MATTERS, "asylum"),
        Reason(Why.SPEAKS_YOUR_LANGUAGE, "en"),
    )


def bare_supporter(supporter: Supporter) -> Supporter:
    """The supporter as somebody sees them from whom everything hidden is cut away."""
    return replace(
        supporter,
        experiences=tuple(each for each in supporter.experiences if each.match_may_see),
        circumstances=tuple(each for each in supporter.circumstances if each.match_may_see),
    )


def assert_member_learns_nothing_hidden(tell: Tell, request: Request, supporter: Supporter) -> None:
    """Hidden things may change neither the reasons nor their order."""
    assert tell(request, supporter) == tell(request, bare_supporter(supporter))


@BRIEF
@given(requests(0), supporters(0))
def test_member_learns_nothing_hidden(request_: Request, supporter: Supporter) -> None:
    assert_member_learns_nothing_hidden(reasons_for_member, request_, supporter)


@BRIEF
@given(requests(0), supporters(0))
def test_supporter_learns_nothing_hidden(request_: Request, supporter: Supporter) -> None:
    bare = replace(
        request_,
        # How much it matters is not shared either: a flat weight must give the same reasons, same order.
        wishes=tuple(
            Wish(each.experience, match_may_see=True) for each in request_.wishes if each.match_may_see
        ),
        circumstances=tuple(each for each in request_.circumstances if each.match_may_see),
        prefer=frozenset(),
        avoid=frozenset(),
    )

    assert reasons_for_supporter(request_, supporter) == reasons_for_supporter(bare, supporter)


def leaks_hidden(request: Request, supporter: Supporter) -> tuple[Reason, ...]:
    """Planted fault: tells whatever the matcher used."""
    shared = sorted({wish.experience for wish in request.wishes} & supporter.usable)
    return tuple(Reason(Why.LIVED_WHAT_MATTERS, each) for each in shared)


def leaks_by_order(request: Request, supporter: Supporter) -> tuple[Reason, ...]:
    """Planted fault: right reasons, turned round when something hidden is shared too."""
    right = reasons_for_member(request, supporter)
    secret = any(not each.match_may_see for each in supporter.experiences)
    return right[::-1] if secret else right


@pytest.mark.parametrize("fault", [leaks_hidden, leaks_by_order])
def test_a_planted_leak_is_caught(fault: Tell) -> None:
    request = a_request(wishes=(Wish("asylum"), Wish("grief")))
    supporter = a_supporter(experiences=(*told("asylum"), *hidden("grief")))

    with pytest.raises(AssertionError):
        assert_member_learns_nothing_hidden(fault, request, supporter)


@BRIEF
@given(requests(0), supporters(0), supporters(1), supporters(2))
def test_order_of_proposals_is_made_of_visible_things(
    request_: Request, first: Supporter, second: Supporter, third: Supporter
) -> None:
    able = [first, second, third]

    told_now = propose(request_, able, OPEN_RULES, NOW)

    assert list(told_now) == sorted(told_now, key=lambda each: (-len(each.reasons), each.supporter))


def test_hidden_experience_does_not_move_a_proposal_up() -> None:
    request = a_request(wishes=(Wish("asylum"),))
    plain, secret = a_supporter(id="p1"), a_supporter(id="p2", experiences=hidden("asylum"))

    order = [each.supporter for each in propose(request, [secret, plain], OPEN_RULES, NOW)]

    assert order == ["p1", "p2"]


def test_seen_but_not_for_the_matcher_is_no_reason() -> None:
    request = a_request(wishes=(Wish("asylum"),))
    supporter = a_supporter(experiences=(Lived("asylum", matcher_may_use=False, match_may_see=True),))

    assert reasons_for_member(request, supporter) == (Reason(Why.SPEAKS_YOUR_LANGUAGE, "en"),)
