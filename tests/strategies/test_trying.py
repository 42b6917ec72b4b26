"""How it went: one's own words are sealed, the counts are right and say nothing of who."""

import json
from typing import Any

import pytest
from django.db import transaction

from muruna.access import NotFound
from muruna.accounts.belongings import exports, forgets
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.strategies import queries
from muruna.strategies.actions.trying import renew_counts, take_back, tell_how_it_went
from muruna.strategies.events import let_go_of_departed
from muruna.strategies.library import library
from muruna.strategies.logic.tallies import Told
from muruna.strategies.models import Tried, TriedCount
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World, open_space, somebody

CANARY = "kanarienvogel-tried-7f3a"


@pytest.fixture
def way() -> str:
    return next(iter(library()))


def tell(who: Somebody, way: str, outcome: str = "helped", *situations: str, words: str = "") -> Tried:
    return tell_how_it_went(
        actor=who.actor, strategy=way, outcome=outcome, situations=situations, words=words
    )


def counts() -> dict[tuple[str, str], int]:
    rows = TriedCount.objects.filter(count__gt=0).values_list("outcome", "situation", "count")
    return {(outcome, situation): count for outcome, situation, count in rows}


def test_telling_again_replaces_and_taking_back_leaves_nothing(world: World, way: str) -> None:
    tell(world.member, way, "helped", "faith", words="first")
    row = tell(world.member, way, "worse", words="second")

    assert counts() == {("worse", ""): 1}
    assert [one.words for one in queries.my_tries(world.member.actor)] == ["second"]
    take_back(actor=world.member.actor, tried_id=row.pk)
    assert counts() == {}
    assert queries.my_tries(world.member.actor) == []


def test_five_people_make_it_visible_and_only_in_their_space(world: World, way: str) -> None:
    people = [world.member, world.supporter, world.second, world.stranger]
    for one in people:
        tell(one, way)
    renew_counts()
    assert queries.how_it_went(way).everybody is None

    tell(world.lead, way, "did_not")
    assert queries.how_it_went(way).everybody is None  # not before the counts are renewed
    renew_counts()

    shown = queries.how_it_went(way).everybody
    assert shown is not None
    assert (shown.all, shown.helped, shown.did_not) == (5, 0, 0)
    with in_space(open_space("online")):
        assert queries.how_it_went(way).everybody is None


def test_one_more_answer_changes_nothing_that_others_see(world: World, way: str) -> None:
    """The tenth answer would turn "at least 5" into "at least 10", and tell what somebody answered."""
    people = [somebody(world.space, f"N{number}") for number in range(12)]
    for one in people[:9]:
        tell(one, way, "helped", "faith")
    renew_counts()
    before = queries.how_it_went(way)
    assert before.everybody == Told(5, 5, 0, 0)

    tell(people[9], way, "helped", "faith")
    tell(people[10], way, "helped", "faith")
    renew_counts()
    assert queries.how_it_went(way) == before

    tell(people[11], way, "helped", "faith")
    assert queries.how_it_went(way) == before
    renew_counts()
    assert queries.how_it_went(way).everybody == Told(10, 10, 0, 0)


def test_nobody_elses_can_be_taken_back_and_unknown_cannot_be_told(world: World, way: str) -> None:
    row = tell(world.member, way)

    for actor in (world.stranger.actor, world.supervisor.actor):
        with pytest.raises(NotFound):
            take_back(actor=actor, tried_id=row.pk)
    with pytest.raises(NotFound):
        tell(world.member, "not-there")
    assert counts() == {("helped", ""): 1}


def test_disk_tells_neither_the_words_nor_which_strategy_nor_who(world: World, way: str) -> None:
    tell(world.member, way, "helped", "faith", words=CANARY)

    row = Tried.objects.get()
    assert way.encode() not in bytes(row.body)
    assert hidden_in(disk(), CANARY) == []
    fields = {field.name for field in TriedCount._meta.fields}
    assert not fields & {"membership", "person", "day", "made_at"}
    assert json.loads(json.dumps(counts_of_person(world.member))) == 1  # and yet it is in their own export


def counts_of_person(who: Somebody) -> int:
    actor: Any = who.actor
    return sum(len(section.rows) for section in exports()["strategies"](actor))


def test_leaving_and_deletion_take_it_along(world: World, way: str) -> None:
    tell(world.member, way, words=CANARY)
    tell(world.stranger, way)

    let_go_of_departed(space=world.space.pk, membership=world.member.membership.pk)
    with transaction.atomic(), across_spaces("test"):
        forgets()["strategies"](world.stranger.person)

    assert Tried.objects.count() == 0
    assert counts() == {("helped", ""): 2}  # nobody can say whose they were


def test_person_of_another_space_cannot_tell(world: World, way: str) -> None:
    elsewhere = open_space("online")
    other = somebody(elsewhere, "Zed")
    with in_space(elsewhere):
        tell(other, way)

    assert counts() == {}
