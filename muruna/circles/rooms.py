"""Rooms of a meeting and the keys of their words: who comes in opens what is written from then on."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.accounts.keyring import (
    container_key,
    container_keys,
    destroy_container,
    newest_epoch,
    start_container,
    start_epoch,
)
from muruna.circles.models import Circle, Meeting, Presence, Room, Seat, Word
from muruna.circles.turns import give_next
from muruna.foundation import live
from muruna.foundation.clock import now
from muruna.foundation.vault import (
    open_padded,
    seal_padded,
)

MOST = 200  # words of a meeting that are shown at once


@dataclass(frozen=True)
class Said:
    """One opened message of a meeting."""

    id: UUID
    seq: int
    seat_id: UUID | None
    at: dt.datetime
    text: str
    is_guide: bool


def place(room_id: UUID, epoch: int, seq: int, seat_id: UUID, is_guide: bool) -> bytes:
    """The associated data of a word: it opens only in its place, from its seat, as what it is."""
    kind = b"guide" if is_guide else b"word"
    return b"|".join([kind, room_id.bytes, str(epoch).encode(), str(seq).encode(), seat_id.bytes])


def put(actor: Any, room: Room, seat: Seat, text: str, *, is_guide: bool = False) -> Word:
    """Seal `text` as the next word of the locked `room`, and tell open pages; raises TooLong, CannotOpen."""
    container = room.meeting_id if is_guide else room.pk
    epoch, seq = newest_epoch(container), room.next_seq
    key = container_key(actor, container, epoch)
    body = json.dumps({"t": text, "at": now().isoformat(timespec="seconds")}, ensure_ascii=False)
    word: Word = Word.objects.create(
        space_id=room.space_id, room=room, seq=seq, seat=seat, is_guide=is_guide, epoch=epoch,
        body=seal_padded(key, body.encode(), place(room.pk, epoch, seq, seat.pk, is_guide)),
    )  # fmt: skip
    room.next_seq = seq + 1
    room.save(update_fields=["next_seq"])
    live.changed(thread=room.pk)
    return word


def read(actor: Any, room: Room, *, after: int = 0, never_from: Iterable[UUID] = ()) -> list[Said]:
    """The words of `room` that `actor` can open, oldest first, but for those of the seats `never_from`.

    Without a key nothing opens whatever the caller thinks: words from before somebody came are not theirs.
    """
    keys = {False: container_keys(actor, room.pk), True: {}}
    if room.kind == Room.FLOOR:
        keys[True] = container_keys(actor, room.meeting_id)
    rows = Word.objects.filter(room=room, seq__gt=after).exclude(body=b"").exclude(seat__in=list(never_from))
    found = []
    for word in rows.order_by("-seq")[:MOST]:
        if word.epoch in keys[word.is_guide]:
            about = place(room.pk, word.epoch, word.seq, word.seat_id, word.is_guide)
            body = json.loads(open_padded(keys[word.is_guide][word.epoch], bytes(word.body), about))
            at = dt.datetime.fromisoformat(body["at"])
            found.append(Said(word.pk, word.seq, word.seat_id, at, body["t"], word.is_guide))
    return found[::-1]


def open_rooms(meeting: Meeting) -> Room:
    """The rooms of a meeting that begins; the facilitators' words open to everybody in the circle."""
    floor = Room.objects.create(space_id=meeting.space_id, meeting=meeting, kind=Room.FLOOR)
    back = Room.objects.create(space_id=meeting.space_id, meeting=meeting, kind=Room.BACK)
    seats = list(
        Seat.objects.filter(circle=meeting.circle_id, state=Seat.HERE).select_related("membership__person")
    )
    start_container(meeting.pk, [seat.membership.person for seat in seats])
    start_container(back.pk, [seat.membership.person for seat in seats if seat.part == Seat.FACILITATOR])
    return floor


def renew_floor(meeting: Meeting) -> None:
    """A new key for exactly those who are inside now."""
    floor = Room.objects.filter(meeting=meeting, kind=Room.FLOOR).first()
    if floor is None:
        return
    inside = Presence.objects.filter(meeting=meeting, is_here=True, is_out=False)
    people = [one.seat.membership.person for one in inside.select_related("seat__membership__person")]
    start_epoch(floor.pk, people)
    live.changed(thread=floor.pk)


def renew_guide(meeting: Meeting) -> None:
    """A new key of the facilitators' words, for everybody who sits in the circle now."""
    seats = Seat.objects.filter(circle=meeting.circle_id, state=Seat.HERE).select_related(
        "membership__person"
    )
    start_epoch(meeting.pk, [seat.membership.person for seat in seats])


def seat_is_given_up(circle: Circle, seat: Seat) -> None:
    """Whoever gives up or loses a seat is out of a meeting that goes on; its keys move on without them."""
    for meeting in Meeting.objects.select_for_update().filter(circle=circle, state=Meeting.OPEN):
        Presence.objects.filter(meeting=meeting, seat=seat).update(is_here=False, is_out=True, hand=0)
        if meeting.turn_of_id == seat.pk:
            give_next(meeting)
        for room in Room.objects.filter(meeting=meeting, kind=Room.BACK):
            holding = Seat.objects.filter(circle=circle, part=Seat.FACILITATOR, state=Seat.HERE)
            start_epoch(
                room.pk, [one.membership.person for one in holding.select_related("membership__person")]
            )
        renew_floor(meeting)
        renew_guide(meeting)


def erase_rooms(meeting: Meeting) -> None:
    """Destroy the keys, then the words, of everything that was written in a meeting."""
    destroy_container(meeting.pk)
    for room in Room.objects.filter(meeting=meeting):
        destroy_container(room.pk)
        live.changed(thread=room.pk)
        room.delete()
