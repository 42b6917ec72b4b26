"""Going out of a circle: by oneself, by the facilitators' decision, by its end; the key goes with each."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, require
from muruna.accounts.actions.blocking import block_person
from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import destroy_container
from muruna.accounts.queries import has_blocked
from muruna.circles.actions.meetings import close_all
from muruna.circles.logic.entry import STAYS
from muruna.circles.models import Circle, Meeting, Parting, Room, Seat, Word
from muruna.circles.rooms import seat_is_given_up
from muruna.circles.seating import KIND, close_words, lock, settle, tell
from muruna.foundation import live, news
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.findable import forgotten
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders

REMOVED_BECAUSE = ("agreement", "safety", "not_the_place", "other")
ENDED_BECAUSE = ("finished", "too_few", "nobody_holds", "safety", "other")


@all_or_nothing
def leave_circle(*, actor: Actor, seat_id: UUID) -> None:
    """Give up a seat, a wait or an invitation, at once and without a reason."""
    seat = find(actor, Action.SEAT_LEAVE, Seat, seat_id)
    circle = lock(seat.circle_id)
    require(actor, Action.SEAT_LEAVE, seat)
    trace(actor, Action.SEAT_LEAVE, seat)
    _vacate(circle, seat, Seat.LEFT)


@all_or_nothing
def remove_from_circle(*, actor: Actor, seat_id: UUID, because: str) -> None:
    """Take somebody's seat away for good, for one of a few reasons that are traced and that they are told.

    Who holds a circle takes it from members; from another who holds it, only a coordinator without a seat.
    """
    seat = find(actor, Action.SEAT_REMOVE, Seat, seat_id)
    circle = lock(seat.circle_id)
    require(actor, Action.SEAT_REMOVE, seat)
    if because not in REMOVED_BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    seat.removed_because = because
    trace(actor, Action.SEAT_REMOVE, seat, reason=because)
    _vacate(circle, seat, Seat.REMOVED)
    tell(seat)


@all_or_nothing
def ask_to_remove(*, actor: Actor, seat_id: UUID, because: str) -> None:
    """Ask the coordinators to take the seat of another who holds the circle; that one is not told.

    Raises NotFound, and ValidationError when nobody could decide it.
    """
    seat = find(actor, Action.SEAT_ASK_AWAY, Seat, seat_id)
    lock(seat.circle_id)
    require(actor, Action.SEAT_ASK_AWAY, seat)
    if because not in REMOVED_BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    inside = Seat.objects.filter(circle=seat.circle_id, state=Seat.HERE).values("membership")
    able = holders(Right.COORDINATOR).exclude(pk__in=inside)
    if not able:
        raise ValidationError(_("Nobody here can decide it: every coordinator has a seat in this circle."))
    seat.asked_away_by, seat.asked_away_because = actor.membership, because
    seat.save(update_fields=["asked_away_by", "asked_away_because"])
    trace(actor, Action.SEAT_ASK_AWAY, seat, reason=because)
    for one in able:
        news.tell(one.person_id)


@all_or_nothing
def leave_seat_as_it_is(*, actor: Actor, seat_id: UUID) -> None:
    """A coordinator decides that whoever holds the circle goes on holding it."""
    seat = find(actor, Action.SEAT_REMOVE, Seat, seat_id)
    lock(seat.circle_id)
    require(actor, Action.SEAT_REMOVE, seat)
    trace(actor, Action.SEAT_REMOVE, seat, reason=STAYS)
    seat.asked_away_by, seat.asked_away_because = None, ""
    seat.save(update_fields=["asked_away_by", "asked_away_because"])


@all_or_nothing
def change_agreement(*, actor: Actor, circle_id: UUID, text: str) -> int:
    """Give the circle a new wording, which everybody is asked to accept anew; returns its version."""
    circle: Any = lock(circle_id)
    require(actor, Action.CIRCLE_LEAD, circle)
    if text.strip() == circle.agreement.strip():
        return circle.agreement_version
    circle.agreement = text
    circle.agreement_version += 1
    circle.save(update_fields=["agreement", "agreement_version"])
    Seat.objects.filter(circle=circle, membership=actor.membership).update(agreed_to=circle.agreement_version)
    trace(actor, Action.CIRCLE_LEAD, circle, reason="agreement")
    for room in Room.objects.filter(meeting__circle=circle, meeting__state=Meeting.OPEN, kind=Room.FLOOR):
        live.changed(thread=room.pk)
    for seat in Seat.objects.filter(circle=circle, state__in=Seat.ALIVE).exclude(membership=actor.membership):
        tell(seat)
    return circle.agreement_version


@all_or_nothing
def end_circle(*, actor: Actor, circle_id: UUID, because: str) -> None:
    """End a circle for everybody, for a reason that is traced; nobody can open its words from now on."""
    circle = lock(circle_id)
    require(actor, Action.CIRCLE_END, circle)
    if because not in ENDED_BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    trace(actor, Action.CIRCLE_END, circle, reason=because)
    days = int(actor.space.effective().retention_days.conversations)
    circle.state, circle.ended_because = Circle.ENDED, because
    circle.erase_on = today() + dt.timedelta(days=max(1, days))
    circle.save(update_fields=["state", "ended_because", "erase_on"])
    forgotten(KIND, circle.pk)
    close_all(circle)
    close_words(circle)
    transaction.on_commit(empty_the_log)
    for seat in Seat.objects.filter(circle=circle, state__in=Seat.ALIVE):
        tell(seat)


@all_or_nothing
def block_from_seat(*, actor: Actor, seat_id: UUID) -> None:
    """Block whoever sits there, under the name they have here; they never learn of it.

    In this circle neither reads the other's words from now on. They are brought together nowhere any more,
    and nothing that the actor has before them elsewhere changes: it would tell their other names.
    """
    seat = find(actor, Action.PERSON_BLOCK, Seat, seat_id)
    is_new = not has_blocked(actor.person, seat.membership.person, seat.circle_id)
    block_person(actor=actor, membership=seat.membership, known_as=seat.name, room=seat.circle_id)
    if is_new:
        _part_from_now_on(actor, seat)


def leave_all(membership: Membership) -> None:
    """A persona that has left the space leaves its circles."""
    with transaction.atomic():
        for seat in Seat.objects.filter(membership=membership, state__in=Seat.ALIVE):
            _vacate(lock(seat.circle_id), seat, Seat.LEFT)


def forget_person(person: Any) -> None:
    """Take this person's seats and names there away; called inside the deletion's transaction."""
    mine = Seat.objects.filter(membership__person=person)
    circles = set(mine.values_list("circle", flat=True))
    for seat in mine.filter(state=Seat.HERE):
        seat_is_given_up(seat.circle, seat)
    Word.objects.filter(seat__in=mine).update(body=b"")
    for room in Room.objects.filter(seat__in=mine):
        destroy_container(room.pk)
    mine.delete()
    for circle_id in sorted(circles):
        circle = lock(circle_id)
        if circle.state == Circle.OPEN:
            settle(circle)


def erase_due() -> int:
    """Delete circles that ended long enough ago, in the active space; how many there were."""
    with transaction.atomic():
        due = Circle.objects.filter(state=Circle.ENDED, erase_on__lte=today())
        gone = due.count()
        for circle in due:
            close_words(circle)
            circle.delete()
        if gone:
            transaction.on_commit(empty_the_log)
        return gone


def _part_from_now_on(actor: Any, seat: Any) -> None:
    """In a meeting that goes on, what the two have said before stays where each has read it."""
    mine = Seat.objects.get(circle=seat.circle_id, membership=actor.membership, state=Seat.HERE)
    floors = Room.objects.select_for_update().filter(meeting__circle=seat.circle_id, kind=Room.FLOOR)
    for room in floors:
        Parting.objects.update_or_create(
            room=room, blocker=mine, blocked=seat,
            defaults={"from_seq": room.next_seq, "space_id": room.space_id},
        )  # fmt: skip


def _vacate(circle: Circle, seat: Any, state: str) -> None:
    """Take the seat and the name it had here; whoever waits comes in, and the key is renewed."""
    was_here = seat.state == Seat.HERE
    seat.state, seat.name, seat.pronouns = state, "", ""
    seat.buddy, seat.offers_company, seat.is_resting = None, False, False
    seat.asked_away_by, seat.asked_away_because = None, ""
    seat.save()
    if circle.state == Circle.OPEN and was_here:
        seat_is_given_up(circle, seat)
        settle(circle)
