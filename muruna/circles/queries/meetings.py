"""Reading meetings: when they are, and everything that one of those inside sees."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from muruna.access import Action, Actor, NotFound, find, visible
from muruna.accounts.models import Block
from muruna.accounts.queries import apart_in
from muruna.circles.holders import holders_of
from muruna.circles.logic.show import ROUND, doors_open_at, may_be_shown, may_open, may_write
from muruna.circles.models import AfterCheck, Circle, Meeting, Parting, Presence, Room, Seat, Sign
from muruna.circles.nearness import has_left, is_heard, there, to_be_asked
from muruna.circles.rooms import Said, read
from muruna.foundation.clock import now
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import CannotOpen
from muruna.safeguarding.queries import may_talk_live

NEWEST = 12
NEVER = 2**31 - 1  # beyond the number of any word
SIGNED = 3  # how many of the last words show the signs that were given for them


@dataclass(frozen=True)
class Show:
    """A meeting as one of the circle sees it."""

    meeting: Meeting
    circle: Circle
    mine: Seat
    presence: Presence | None  # mine, if I have come in
    leads: bool  # I hold the circle, and was not put out of this meeting
    is_watched_later: dt.datetime | None = None

    @property
    def is_inside(self) -> bool:
        """Whether I have come in and neither left nor been put out."""
        return self.presence is not None and self.presence.is_here and not self.presence.is_out

    @property
    def is_out(self) -> bool:
        return self.presence is not None and self.presence.is_out

    @property
    def doors_at(self) -> dt.datetime:
        """From when on the doors may open."""
        return doors_open_at(self.meeting.starts_at)

    @property
    def may_open(self) -> bool:
        """Whether I could open them now."""
        return (
            self.leads
            and self.meeting.state == Meeting.PLANNED
            and may_open(now(), self.meeting.starts_at, self.meeting.minutes)
        )

    @property
    def has_turn(self) -> bool:
        return self.meeting.turn_of_id == self.mine.pk

    @property
    def may_write(self) -> bool:
        """Whether I may write just now."""
        return self.is_inside and may_write(
            stage=self.meeting.stage, is_facilitator=self.leads,
            is_muted=bool(self.presence and self.presence.is_muted), has_turn=self.has_turn,
        )  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """What changes while a meeting goes on, beside its words."""

    inside: list[Presence]
    hands: list[Presence]
    turn: Seat | None
    last: Said | None  # the newest words of somebody else, for a sign
    signs: list[tuple[str, str, list[tuple[str, str]]]]  # whose words, how they begin, (kind, by whom)
    is_round: bool
    away: set[UUID]  # facilitators whose page is not open just now, by seat
    nobody_leads: bool  # nobody who holds the circle is there
    is_somebodys_turn: bool


def show(actor: Actor, id: UUID) -> Show:
    """One meeting; raises NotFound."""
    found = visible(actor, Action.MEETING_SEE, Meeting).select_related("circle").filter(pk=id).first()
    if found is None:
        raise NotFound
    mine = Seat.objects.filter(circle=found.circle, membership=actor.membership, state=Seat.HERE).first()
    if mine is None:
        raise NotFound
    presence = Presence.objects.filter(meeting=found, seat=mine).first()
    return Show(found, found.circle, mine, presence, leads=_leads(mine, presence))


def must_agree(actor: Actor, meeting: UUID) -> Seat | None:
    """My seat in the circle of this meeting, when its agreement reads differently since I accepted it."""
    mine = visible(actor, Action.SEAT_CHANGE, Seat).filter(
        state=Seat.HERE, part=Seat.MEMBER, circle__meetings=meeting
    )
    return mine.exclude(agreed_to=F("circle__agreement_version")).first()  # type: ignore[no-any-return]


def may_keep_draft(actor: Actor, meeting: UUID) -> bool:
    """Whether I have come into this open meeting, and have my seat still."""
    mine = visible(actor, Action.SEAT_CHANGE, Seat)
    rows = Presence.objects.filter(meeting=meeting, meeting__state=Meeting.OPEN, seat__in=mine)
    return bool(rows.exists())


def beside(actor: Actor, room: Room) -> Show:
    """The meeting around a room in which the actor may write, even before they have read a new agreement."""
    mine = Seat.objects.get(circle=room.meeting.circle_id, membership=actor.membership, state=Seat.HERE)
    presence = Presence.objects.filter(meeting=room.meeting, seat=mine).first()
    return Show(room.meeting, room.meeting.circle, mine, presence, leads=_leads(mine, presence))


def _leads(mine: Seat, presence: Presence | None) -> bool:
    """Whether I lead, being let in: whoever was put out does not, and who holds it no more is not let in."""
    return mine.part == Seat.FACILITATOR and not (presence and presence.is_out)


def draft_of(actor: Any, presence: Presence | None) -> str:
    """My unsent words in a meeting."""
    if presence is None or presence.draft_sealed is None:
        return ""
    try:
        return str(actor.keys.open_own("draft", bytes(presence.draft_sealed)))
    except CannotOpen:
        return ""


def is_watched(actor: Actor, circle: Circle, moment: dt.datetime) -> bool:
    """Whether somebody trained is there for all who sit in the circle, where the space asks for it."""
    here = Seat.objects.filter(circle=circle, state=Seat.HERE, part=Seat.MEMBER).select_related("membership")
    return all(may_talk_live(actor.space, seat.membership, circle.language, moment) for seat in here)


def floor_of(meeting: Meeting) -> Room | None:
    """The room in which everybody inside writes."""
    return Room.objects.filter(meeting=meeting, kind=Room.FLOOR).first()  # type: ignore[no-any-return]


def words_of(actor: Actor, room: Room, *, after: int = 0) -> list[Said]:
    """The words of a room that the actor may see, without those of people they keep apart from."""
    return read(actor, room, after=after, hidden=_apart(actor, room.meeting))


def names_in(circle: Circle) -> dict[UUID, str]:
    """What each who is or was in a circle is called there, by seat."""
    return {seat.pk: seat.name for seat in Seat.objects.filter(circle=circle).exclude(state=Seat.LEFT)}


def panel(actor: Actor, seen: Show, floor: Room, words: list[Said]) -> Panel:
    """Who is here, whose turn it is, whose hand is up, and signs of support, for somebody inside."""
    find(actor, Action.MEETING_SPEAK, Meeting, seen.meeting.pk)
    hidden = set(_apart(actor, seen.meeting))
    apart = set(_parted_before(actor, seen.meeting)) if hidden else hidden
    rows = Presence.objects.filter(meeting=seen.meeting, is_here=True, is_out=False).select_related("seat")
    everybody = list(rows.order_by("seat__part", "seat__since", "pk"))
    inside = [one for one in everybody if one.seat_id not in apart]
    hands = sorted((one for one in inside if one.hand), key=lambda one: one.hand)
    turn = next((one.seat for one in inside if one.seat_id == seen.meeting.turn_of_id), None)
    others = [one for one in words if one.seat_id != seen.mine.pk]
    names = {one.seat_id: one.seat.name for one in inside if one.seat_id not in hidden}
    signs = _signs(words[-SIGNED:], names)
    away = {one.seat_id for one in inside if one.seat.part == Seat.FACILITATOR and not is_heard(one)}
    heard = [one for one in everybody if one.seat.part == Seat.FACILITATOR and is_heard(one)]
    last, is_round = others[-1] if others else None, seen.meeting.stage == ROUND
    is_somebodys = seen.meeting.turn_of_id is not None
    return Panel(inside, hands, turn, last, signs, is_round, away, not heard, is_somebodys)


def _signs(words: list[Said], names: dict[UUID, str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    given: dict[UUID, list[tuple[str, str]]] = {}
    for sign in Sign.objects.filter(word__in=[one.id for one in words]).order_by("pk"):
        if sign.seat_id in names:
            given.setdefault(sign.word_id, []).append((sign.kind, names[sign.seat_id]))
    return [
        (names.get(one.seat_id, ""), one.text[:60], given[one.id])  # type: ignore[arg-type]
        for one in words
        if one.id in given
    ]


def _apart(actor: Actor, meeting: Meeting) -> dict[UUID, int]:
    """The seats of whom a block keeps from the actor, with the first words of theirs that are hidden."""
    ids = apart_in(actor.person, meeting.circle_id)
    if not ids:
        return {}
    since = _parted_in(actor, meeting)
    seats = Seat.objects.filter(circle=meeting.circle_id, membership__person__in=ids)
    rows = seats.values_list("pk", "membership__person")
    return {pk: since.get(person, 0) for pk, person in rows}


def _parted_in(actor: Actor, meeting: Meeting) -> dict[UUID, int]:
    """Whom a block has kept from the actor only since words of this meeting: the first that are hidden."""
    made = Block.objects.filter(room=meeting.circle_id).values_list("blocker", "blocked")
    pairs = set(made.filter(Q(blocker=actor.person) | Q(blocked=actor.person)))
    rows = Parting.objects.filter(room__meeting=meeting).values_list(
        "blocker__membership__person", "blocked__membership__person", "from_seq"
    )
    marks = {(blocker, blocked): seq for blocker, blocked, seq in rows}
    found: dict[UUID, int] = {}
    for pair in pairs:
        other = pair[1] if pair[0] == actor.person.pk else pair[0]
        found[other] = min(found.get(other, NEVER), marks.get(pair, 0))
    return found


def _parted_before(actor: Actor, meeting: Meeting) -> list[UUID]:
    """Whom a block keeps from the actor since before the day of this meeting.

    A name that goes out of the list at the moment of a block would tell that there is one.
    """
    day = meeting.starts_at.astimezone(dt.UTC).date()
    between = Block.objects.filter(room=meeting.circle_id, made_on__lt=day)
    mine = between.filter(Q(blocker=actor.person) | Q(blocked=actor.person))
    ids = {one for pair in mine.values_list("blocker", "blocked") for one in pair} - {actor.person.pk}
    seats = Seat.objects.filter(circle=meeting.circle_id, membership__person__in=ids)
    return list(seats.values_list("pk", flat=True)) if ids else []


def others_inside(actor: Actor, meeting: Meeting) -> list[Presence]:
    """Everybody else who has come into a meeting that the actor holds."""
    rows = visible(actor, Action.PRESENCE_LEAD, Presence).filter(meeting=meeting).select_related("seat")
    return list(rows.order_by("seat__part", "seat__since", "pk"))


def presence_of_member(actor: Actor, id: UUID) -> Presence:
    """Somebody inside whom the actor may mute or put out, who does not hold the circle; raises NotFound."""
    found: Presence = find(actor, Action.PRESENCE_LEAD, Presence, id)
    if found.seat.part != Seat.MEMBER:
        raise NotFound
    return found


@dataclass(frozen=True)
class Aside:
    """Who reads a side room just now, as whoever asked for it must know before they write."""

    name: str  # of the facilitator who was asked; empty: all who hold the circle
    has_left: bool
    nobody_there: bool
    nobody_holds: bool  # today: not even later would anybody read it


def aside_state(actor: Actor, seen: Show, room: Room | None) -> Aside | None:
    """Whom my words would not reach at once; None while the one whom I asked is there."""
    if room is not None and room.seat_id != seen.mine.pk:
        return None
    others = to_be_asked(seen.mine, seen.meeting)
    heard = there(seen.meeting, others)
    if room is None:
        return None if heard else Aside("", False, True, not others)
    if room.helper in heard:
        return None
    return Aside(room.helper.name if room.helper else "", has_left(room), not heard, not others)


def is_asked(seen: Show) -> bool:
    """Whether somebody has asked me aside: if I go, they are alone."""
    return bool(Room.objects.filter(meeting=seen.meeting, kind=Room.ASIDE, helper=seen.mine).exists())


def is_last(seen: Show) -> bool:
    """Whether members are inside, and nobody else who holds the circle is there."""
    inside = Presence.objects.filter(meeting=seen.meeting, is_here=True, is_out=False)
    others = list(holders_of(seen.circle).exclude(pk=seen.mine.pk))
    return inside.filter(seat__part=Seat.MEMBER).exists() and not there(seen.meeting, others)


def side_rooms(actor: Actor, meeting: Meeting) -> list[Room]:
    """Side rooms of this meeting in which the actor is one of the two."""
    rows = visible(actor, Action.ASIDE_SPEAK, Room).filter(meeting=meeting)
    return list(rows.select_related("seat", "helper").order_by("pk"))


def side_room(actor: Actor, id: UUID) -> Room:
    """One side room; raises NotFound."""
    room = (
        visible(actor, Action.ASIDE_SPEAK, Room)
        .select_related("seat", "helper", "meeting")
        .filter(pk=id)
        .first()
    )
    if room is None:
        raise NotFound
    return room  # type: ignore[no-any-return]


def back_room(actor: Actor, meeting: Meeting) -> Room | None:
    """The facilitators' room of this meeting, for one of them."""
    found: Room | None = visible(actor, Action.BACK_SPEAK, Room).filter(meeting=meeting).first()
    return found


