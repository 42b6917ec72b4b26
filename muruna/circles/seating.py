"""Places in a circle: counted only under the lock of its row, and a key for exactly those who sit."""

from typing import Any

from django.db.models import Count, Q

from muruna.access import NotFound
from muruna.accounts.keyring import destroy_container, newest_epoch, start_epoch
from muruna.accounts.models import ContentGrant, Person
from muruna.accounts.queries import blocked_person_ids, is_blocked_between
from muruna.circles.holders import people_of, readers_in
from muruna.circles.logic.entry import next_in
from muruna.circles.logic.wall import company
from muruna.circles.models import Circle, Seat
from muruna.foundation import live, news
from muruna.foundation.clock import today

KIND = "circle"  # what search calls it


def lock(circle_id: object) -> Circle:
    """The circle's row, locked until the transaction ends and read after the lock; raises NotFound."""
    circle = Circle.objects.select_for_update().filter(pk=circle_id).first()
    if circle is None:
        raise NotFound
    return circle


def taken(circle: Circle) -> int:
    """How many members sit in the locked `circle`; who holds it takes nobody's place."""
    return Seat.objects.filter(circle=circle, part=Seat.MEMBER, state=Seat.HERE).count()


def is_kept_apart(circle: Circle, person: Person) -> bool:
    """Whether somebody inside and `person` must never be brought together."""
    apart = blocked_person_ids(person)
    inside = Seat.objects.filter(circle=circle, state=Seat.HERE, membership__person__in=apart)
    return bool(apart) and inside.exists()


def fill_places(circle: Circle) -> list[Seat]:
    """Let in who waits longest while the locked `circle` has places; the seats that were filled."""
    waiting = Seat.objects.filter(circle=circle, state=Seat.WAITING).select_related("membership__person")
    filled = []
    # One by one: each who comes in may be somebody that the next must not meet.
    while circle.state == Circle.OPEN:
        rows = [(one.place, is_kept_apart(circle, one.membership.person), one) for one in waiting.all()]
        chosen = next_in(rows, free=min(1, circle.capacity - taken(circle)))
        if not chosen:
            break
        chosen[0].state = Seat.HERE
        chosen[0].save(update_fields=["state"])
        filled += chosen
    return filled


def renew_key(circle: Circle) -> None:
    """A new epoch for exactly those who read in `circle` now: whoever left opens nothing from here on."""
    start_epoch(circle.pk, people_of(readers_in(circle)))
    live.changed(thread=circle.pk)


def own_epoch(actor: Any, circle: Circle) -> int:
    """The newest epoch of the locked `circle`, with a key for the actor: they may just have come back."""
    newest = newest_epoch(circle.pk)
    if ContentGrant.objects.filter(container=circle.pk, epoch=newest, person=actor.person).exists():
        return newest
    renew_key(circle)
    return newest_epoch(circle.pk)


def settle(circle: Circle) -> None:
    """After somebody came or went: fill the places, renew the key, tell those who came in."""
    filled = fill_places(circle)
    renew_key(circle)
    for seat in filled:
        give_company(circle, seat)
        tell(seat)


def give_company(circle: Circle, newcomer: Seat) -> None:
    """Let somebody who offers it keep the newcomer company; never one of two who must not meet."""
    apart = blocked_person_ids(newcomer.membership.person)
    offering = Seat.objects.filter(circle=circle, state=Seat.HERE, offers_company=True, is_resting=False)
    rows = offering.exclude(pk=newcomer.pk).exclude(membership__person__in=apart)
    busy = rows.annotate(busy=Count("newcomers", filter=Q(newcomers__state=Seat.HERE)))
    newcomer.buddy = company((one.busy, str(one.pk), one) for one in busy)
    newcomer.since = today()
    newcomer.save(update_fields=["buddy", "since"])


def tell(seat: Seat) -> None:
    """Something about this seat waits for its person; nobody learns what from the notice."""
    if seat.is_resting or _is_unheard(seat):
        return
    news.tell(seat.membership.person_id)


def _is_unheard(seat: Seat) -> bool:
    """Whether it is an invitation by somebody with a block between them (see `access.unheard`)."""
    asks = seat.circle.proposed_by
    return bool(
        seat.state == Seat.INVITED and asks and is_blocked_between(asks.person, seat.membership.person)
    )


def close_words(circle: Circle) -> None:
    """Destroy the keys of everything that was written in `circle`."""
    destroy_container(circle.pk)
