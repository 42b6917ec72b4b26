"""A block keeps two people apart and tells nobody which names are one person's (ADR 11)."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest

from muruna.access import Action, visible
from muruna.accounts.queries import blocks_of
from muruna.circles import queries
from muruna.circles.actions import leaving, proposing, wall
from muruna.circles.models import Circle, Seat
from muruna.circles.queries.wall import wall as wall_of
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.stories import queries as stories
from muruna.stories.actions.responding import block_writer, reply_to_story
from muruna.stories.models import Story
from tests.circles.people import World, answer, begin, make_world, plan, sit_down
from tests.circles.test_wall import on_duty
from tests.conversations.people import Somebody
from tests.stories.telling import share, tell, write


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = make_world()
    with in_space(made.space):
        on_duty(made)
        sit_down(made, made.noor, "Moon")
        sit_down(made, made.sam, "Reed")
        yield made


def block_seat(world: World, who: Somebody, whom: Somebody) -> None:
    leaving.block_from_seat(actor=who.actor, seat_id=world.seat(whom).pk)


def told(who: Somebody) -> set[uuid.UUID]:
    return {one.story.pk for one in stories.open_all(who.actor, stories.stories_for(who.actor))}


def both(world: World) -> tuple[Somebody, Somebody]:
    return world.noor, world.sam


def test_no_story_vanishes_when_a_seat_is_blocked(world: World) -> None:
    """Noor blocks Reed: were Sam's stories gone, Noor would know that Reed is Sam; and Sam, who Moon is."""
    signed = {who.membership.pk: tell(who, world.coordinator) for who in both(world)}
    nameless = {who.membership.pk: tell(who, world.coordinator, shows_name=False) for who in both(world)}
    below = tell(world.kim, world.coordinator)
    for who in both(world):
        reply_to_story(actor=who.actor, story_id=below.pk, text=f"from {who.membership.name}")
    before = {who.membership.pk: told(who) for who in both(world)}
    said = {who.membership.pk: len(stories.answers_to(who.actor, below)) for who in both(world)}

    block_seat(world, world.noor, world.sam)

    assert {who.membership.pk: told(who) for who in both(world)} == before
    assert {who.membership.pk: len(stories.answers_to(who.actor, below)) for who in both(world)} == said
    for one, other in (both(world), both(world)[::-1]):
        assert {signed[one.membership.pk].pk, nameless[one.membership.pk].pk} <= told(other)


def test_in_the_circle_both_are_hidden_from_each_other(world: World) -> None:
    for who in both(world):
        wall.write_post(actor=who.actor, circle_id=world.circle.pk, text=who.membership.name)
        share(who, write(who), f"circle:{world.circle.pk}")
    hidden = share(world.sam, write(world.sam), f"circle:{world.circle.pk}", shows_name=False)

    block_seat(world, world.noor, world.sam)

    for who in both(world):
        assert [one.post.text for one in wall_of(who.actor, world.circle.pk)] == [who.membership.name]
    in_circle = Story.objects.filter(pk__in=told(world.noor), audience=Story.CIRCLE)
    assert {one.pk for one in in_circle} == {hidden.pk}  # which bears no name, and so tells none


def test_another_circle_stays_as_it_is(world: World) -> None:
    first, second = world.circle, begin(world)
    world.circle = second
    for who, name in ((world.noor, "Star"), (world.sam, "Hill")):
        sit_down(world, who, name)
    for who, name in ((world.noor, "Star"), (world.sam, "Hill")):
        wall.write_post(actor=who.actor, circle_id=second.pk, text=name)
    world.circle = first

    block_seat(world, world.noor, world.sam)

    for who in both(world):
        assert {one.post.text for one in wall_of(who.actor, second.pk)} == {"Star", "Hill"}
        assert {"Star", "Hill"} <= {one.name for one in queries.people_of(who.actor, second)}
    assert "Reed" not in {one.name for one in queries.people_of(world.noor.actor, first)}


def test_a_blocked_persona_stays_in_the_circle_under_its_name(world: World) -> None:
    story = tell(world.sam, world.coordinator)
    wall.write_post(actor=world.sam.actor, circle_id=world.circle.pk, text="by Reed")

    block_writer(actor=world.noor.actor, story_id=story.pk)

    assert story.pk not in told(world.noor)
    assert [one.post.text for one in wall_of(world.noor.actor, world.circle.pk)] == ["by Reed"]


def test_the_list_of_blocks_has_a_line_for_each_name(world: World) -> None:
    """Were one line kept for both, the one that is missing would tell that they are one person."""
    story = tell(world.sam, world.coordinator)
    block_seat(world, world.noor, world.sam)
    block_seat(world, world.noor, world.sam)
    block_writer(actor=world.noor.actor, story_id=story.pk)

    assert sorted(one.label for one in blocks_of(world.noor.actor)) == ["Reed", "Sam"]


def test_whoever_may_be_asked_to_hold_a_circle_is_listed_as_before(world: World) -> None:
    """Ren holds this circle as Robin: Alex, who blocks Robin, still finds Ren on the list."""
    sit_down(world, world.partner, "Ash")
    before = {one.pk for one in queries.possible_partners(world.partner.actor)}
    leaving.block_from_seat(actor=world.partner.actor, seat_id=world.seat(world.holder).pk)

    assert {one.pk for one in queries.possible_partners(world.partner.actor)} == before


@pytest.mark.parametrize("who_blocks", ["the one who asks", "the one who is asked"])
def test_an_invitation_past_a_block_does_not_arrive_and_looks_unanswered(
    world: World, who_blocks: str
) -> None:
    sit_down(world, world.partner, "Ash")
    pair = (
        (world.partner, world.holder) if who_blocks == "the one who asks" else (world.holder, world.partner)
    )
    block_seat(world, *pair)
    OutboxEvent.objects.all().delete()

    made = proposing.propose_circle(
        actor=world.partner.actor, plan=plan(), name="Ash", partner=world.holder.membership
    )

    seat = Seat.objects.get(circle=made, state=Seat.INVITED)  # so it stands on the page of whoever asked
    for action in (Action.SEAT_ACCEPT, Action.SEAT_LEAVE):
        assert not visible(world.holder.actor, action, Seat).filter(pk=seat.pk).exists()
    assert not visible(world.holder.actor, Action.CIRCLE_SEE, Circle).filter(pk=made.pk).exists()
    assert not OutboxEvent.objects.filter(topic="person.news", payload__person=str(world.holder.person.pk))
    answer(world, made)
    assert queries.circle_view(world.holder.actor, made.pk).mine is None


def test_whoever_holds_a_circle_is_not_shown_that_somebody_waits_because_of_them(world: World) -> None:
    """Robin has blocked Sam's persona: somebody who waits beside free places would be known for Sam."""
    story = tell(world.sam, world.coordinator)
    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)
    block_writer(actor=world.holder.actor, story_id=story.pk)
    with stopped_at(now() + dt.timedelta(days=1)):
        seat = sit_down(world, world.sam, "Reed once more")

        assert seat.state == Seat.WAITING
        assert seat not in queries.others_seats(world.holder.actor, world.circle)


def test_who_asked_before_a_block_does_not_vanish_from_the_page(world: World) -> None:
    world.circle = begin(world, is_closed=True)
    asked = sit_down(world, world.kim, "Kay")
    story = tell(world.kim, world.coordinator)

    block_writer(actor=world.holder.actor, story_id=story.pk)

    assert queries.seats_to_answer(world.holder.actor, world.circle) == [asked]