def meetings_of(actor: Actor, circle: Circle) -> tuple[list[Meeting], list[Meeting]]:
    """Meetings of a circle that come or go on, and those that were, the newest of each first to be read."""
    rows = visible(actor, Action.MEETING_SEE, Meeting).filter(circle=circle)
    alive = rows.filter(state__in=(Meeting.PLANNED, Meeting.OPEN)).order_by("starts_at", "pk")
    over = rows.filter(state=Meeting.ENDED).order_by("-starts_at", "pk")
    return list(alive[:NEWEST]), list(over[:NEWEST])


def open_now(actor: Actor) -> dict[UUID, Meeting]:
    """Meetings that are open just now, of all circles in which the actor sits, by circle."""
    rows = visible(actor, Action.MEETING_SEE, Meeting).filter(state=Meeting.OPEN)
    return {one.circle_id: one for one in rows.order_by("-starts_at", "pk")}


def soon(actor: Actor) -> Meeting | None:
    """A meeting of mine that is open now, or opens within an hour."""
    found = _awake_until(actor, now() + dt.timedelta(hours=1))
    return found[0] if found else None


@prepared
def _awake_until(actor: Actor, near: dt.datetime) -> QuerySet[Meeting]:
    awake = Seat.objects.filter(membership=actor.membership, state=Seat.HERE, is_resting=False)
    rows = visible(actor, Action.MEETING_SEE, Meeting).filter(state__in=(Meeting.PLANNED, Meeting.OPEN))
    rows = rows.filter(circle__in=awake.values("circle"))
    return rows.filter(starts_at__lte=near).order_by("starts_at", "pk")[:1]


@prepared
def checks_of(actor: Actor) -> QuerySet[AfterCheck]:
    """Meetings after which the actor may still answer two questions."""
    rows = visible(actor, Action.MEETING_ANSWER, AfterCheck).select_related("meeting__circle")
    return rows.order_by("until", "pk")


def check_after(actor: Actor, meeting: Meeting) -> AfterCheck | None:
    """The two questions after this meeting, while the actor may still answer them."""
    return next((one for one in checks_of(actor) if one.meeting_id == meeting.pk), None)


def answers_of(seen: Show) -> dict[str, list[int]] | None:
    """The counts of a meeting's answers, for those who hold the circle, when there are enough of them."""
    answers: Any = seen.meeting.answers
    return answers if seen.leads and may_be_shown(answers) else None
