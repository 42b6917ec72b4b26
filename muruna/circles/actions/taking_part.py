"""What those inside a meeting do: write, pass, raise a hand, sit quietly, give a sign, ask for help aside."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked, require
from muruna.accounts.keyring import newest_epoch, start_container, start_epoch
from muruna.accounts.models import ContentGrant
from muruna.circles.logic.show import SIGNS, may_write
from muruna.circles.models import Meeting, Presence, Room, Seat, Sign, Word
from muruna.circles.nearness import there, to_be_asked
from muruna.circles.queries.meetings import draft_of
from muruna.circles.rooms import knock, put, reach_all
from muruna.circles.turns import give_next
from muruna.foundation import live
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces.contact import ask_first


class NotNow(Exception):
    """The actor may not write just now: muted, or it is somebody else's turn; `why` says which."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def _inside(actor: Actor, meeting_id: UUID) -> tuple[Meeting, Presence]:
    """The locked meeting and the actor's place in it; raises NotFound."""
    meeting = find_locked(actor, Action.MEETING_SPEAK, Meeting, meeting_id)
    mine = Presence.objects.select_related("seat").get(meeting=meeting, seat__membership=actor.membership)
    return meeting, mine


@all_or_nothing
def speak(*, actor: Actor, meeting_id: UUID, text: str, knows_risk: bool = False) -> Word:
    """Write to all who are inside; a facilitator's words are read by those who come late, too.

    Among people under 18, contact details need `knows_risk`: else MayIdentify is raised.
    Raises NotFound, NotNow, TooLong.
    """
    meeting, mine = _inside(actor, meeting_id)
    is_guide = mine.seat.part == Seat.FACILITATOR
    has_turn = meeting.turn_of_id == mine.seat_id
    if not may_write(stage=meeting.stage, is_facilitator=is_guide, is_muted=mine.is_muted, has_turn=has_turn):
        raise NotNow("muted" if mine.is_muted else "turn")
    ask_first(text, beside_minors=meeting.circle.is_for_minors, knows_risk=knows_risk)
    floor = Room.objects.select_for_update().get(meeting=meeting, kind=Room.FLOOR)
    Presence.objects.filter(pk=mine.pk).update(hand=0, draft_sealed=None)
    return put(actor, floor, mine.seat, text, is_guide=is_guide)


@all_or_nothing
def keep_draft(*, actor: Any, meeting_id: UUID, text: str) -> None:
    """Keep unsent words, sealed for the actor alone, until they are sent or it all ends; "" lets them go.

    Also for somebody who cannot write just now, so that nothing is lost while they read a new agreement.
    Raises NotFound.
    """
    inside = Presence.objects.filter(meeting=meeting_id, meeting__state=Meeting.OPEN)
    mine = inside.filter(seat__membership=actor.membership).first()
    find(actor, Action.SEAT_CHANGE, Seat, mine.seat_id if mine else None)
    if text != draft_of(actor, mine):  # every press brings the line along, mostly as it was
        sealed = actor.keys.seal_own_padded("draft", text) if text else None
        Presence.objects.filter(pk=mine.pk).update(draft_sealed=sealed)


@all_or_nothing
def raise_hand(*, actor: Actor, meeting_id: UUID, is_up: bool) -> None:
    """Put the hand up, behind those who had theirs up before, or down."""
    meeting, mine = _inside(actor, meeting_id)
    if bool(mine.hand) == is_up:
        return
    mine.hand = meeting.next_hand if is_up else 0
    mine.save(update_fields=["hand"])
    if is_up:
        meeting.next_hand += 1
        meeting.save(update_fields=["next_hand"])
    _tell(meeting)


@all_or_nothing
def sit_quietly(*, actor: Actor, meeting_id: UUID, is_quiet: bool) -> None:
    """Only read, and be asked nothing; or take part again."""
    meeting, mine = _inside(actor, meeting_id)
    mine.is_quiet = is_quiet
    mine.save(update_fields=["is_quiet"])
    if is_quiet and meeting.turn_of_id == mine.seat_id:
        give_next(meeting)
    _tell(meeting)


@all_or_nothing
def finish_turn(*, actor: Actor, meeting_id: UUID) -> None:
    """Pass, or be done: in the round it is the next one's turn."""
    meeting, mine = _inside(actor, meeting_id)
    if meeting.turn_of_id != mine.seat_id:
        return
    give_next(meeting)
    _tell(meeting)


