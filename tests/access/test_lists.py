"""Proofs 1 and 4 on real rows: the list, the single check and the pure rule say the same of every thing."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q

from muruna.access import (
    CHAPTERS,
    Actor,
    Grant,
    NotFound,
    Relation,
    Unregistered,
    decide,
    find,
    may,
    relations_of,
    require,
    visible,
)
from muruna.access.constitution import Chapter
from muruna.access.matrix import actions_of, label_of, states_of
from muruna.accounts.models import KeptItem
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.models import Membership
from tests.access import generated
from tests.access.things import live_a_while
from tests.access.world import Someone, World

pytestmark = pytest.mark.django_db  # each test's own writes are undone after it
ASKED_ONE_BY_ONE = {
    *(
        f"{kind} in A"
        for kind in ("member", "supporter", "supervisor", "coordinator", "steward", "lead", "named")
    ),
    "foreigner in B",
    "suspended outside",
    "signed_out outside",
}
SAMPLE = 1  # things of each list that are also asked one by one


@pytest.fixture(scope="module")
def full(world: World) -> dict[Any, int]:
    """The world with rows of every model in it."""
    live_a_while(world)
    return generated.fill(world)


def situations(world: World) -> Iterator[tuple[str, Actor, Any]]:
    """Everybody on a page of each space they belong to, and on a page outside any: name, actor, scope."""
    for kind, someone in world.people.items():
        yield (
            f"{kind} outside",
            someone.actor(None),
            lambda: across_spaces("as a list over all spaces would see"),
        )
        for letter, space in world.spaces.items():
            if letter in someone.memberships:
                with in_space(space):
                    actor = someone.actor(space)
                yield f"{kind} in {letter}", actor, lambda space=space: in_space(space)


def relations_in_bulk(chapter: Chapter, actor: Actor) -> dict[Any, set[Relation]]:
    """What `relations_of` says of each thing in scope, asked relation by relation."""
    held: dict[Any, set[Relation]] = {
        pk: set() for pk in chapter.model._default_manager.values_list("pk", flat=True)
    }
    for relation, query in chapter.relations.items():
        condition = query(actor)
        if condition is not None:
            for pk in chapter.model._default_manager.filter(condition).values_list("pk", flat=True):
                held[pk].add(relation)
    return held


def disagreements(chapter: Chapter, actor: Actor) -> list[str]:
    """Things that the list of an action shows and the pure rule would not, or the other way round."""
    held = relations_in_bulk(chapter, actor)
    states = {thing.pk: chapter.state_of(thing) for thing in chapter.model._default_manager.all()}
    found = []
    for action in actions_of(chapter):
        by_rule = {pk for pk in held if decide(action, frozenset(held[pk]), states[pk], chapter.grants)}
        listed = set(visible(actor, action, chapter.model).values_list("pk", flat=True))
        found += [f"{label_of(chapter.model)} {action} {pk}" for pk in by_rule ^ listed]
    return found


def test_every_model_and_every_state_has_things_in_the_world(world: World, full: dict[Any, int]) -> None:
    with across_spaces("counting"):
        for model, chapter in CHAPTERS.items():
            assert full[model] >= 2, f"no things of {label_of(model)} to try"
            if chapter.state_field and model is not Membership:
                there = set(model._default_manager.values_list(chapter.state_field, flat=True))
                assert set(states_of(chapter)) <= there, label_of(model)


def test_every_relation_of_every_model_is_held_by_somebody(world: World, full: dict[Any, int]) -> None:
    """A relation that nobody in the world holds would be proven by nothing."""
    held: set[tuple[Any, Relation]] = set()
    for _name, actor, scope in situations(world):
        with scope():
            for model, chapter in CHAPTERS.items():
                held |= {(model, r) for rs in relations_in_bulk(chapter, actor).values() for r in rs}
    missing = [f"{label_of(m)} {r}" for m, c in CHAPTERS.items() for r in c.relations if (m, r) not in held]
    assert missing == []


def test_list_and_pure_rule_agree_for_every_actor_action_and_thing(
    world: World, full: dict[Any, int]
) -> None:
    found = []
    for name, actor, scope in situations(world):
        with scope():
            for chapter in CHAPTERS.values():
                found += [f"{name}: {one}" for one in disagreements(chapter, actor)]
    assert found == []


def test_list_and_single_check_agree(world: World, full: dict[Any, int]) -> None:
    asked = 0
    for name, actor, scope in situations(world):
        if name not in ASKED_ONE_BY_ONE:
            continue
        with scope():
            for model, chapter in CHAPTERS.items():
                for action in actions_of(chapter):
                    listed = visible(actor, action, model)  # type: ignore[arg-type]
                    inside = list(listed[:SAMPLE])
                    outside = list(model._default_manager.exclude(pk__in=listed.values("pk"))[:SAMPLE])
                    for thing in inside:
                        assert may(actor, action, thing)  # type: ignore[arg-type]
                        assert find(actor, action, model, thing.pk) == thing  # type: ignore[arg-type]
                    for thing in outside:
                        assert not may(actor, action, thing)  # type: ignore[arg-type]
                        with pytest.raises(NotFound):
                            require(actor, action, thing)  # type: ignore[arg-type]
                    asked += len(inside) + len(outside)
    assert asked > 300


def test_relations_one_by_one_are_those_in_bulk(world: World, full: dict[Any, int]) -> None:
    for kind in ("member", "supporter", "lead"):
        with in_space(world.spaces["A"]):
            actor = world.people[kind].actor(world.spaces["A"])
            for model, chapter in CHAPTERS.items():
                held = relations_in_bulk(chapter, actor)
                for thing in model._default_manager.all()[:4]:
                    assert relations_of(actor, thing) == held[thing.pk]


def test_an_invented_verb_raises_for_lists_and_checks(world: World, full: dict[Any, int]) -> None:
    actor = world.people["steward"].account
    with across_spaces("any"):
        for model in CHAPTERS:
            with pytest.raises(Unregistered):
                visible(actor, "dance.tango", model)  # type: ignore[arg-type]
            with pytest.raises(Unregistered):
                may(actor, "dance.tango", model._default_manager.first())  # type: ignore[arg-type]


def strays(world: World, chapter: Chapter, someone: Someone, letter: str) -> list[str]:
    """Things of another space that somebody reaches from a page of `letter`, were its scope to fail.

    Their own rows are not strays: a person may know all their personas and what hangs on them.
    """
    if not any(field.name == "space" for field in chapter.model._meta.concrete_fields):
        return []
    space = world.spaces[letter]
    with in_space(space):
        actor = someone.actor(space)
    found = []
    with across_spaces("the scope is taken away, to see whether the relations alone hold"):
        for action in actions_of(chapter):
            for thing in visible(actor, action, chapter.model).exclude(space=space):  # type: ignore[arg-type]
                if getattr(thing, "person_id", None) != (someone.person and someone.person.pk):
                    found.append(f"{someone.kind} in {letter}: {label_of(chapter.model)} {action} {thing.pk}")
    return found


def test_relations_hold_even_without_the_space_s_scope(world: World, full: dict[Any, int]) -> None:
    found = [
        stray
        for someone in world.people.values()
        for letter in someone.memberships
        for chapter in CHAPTERS.values()
        for stray in strays(world, chapter, someone, letter)
    ]
    assert found == []


def test_whoever_left_is_suspended_or_waits_reaches_no_more_than_their_own(
    world: World, full: dict[Any, int]
) -> None:
    """Their own account and persona, and nothing that belongs to anybody else."""
    for kind in ("left", "suspended", "asked", "newcomer", "signed_out"):
        someone = world.people[kind]
        mine = someone.person.pk if someone.person else None
        with across_spaces("everything there is"):
            for model, chapter in CHAPTERS.items():
                for action in actions_of(chapter):
                    for thing in visible(someone.account, action, model):  # type: ignore[arg-type]
                        owners = {
                            thing.pk,
                            getattr(thing, "person_id", None),
                            getattr(thing, "blocker_id", None),
                        }
                        assert mine in owners, f"{kind}: {label_of(model)} {action}"


# Planted faults.
def test_a_relation_that_forgets_the_space_is_found(world: World, full: dict[Any, int]) -> None:
    chapter = CHAPTERS[Membership]
    careless = replace(
        chapter,
        relations=chapter.relations | {Relation.COORDINATOR: lambda a: Q() if a.has("coordinator") else None},
    )
    with _instead(careless):
        assert strays(world, careless, world.people["coordinator"], "A")


def test_a_rule_and_a_list_that_differ_are_found(world: World, full: dict[Any, int]) -> None:
    """The list reads the true chapter; the rule reads one with a grant more."""
    chapter = CHAPTERS[KeptItem]
    looser = replace(
        chapter,
        relations=chapter.relations | {Relation.MEMBER: lambda a: Q()},
        grants=tuple(Grant(g.action, {Relation.OWNER, Relation.MEMBER}) for g in chapter.grants),
    )
    with across_spaces("any"):
        assert disagreements(looser, world.people["member"].account)
        assert not disagreements(chapter, world.people["member"].account)


def _instead(chapter: Chapter) -> Any:
    patch = pytest.MonkeyPatch()
    patch.setitem(CHAPTERS, chapter.model, chapter)
    return _Undo(patch)


class _Undo(nullcontext[None]):
    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.patch = patch

    def __exit__(self, *error: object) -> None:
        self.patch.undo()
