"""What is compiled once answers like what Django builds anew, for everyone, everywhere and every day."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db.models import QuerySet
from django_scopes.exceptions import ScopeError

from muruna.access import CHAPTERS, Action, Actor, constitution, find, may, visible
from muruna.access.matrix import actions_of
from muruna.accounts.models import Opening, Person
from muruna.conversations.models import Conversation
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.prepared import prepared
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.models import Membership
from tests.access.things import live_a_while
from tests.access.world import World

pytestmark = pytest.mark.django_db


@prepared
def everybody(state: str) -> QuerySet[Membership]:
    return Membership.objects.filter(state=state).order_by("pk")


@prepared
def of_today(person: Person) -> QuerySet[Opening]:
    return Opening.objects.filter(person=person, visible_from__lte=today())


@prepared
def looking_into(actor: Actor) -> QuerySet[Membership]:
    if actor.membership.age_band == "18-24":
        return Membership.objects.all()
    return Membership.objects.none()


@prepared
def comparing(actor: Actor, person: Any) -> QuerySet[Person]:
    return Person.objects.all() if actor.person == person else Person.objects.none()


@prepared
def asking_at_once(person: Person) -> QuerySet[Person]:
    return Person.objects.filter(
        pk__in=list(Person.objects.filter(pk=person.pk).values_list("pk", flat=True))
    )


def is_compiled(query: Any) -> bool:
    return any(plan is not None for plan in query._plans.values())


def test_a_plan_made_in_one_space_reaches_no_row_of_another(world: World) -> None:
    for letter in ("A", "B", "A"):
        with in_space(world.spaces[letter]):
            plain = list(Membership.objects.filter(state="active").order_by("pk"))
            assert everybody("active") == plain != []
            assert {one.space_id for one in plain} == {world.spaces[letter].pk}
    assert is_compiled(everybody)
    with across_spaces("all of them"):
        assert everybody("active") == list(Membership.objects.filter(state="active").order_by("pk"))
    with pytest.raises(ScopeError):
        everybody("active")


def test_a_plan_of_one_person_is_not_another_ones(world: World) -> None:
    space = world.spaces["A"]
    live_a_while(world)
    with in_space(space):
        answers = {}
        for kind, someone in world.people.items():
            if "A" in someone.memberships:
                actor = someone.actor(space)
                seen = set(visible(actor, Action.CONVERSATION_SEE, Conversation))
                answers[kind] = frozenset(one.pk for one in seen)
                for one in Conversation.objects.all():
                    assert may(actor, Action.CONVERSATION_SEE, one) == (one in seen)
        assert len(set(answers.values())) > 1
    assert is_compiled(constitution._ids)


def test_a_day_is_never_frozen_into_a_plan(world: World) -> None:
    person = world.people["member"].person
    opening = Opening.objects.create(
        person=person,
        visible_from=today() + dt.timedelta(days=1),
        looker_id=uuid.uuid4(),
        thing_id=uuid.uuid4(),
    )
    assert of_today(person) == []
    with stopped_at(now() + dt.timedelta(days=1)):
        assert of_today(person) == [opening]
    assert not is_compiled(of_today)


def test_who_looks_into_a_value_gets_a_query_of_its_own_each_time(world: World) -> None:
    space = world.spaces["A"]
    with in_space(space):
        actor = world.people["member"].actor(space)
        for band, expected in (("18-24", True), ("25-34", False), ("18-24", True)):
            actor.membership.age_band = band
            assert bool(looking_into(actor)) == expected
    someone, other = (world.people[kind].person for kind in ("member", "supporter"))
    assert comparing(actor, someone)
    assert not comparing(actor, other)
    assert [*asking_at_once(someone), *asking_at_once(other)] == [someone, other]
    assert not any(map(is_compiled, (looking_into, comparing, asking_at_once)))


def test_the_checks_of_every_page_are_compiled(world: World) -> None:
    space = world.spaces["A"]
    unfit = set()
    constitution._ids._plans.clear()
    with in_space(space):
        for kind in ("member", "supporter", "supervisor", "coordinator", "steward", "lead"):
            actor = world.people[kind].actor(space)
            for model, chapter in CHAPTERS.items():
                for action in actions_of(chapter):
                    nobody = 0 if "Auto" in model._meta.pk.get_internal_type() else uuid.uuid4()
                    constitution._ids(actor, nobody, action=action, model=model)
                    if list(constitution._ids._plans.values())[-1] is None and chapter.relations:
                        seen = visible(actor, action, model)
                        if not seen.query.is_empty():
                            unfit.add(model.__name__)
    assert not unfit & {"Conversation", "Request", "Case", "Membership", "Space"}
    assert "Opening" in unfit  # its relation asks for the day


def test_an_id_that_is_none_finds_nothing(world: World) -> None:
    space = world.spaces["A"]
    with in_space(space):
        actor = world.people["member"].actor(space)
        for nonsense in ("", "x", 7, None, "0" * 31):
            with pytest.raises(constitution.NotFound):
                find(actor, Action.CONVERSATION_SEE, Conversation, nonsense)
