"""Seats: asked for, kept in order, given up; and who learns what."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.accounts.actions.blocking import undo_block
from muruna.accounts.keyring import container_keys, newest_epoch
from muruna.accounts.models import Block, ContentGrant, Person
from muruna.accounts.queries import blocks_of
from muruna.circles import events, queries
from muruna.circles.actions import joining, leaving, proposing
from muruna.circles.models import Circle, Seat
from muruna.foundation.models import Trace
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Membership, Right
from tests.circles.people import World, answer, begin, make_world, plan, sit_down
from tests.conversations.people import somebody
from tests.harness.at_once import at_once


def test_a_circle_begins_only_with_somebody_elses_yes(world: World) -> None:
    made = proposing.propose_circle(actor=world.holder.actor, plan=plan(), name="Robin")

    for who in (world.holder, world.partner, world.noor):
        with pytest.raises(NotFound):
            answer(world, made, by=who)
    assert queries.circles_of(world.noor.actor) == [queries.circle_view(world.noor.actor, world.circle.pk)]

    answer(world, made, begins=False, words="Which day?")
    assert Circle.objects.get(pk=made.pk).state == Circle.RETURNED
    proposing.change_proposal(actor=world.holder.actor, circle_id=made.pk, plan=plan(title="Newer"))
    answer(world, made)
    assert (Circle.objects.get(pk=made.pk).title, Circle.objects.get(pk=made.pk).answer) == ("Newer", "")


def test_whoever_coordinates_and_proposes_does_not_say_yes_to_themselves(world: World) -> None:
    both = somebody(world.space, "Bo", Right.COORDINATOR, Right.FACILITATOR, age_band="25+")
    made = proposing.propose_circle(actor=both.actor, plan=plan(), name="Bo")

    with pytest.raises(NotFound):
        answer(world, made, by=both)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ages": ("16-17", "18-24")}, "ages"),
        ({"ages": ("16-17",)}, "ages"),
        ({"ages": ()}, "ages"),
        ({"capacity": 2}, "capacity"),
        ({"times": 0}, "times"),
        ({"first_on": plan().first_on.replace(year=2020)}, "first_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        proposing.propose_circle(actor=world.holder.actor, plan=plan(**changes), name="Robin")

    assert field in refused.value.message_dict


def test_a_circle_for_minors_needs_the_right_to_support_them(world: World) -> None:
    fit = somebody(world.space, "Fi", Right.FACILITATOR, Right.SUPPORTER, age_band="25+")
    world.space.profile = "school"
    world.space.save()
    Right.objects.filter(membership=fit.membership, role=Right.SUPPORTER).update(tracks=["under-18"])
    made = proposing.propose_circle(actor=fit.actor, plan=plan(ages=("16-17",)), name="Fi")
    answer(world, made)

    assert made.pk in {one.circle.pk for one in queries.circles_of(world.minor.actor)}
    assert made.pk not in {one.circle.pk for one in queries.circles_of(world.noor.actor)}
    Right.objects.filter(membership=fit.membership, role=Right.SUPPORTER).delete()
    with pytest.raises(NotFound):  # the right has ended, and the circle is held by nobody
        leaving.change_agreement(actor=fit.actor, circle_id=made.pk, text="Other words")


def test_an_adults_circle_is_not_there_for_a_minor(world: World) -> None:
    assert queries.circles_of(world.minor.actor) == []
    with pytest.raises(NotFound):
        sit_down(world, world.minor)


def test_three_sit_and_the_fourth_waits_and_comes_in(world: World) -> None:
    for who in (world.noor, world.sam, world.kim):
        assert sit_down(world, who).state == Seat.HERE
    assert sit_down(world, world.late).state == Seat.WAITING

    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)

    assert world.state_of(world.late) == Seat.HERE
    assert set(container_keys(world.late.actor, world.circle.pk)) == {newest_epoch(world.circle.pk)}


def test_whoever_leaves_or_is_removed_opens_nothing_that_is_written_later(world: World) -> None:
    for who in (world.noor, world.sam, world.kim):
        sit_down(world, who)
    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)
    after_sam = newest_epoch(world.circle.pk)
    leaving.remove_from_circle(
        actor=world.holder.actor, seat_id=world.seat(world.kim).pk, because="agreement"
    )
    newest = newest_epoch(world.circle.pk)

    assert after_sam not in container_keys(world.sam.actor, world.circle.pk)
    assert newest not in container_keys(world.kim.actor, world.circle.pk)
    assert newest in container_keys(world.noor.actor, world.circle.pk)
    with pytest.raises(ValidationError):  # for good
        sit_down(world, world.kim)
    assert sit_down(world, world.sam).state == Seat.HERE
    assert Trace.objects.filter(action="seat.remove", reason="agreement").count() == 1


def test_a_new_wording_asks_everybody_again(world: World) -> None:
    sit_down(world, world.noor)
    assert queries.people_of(world.noor.actor, world.circle)

    version = leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")

    assert queries.people_of(world.noor.actor, world.circle) == []
    assert queries.circle_view(world.noor.actor, world.circle.pk).must_agree
    with pytest.raises(ValidationError):
        joining.agree_again(
            actor=world.noor.actor, seat_id=world.seat(world.noor).pk, agrees=True, agreed_to=1
        )
    joining.agree_again(
        actor=world.noor.actor, seat_id=world.seat(world.noor).pk, agrees=True, agreed_to=version
    )
    assert queries.people_of(world.noor.actor, world.circle)


def test_nobody_sits_down_under_an_earlier_wording(world: World) -> None:
    with pytest.raises(ValidationError):
        sit_down(world, world.noor, agreed_to=0)
    with pytest.raises(ValidationError):
        sit_down(world, world.noor, declares=False)


def test_a_closed_circle_waits_for_a_facilitators_yes(world: World) -> None:
    world.circle = begin(world, is_closed=True)
    seat = sit_down(world, world.noor)
    assert seat.state == Seat.ASKED
    for who in (world.noor, world.coordinator, world.partner):
        with pytest.raises(NotFound):
            joining.answer_asking(actor=who.actor, seat_id=seat.pk, lets_in=True)

    joining.answer_asking(actor=world.holder.actor, seat_id=seat.pk, lets_in=True)
    other = joining.answer_asking(
        actor=world.holder.actor, seat_id=sit_down(world, world.sam).pk, lets_in=False
    )

    assert world.state_of(world.noor) == Seat.HERE
    assert other.state == Seat.LEFT


def test_nobody_meets_whom_they_have_blocked(world: World) -> None:
    sit_down(world, world.noor, "Moon")
    sit_down(world, world.sam)
    leaving.block_from_seat(actor=world.sam.actor, seat_id=world.seat(world.noor).pk)

    # Their own list of blocks tells the name that they knew, never the persona of the space.
    assert [one.label for one in blocks_of(world.sam.actor)] == ["Moon"]
    assert "Moon" not in [one.name for one in queries.people_of(world.sam.actor, world.circle)]
    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)
    assert sit_down(world, world.sam).state == Seat.WAITING  # as if it were full
    undo_block(actor=world.sam.actor, block=Block.objects.get())
    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)
    assert sit_down(world, world.sam).state == Seat.HERE


def test_whoever_is_asked_holds_it_only_with_their_own_yes(world: World) -> None:
    made = proposing.propose_circle(
        actor=world.holder.actor, plan=plan(), name="Robin", partner=world.partner.membership
    )
    answer(world, made)
    with pytest.raises(NotFound):
        leaving.change_agreement(actor=world.partner.actor, circle_id=made.pk, text="Mine")
    seat = Seat.objects.get(circle=made, membership=world.partner.membership)

    joining.accept_invitation(
        actor=world.partner.actor, seat_id=seat.pk, name="Ash", agrees=True, agreed_to=1
    )

    assert leaving.change_agreement(actor=world.partner.actor, circle_id=made.pk, text="Ours") == 2


def test_an_ended_circle_opens_to_nobody(world: World) -> None:
    sit_down(world, world.noor)
    with pytest.raises(NotFound):
        leaving.end_circle(actor=world.noor.actor, circle_id=world.circle.pk, because="finished")

    leaving.end_circle(actor=world.coordinator.actor, circle_id=world.circle.pk, because="too_few")

    assert not ContentGrant.objects.filter(container=world.circle.pk).exists()
    with pytest.raises(NotFound):
        sit_down(world, world.sam)
    Circle.objects.update(erase_on=plan().first_on.replace(year=2020))
    assert leaving.erase_due() == 1
    assert not Seat.objects.exists()


def test_a_persona_that_leaves_the_space_and_a_deleted_person_leave_their_seats(world: World) -> None:
    for who in (world.noor, world.sam, world.kim, world.late):
        sit_down(world, who)
    Membership.objects.filter(pk=world.noor.membership.pk).update(state=Membership.LEFT)
    events.leave_circles_of_departed(space=world.space.pk, membership=world.noor.membership.pk)
    assert world.state_of(world.late) == Seat.HERE

    leaving.forget_person(Person.objects.get(pk=world.sam.person.pk))

    assert not Seat.objects.filter(membership=world.sam.membership).exists()
    assert not any(seat.name for seat in Seat.objects.filter(state=Seat.LEFT))


@pytest.mark.django_db(transaction=True)
def test_five_who_come_at_once_do_not_fill_more_than_three_places() -> None:
    world = make_world()
    with in_space(world.space):
        more = somebody(world.space, "Mo")

    def come(who: Any) -> None:
        with in_space(world.space):
            sit_down(world, who)

    errors = at_once(
        [lambda who=who: come(who) for who in (world.noor, world.sam, world.kim, world.late, more)]
    )

    with in_space(world.space):
        states = sorted(Seat.objects.filter(part=Seat.MEMBER).values_list("state", flat=True))
        assert errors == []
        assert states == ["here"] * 3 + ["waiting"] * 2
        places = list(Seat.objects.filter(part=Seat.MEMBER).values_list("place", flat=True))
        assert sorted(places) == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_five_overfill_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: places counted before the lock; the test above would see it."""
    world = make_world()
    with in_space(world.space):
        more = somebody(world.space, "Mo")
    monkeypatch.setattr(joining, "taken", lambda _circle: 0)

    def come(who: Any) -> None:
        with in_space(world.space):
            sit_down(world, who)

    at_once([lambda who=who: come(who) for who in (world.noor, world.sam, world.kim, world.late, more)])

    with in_space(world.space):
        assert Seat.objects.filter(part=Seat.MEMBER, state=Seat.HERE).count() > 3
