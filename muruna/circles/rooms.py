"""Rooms of a meeting and the keys of their words: who comes in opens what is written from then on."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
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
from muruna.accounts.models import ContentGrant
from muruna.circles.holders import holders_of, people_of, readers_in
from muruna.circles.models import Circle, Meeting, Presence, Room, Seat, Word
from muruna.circles.nearness import to_be_asked
from muruna.circles.turns import give_next
from muruna.foundation import live, news, outbox
from muruna.foundation.clock import now
from muruna.foundation.vault import (
    open_padded,
    seal_padded,
)

NOBODY: Mapping[UUID, int] = {}
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


def read(actor: Any, room: Room, *, after: int = 0, hidden: Mapping[UUID, int] = NOBODY) -> list[Said]:
    """The words of `room` that `actor` can open, oldest first; of a seat in `hidden` only those before it.

    Without a key nothing opens whatever the caller thinks: words from before somebody came are not theirs.
    """
    keys = {False: container_keys(actor, room.pk), True: {}}
    if room.kind == Room.FLOOR:
        keys[True] = container_keys(actor, room.meeting_id)
    rows = Word.objects.filter(room=room, seq__gt=after).exclude(body=b"")
    for seat, seq in hidden.items():
        rows = rows.exclude(seat=seat, seq__gte=seq)
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
    start_container(meeting.pk, people_of(readers_in(meeting.circle)))
    start_container(back.pk, people_of(holders_of(meeting.circle)))
    return floor


def renew_floor(meeting: Meeting) -> None:
    """A new key for exactly those who are inside now."""
    floor = Room.objects.filter(meeting=meeting, kind=Room.FLOOR).first()
    if floor is None:
        return
    inside = Presence.objects.filter(meeting=meeting, is_here=True, is_out=False)
    start_epoch(floor.pk, people_of(readers_in(meeting.circle).filter(pk__in=inside.values("seat"))))
    live.changed(thread=floor.pk)


def renew_guide(meeting: Meeting) -> None:
    """A new key of the facilitators' words, for everybody who sits in the circle now."""
    start_epoch(meeting.pk, people_of(readers_in(meeting.circle)))


def renew_back(meeting: Meeting) -> None:
    """A new key of the facilitators' room, for exactly those who hold the circle and were not put out."""
    out = Presence.objects.filter(meeting=meeting, is_out=True).values("seat")
    for room in Room.objects.filter(meeting=meeting, kind=Room.BACK):
        start_epoch(room.pk, people_of(holders_of(meeting.circle).exclude(pk__in=out)))


def seat_is_given_up(circle: Circle, seat: Seat) -> None:
    """Whoever gives up or loses a seat is out of a meeting that goes on; its keys move on without them."""
    go_out(circle, seat, is_out=True)


def go_out(circle: Circle, seat: Seat, *, is_out: bool) -> None:
    """Somebody is in no meeting of the locked `circle` any more; with `is_out` they cannot come back.

    Whoever had asked them aside is not left alone with them gone: it goes on to the others who hold it.
    """
    for meeting in Meeting.objects.select_for_update().filter(circle=circle, state=Meeting.OPEN):
        mine = Presence.objects.filter(meeting=meeting, seat=seat)
        mine.update(is_here=False, hand=0, **({"is_out": True} if is_out else {}))
        if meeting.turn_of_id == seat.pk:
            give_next(meeting)
        for room in Room.objects.select_for_update().filter(meeting=meeting, kind=Room.ASIDE):
            others = to_be_asked(room.seat, meeting)
            if room.helper_id == seat.pk:
                reach_all(room, others)
                knock(room, others)
            elif room.helper_id is None and room.seat_id != seat.pk:
                reach_all(room, others)  # they were all told when it was asked
        renew_back(meeting)
        renew_floor(meeting)
        renew_guide(meeting)
        for one in mine:
            live.changed(thread=one.pk)


def reach_all(room: Room, others: list[Seat]) -> None:
    """Let the locked side `room` wait for all of `others`, until one answers; nobody else opens it."""
    room.helper = None
    room.save(update_fields=["helper"])
    able = [room.seat.membership.person, *(one.membership.person for one in others)]
    ContentGrant.objects.filter(container=room.pk).exclude(person__in=able).delete()
    start_epoch(room.pk, able)
    live.changed(thread=room.pk)


def knock(room: Room, seats: Iterable[Seat]) -> None:
    """Tell these that something in a side room is for them, and nobody else: not even that it happened."""
    for seat in seats:
        # Their own presence is the channel: nobody else's page hears that something happened.
        for inside in Presence.objects.filter(meeting=room.meeting_id, seat=seat):
            live.changed(thread=inside.pk)
        outbox.emit(news.NEWS, person=seat.membership.person_id)


def erase_rooms(meeting: Meeting) -> None:
    """Destroy the keys, then the words, of everything that was written in a meeting."""
    destroy_container(meeting.pk)
    for room in Room.objects.filter(meeting=meeting):
        destroy_container(room.pk)
        live.changed(thread=room.pk)
        room.delete()