@all_or_nothing
def give_sign(*, actor: Actor, meeting_id: UUID, seq: int, kind: str) -> None:
    """Answer somebody's words with one sign of support instead of a reply; another one takes its place."""
    meeting, mine = _inside(actor, meeting_id)
    word = Word.objects.filter(room__meeting=meeting, room__kind=Room.FLOOR, seq=seq).first()
    if kind not in SIGNS or word is None or word.seat_id == mine.seat_id:
        raise ValidationError(_("This sign cannot be given. Please look again."))
    Sign.objects.update_or_create(
        word=word, seat=mine.seat, defaults={"kind": kind, "space_id": meeting.space_id}
    )
    _tell(meeting)


@all_or_nothing
def ask_aside(*, actor: Actor, meeting_id: UUID, text: str) -> Room:
    """ "I'm not OK": one facilitator alone learns of it, and a room opens for the two of them.

    It is one whose open page was heard just now, and who does not lead, if there is one. Is none of them
    there, it waits for all who hold the circle, until one answers. Raises NotFound, TooLong, and
    ValidationError when nobody else holds it.
    """
    meeting, mine = _inside(actor, meeting_id)
    room = Room.objects.select_for_update().filter(meeting=meeting, seat=mine.seat).first()
    if room is None:
        others = to_be_asked(mine.seat, meeting)
        _refuse_alone(others)
        heard = there(meeting, others)[:1]
        room = Room.objects.create(
            space_id=meeting.space_id, meeting=meeting, kind=Room.ASIDE, seat=mine.seat,
            helper=heard[0] if heard else None,
        )  # fmt: skip
        start_container(room.pk, [actor.person, *(one.membership.person for one in heard or others)])
        trace(actor, Action.ASIDE_SPEAK, room)
    else:
        _reach(room)
    put(actor, room, mine.seat, text)
    _knock(room, mine.seat_id)
    return room  # type: ignore[no-any-return]


@all_or_nothing
def say_aside(*, actor: Actor, room_id: UUID, text: str) -> Word:
    """Write in the side room; raises NotFound, TooLong."""
    room = find_locked(actor, Action.ASIDE_SPEAK, Room, room_id)
    require(actor, Action.ASIDE_SPEAK, room)
    mine = Seat.objects.get(circle=room.meeting.circle_id, membership=actor.membership, state=Seat.HERE)
    if mine.pk == room.seat_id:
        _reach(room)
    elif room.helper_id is None:  # who answers first is the one; the others hear no more of it
        room.helper = mine
        room.save(update_fields=["helper"])
        start_epoch(room.pk, [actor.person, room.seat.membership.person])
    word = put(actor, room, mine, text)
    _knock(room, mine.pk)
    return word


@all_or_nothing
def say_back(*, actor: Actor, room_id: UUID, text: str) -> Word:
    """Write to the other facilitators of this meeting; nobody else opens it. Raises NotFound, TooLong."""
    room = find_locked(actor, Action.BACK_SPEAK, Room, room_id)
    mine = Seat.objects.get(circle=room.meeting.circle_id, membership=actor.membership, state=Seat.HERE)
    return put(actor, room, mine, text)


def _refuse_alone(others: list[Seat]) -> None:
    if not others:
        raise ValidationError(
            _("No other facilitator is here just now. The numbers to call stand at the top of every page.")
        )


def _reach(room: Room) -> None:
    """When a side room's facilitator is not there, the next words reach all who hold the circle."""
    others = to_be_asked(room.seat, room.meeting)
    if room.helper in there(room.meeting, others):
        return
    if others and (room.helper is not None or not set(others) & set(_with_key(room))):
        reach_all(room, others)


def _with_key(room: Room) -> list[Seat]:
    """Who of the circle can open what is written in a side room now."""
    able = ContentGrant.objects.filter(container=room.pk, epoch=newest_epoch(room.pk)).values("person")
    rows = Seat.objects.filter(circle=room.meeting.circle_id, state=Seat.HERE, membership__person__in=able)
    return list(rows.select_related("membership"))


def _knock(room: Room, from_seat: Any) -> None:
    """Tell the other one of the two; while nobody has answered, everybody who was asked."""
    both = (room.seat, room.helper) if room.helper else _with_key(room)
    knock(room, [one for one in both if one is not None and one.pk != from_seat])


def _tell(meeting: Meeting) -> None:
    for room in Room.objects.filter(meeting=meeting, kind=Room.FLOOR):
        live.changed(thread=room.pk)
