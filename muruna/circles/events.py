"""What circles do when something happens elsewhere, and what they put on other packages' pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, any_visible, visible
from muruna.accounts.encounters import encounter, names_now
from muruna.accounts.models import ContentGrant
from muruna.accounts.sessions import channel_source
from muruna.circles import belongings, queries
from muruna.circles.actions.leaving import leave_all
from muruna.circles.models import Circle, Meeting, Presence, Room, Seat
from muruna.circles.nearness import hear
from muruna.circles.queries import meetings
from muruna.circles.standing import settle_standing
from muruna.foundation import outbox
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces import home
from muruna.spaces.audiences import Audience, audience_source
from muruna.spaces.events import (
    MEMBER_AGED,
    MEMBER_LEFT,
    MEMBER_RESTORED,
    MEMBER_SUSPENDED,
    RIGHT_ENDED,
    RIGHT_GIVEN,
    SPACE_CHANGED,
)
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders
from muruna.ui.environment import url

__all__ = ["belongings"]

encounter(queries.have_met)


@names_now
def names_in_circles(known: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], str]:
    """What people are called in the circles where they sit: (person, circle) to name."""
    people, circles = zip(*known, strict=True) if (known := list(known)) else ((), ())
    with across_spaces("whom somebody has blocked stands on one page"):
        rows = Seat.objects.filter(membership__person__in=people, circle__in=circles, state=Seat.HERE)
        names = rows.values_list("membership__person", "circle", "name")
        return {(person, circle): name for person, circle, name in names}


@channel_source
def circles_to_hear(person_id: UUID) -> list[str]:
    """The live channels of the circles in which a person sits."""
    with across_spaces("a person's open pages hear all their circles through one stream"):
        here = Seat.objects.filter(
            membership__person_id=person_id, membership__state=Membership.ACTIVE, state=Seat.HERE
        )
        mine = list(here.values_list("pk", flat=True))
        inside = Presence.objects.filter(seat__in=mine, is_here=True, is_out=False)
        held = here.filter(part=Seat.FACILITATOR, membership__in=holders(Right.FACILITATOR))
        out = Presence.objects.filter(seat__in=mine, is_out=True).values("meeting")
        asked = ContentGrant.objects.filter(person=person_id).values("container")
        led = Room.objects.filter(meeting__circle__in=held.values("circle")).exclude(meeting__in=out)
        theirs = Q(kind=Room.BACK) | Q(kind=Room.ASIDE, helper__in=mine)
        theirs |= Q(kind=Room.ASIDE, helper=None, pk__in=asked)
        rooms = Room.objects.filter(
            Q(kind=Room.FLOOR, meeting__in=inside.values("meeting"))
            | Q(kind=Room.ASIDE, seat__in=mine)
            | Q(pk__in=led.filter(theirs).values("pk"))
        )
        hear(mine)
        heard = [here.values_list("circle", flat=True), inside.values_list("pk", flat=True),
                 rooms.values_list("pk", flat=True)]  # fmt: skip
        return [f"thread:{pk}" for some in heard for pk in some]


@audience_source
def circles_to_write_for(actor: Any) -> list[Audience]:
    """The circles in which the actor sits or which they hold now, under the name that they have there."""
    read = visible(actor, Action.CIRCLE_READ, Circle)
    seats = Seat.objects.filter(
        membership=actor.membership, state=Seat.HERE, circle__in=read.values("pk"),
        agreed_to=F("circle__agreement_version"),
    )  # fmt: skip
    return [
        Audience(seat.circle_id, seat.circle.title, seat.circle_id, seat.name)
        for seat in seats.select_related("circle").order_by("pk")
    ]


@outbox.on(MEMBER_LEFT)
def leave_circles_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves a space leaves their circles there."""
    with in_space(Space.objects.get(pk=space)):
        gone = Membership.objects.filter(pk=membership).first()
        if gone is not None:
            leave_all(gone)


@outbox.on(RIGHT_ENDED)
@outbox.on(RIGHT_GIVEN)
@outbox.on(MEMBER_SUSPENDED)
@outbox.on(MEMBER_RESTORED)
@outbox.on(MEMBER_AGED)
def look_who_may_hold(space: UUID, membership: UUID, **_more: Any) -> None:
    """Circles go on without those who may not be there any more, and with those who may again."""
    with in_space(Space.objects.get(pk=space)):
        settle_standing(Membership.objects.filter(pk=membership))


@outbox.on(SPACE_CHANGED)
def look_who_may_hold_here(space: UUID, **_more: Any) -> None:
    """A community has other rules, perhaps of who may hold circles of people under 18."""
    with in_space(Space.objects.get(pk=space)):
        settle_standing(Membership.objects.filter(seats__part=Seat.FACILITATOR))


@home.nav
def nav_items(actor: Actor) -> list[home.NavItem]:
    """One way to the circles from every page."""
    return [home.NavItem(_("Circles"), url("circle-list", code=actor.space.code), 25, "people")]


@home.card
def cards(actor: Actor) -> list[home.HomeCard]:
    """Circles that wait for a yes of mine, and people who wait for it."""
    if not actor.membership:
        return []
    place = reverse("circle-list", kwargs={"code": actor.space.code})
    found = []
    if actor.has(Right.COORDINATOR) and any_visible(actor, Action.CIRCLE_APPROVE, Circle):
        text = _("A facilitator would like to begin something.")
        found.append(home.HomeCard(_("A circle waits for your answer"), text, place, 12, for_staff=True))
    if any_visible(actor, Action.SEAT_ACCEPT, Seat):
        text = _("Somebody asks you to hold a circle together.")
        found.append(home.HomeCard(_("Will you hold it with me?"), text, place, 7))
    if actor.has(Right.FACILITATOR) and any_visible(actor, Action.SEAT_ANSWER, Seat):
        text = _("Somebody would like to come into your circle.")
        found.append(home.HomeCard(_("Somebody asks for a seat"), text, place, 7))
    if queries.asked_to_agree(actor):
        text = _("The agreement of your circle reads differently now.")
        found.append(home.HomeCard(_("Please read it once more"), text, place, 6))
    meeting = meetings.soon(actor)
    if meeting is not None:
        there = reverse("meeting", kwargs={"code": actor.space.code, "id": meeting.pk})
        is_open = meeting.state == Meeting.OPEN
        text = _("It is open now.") if is_open else _("It opens soon.")
        found.append(home.HomeCard(_("Your circle meets"), text, there, 3))
    for check in meetings.checks_of(actor)[:1]:
        there = reverse("meeting-after", kwargs={"code": actor.space.code, "id": check.pk})
        text = _("After a meeting, counted without your name.")
        found.append(home.HomeCard(_("Two questions"), text, there, 9))
    return found
