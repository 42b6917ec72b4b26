"""Reading conversations: my list, one page of words, what waits for my answer."""

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, NotFound, find, visible
from muruna.accounts.keyring import container_key, container_keys, first_keys
from muruna.conversations.models import (
    Conversation,
    Debrief,
    Ending,
    FollowUp,
    Gap,
    HandOver,
    Message,
    Participant,
    Thread,
    Worry,
)
from muruna.conversations.words import (
    MOST,
    REQUEST,
    Words,
    debrief_place,
    ending_place,
    open_chosen,
    open_thread,
)
from muruna.foundation.clock import today
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import open_padded
from muruna.matching.queries import eligible_supporters
from muruna.safeguarding.models import Case, CasePerson
from muruna.spaces.models import Membership, Right, Space

SUPPORTER, SUPERVISOR = Participant.SUPPORTER, Participant.SUPERVISOR
UNDER_WAY = HandOver.UNDER_WAY
DAYS_TOLD = 7  # so long the two read that a hand-over came to nothing
LONG = ("identity", "asked_because", "suspended_because")
NEWEST = 30  # conversations on a page of the list


@dataclass(frozen=True)
class Talk:
    """A conversation as one of its people sees it."""

    conversation: Conversation
    people: dict[UUID, Participant]  # by membership
    me: Participant
    other: Participant | None  # the one I talk with; for a supervisor, the supporter
    supervisor: Participant | None
    has_left: bool = False  # I did not end it, and it was not a planned ending
    # Most conversations have neither; asked together with the people, they cost no queries of their own.
    has_worry: bool = True
    has_hand_over: bool = True

    @property
    def names(self) -> dict[UUID, str]:
        """What each who is or was in it is called, by membership."""
        return {one: each.membership.name or _("Somebody who has left") for one, each in self.people.items()}

    @property
    def is_mine_to_write(self) -> bool:
        return self.conversation.state == Conversation.OPEN

    @property
    def am_supporter(self) -> bool:
        return self.me.part == SUPPORTER

    @property
    def is_with_minor(self) -> bool:
        """I support somebody under 18; the one who is supported is never told the other's age."""
        return self.am_supporter and self.other is not None and self.other.membership.is_minor

    @property
    def has_ended(self) -> bool:
        return self.conversation.state == Conversation.ENDED

    @property
    def other_is_here(self) -> bool:
        """The one I talk with has not left the community, nor deleted their account."""
        return self.other is not None and self.other.membership.state != Membership.LEFT

    @property
    def other_name(self) -> str:
        return self.other.membership.name if self.other else ""


@dataclass(frozen=True)
class TalkLine:
    """A line of my list: whom with, since when quiet, and whether something is new to me."""

    talk: Talk
    last_day: dt.date
    has_new: bool
    is_aside: bool = False
    last_at: dt.datetime | None = None  # sealed in the words; see last_moments


@dataclass(frozen=True)
class Sheet:
    """Some messages of a thread, oldest first; `earlier` is the number to ask before, if there are more."""

    words: list[Words]
    newest: int
    earlier: int | None


def _with_people(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    people = Participant.objects.select_related("membership")
    return rows.prefetch_related(Prefetch("participants", people, to_attr="everyone"))


def _talk(actor: Actor, conversation: Conversation) -> Talk:
    everyone: list[Participant] = conversation.everyone  # type: ignore[attr-defined]
    mine, here = actor.membership.pk, [one for one in everyone if one.is_here]
    me = next(one for one in here if one.membership_id == mine)
    across = {Participant.MEMBER: SUPPORTER, SUPPORTER: Participant.MEMBER, SUPERVISOR: SUPPORTER}[me.part]
    gone = conversation.state == Conversation.ENDED and conversation.ended_how == Conversation.LEFT
    return Talk(
        conversation,
        {one.membership_id: one for one in everyone},
        me,
        next((one for one in here if one.part == across), None),
        next((one for one in here if one.part == SUPERVISOR), None),
        has_left=gone and conversation.ended_by_id != mine,
    )


@prepared
def _people_of(actor: Actor, id: UUID, *, action: Action) -> QuerySet[Participant]:
    seen = visible(actor, action, Conversation).filter(pk=id)
    worries = Worry.objects.filter(conversation=OuterRef("conversation"))
    told = (*UNDER_WAY, *HandOver.FOR_NOTHING)
    under_way = HandOver.objects.filter(conversation=OuterRef("conversation"), state__in=told)
    people = Participant.objects.filter(conversation__in=seen).select_related("membership", "conversation")
    people = people.defer(*(f"membership__{name}" for name in LONG))  # each would be opened, and not shown
    return people.annotate(has_worry=Exists(worries), has_hand_over=Exists(under_way))


def talk(actor: Actor, id: UUID, action: Action = Action.CONVERSATION_SEE) -> Talk:
    """One conversation with its people, in one query; raises NotFound."""
    everyone = _people_of(actor, id, action=action)
    if not everyone:
        raise NotFound
    conversation = everyone[0].conversation
    conversation.everyone = everyone
    found = _talk(actor, conversation)
    return replace(found, has_worry=everyone[0].has_worry, has_hand_over=everyone[0].has_hand_over)


def talks_of(actor: Actor, *, page: int = 1) -> tuple[list[TalkLine], bool]:
    """My conversations and those I stand beside as supervisor, open ones first; whether there are more."""
    if not actor.membership:
        return [], False
    seen = visible(actor, Action.CONVERSATION_SEE, Conversation) | visible(
        actor, Action.SIDE_SEE, Conversation
    )
    kind = Subquery(
        Participant.objects.filter(conversation=OuterRef("conversation"), membership=actor.membership).values(
            "part"
        )[:1]
    )
    threads = Thread.objects.annotate(my_part=kind).annotate(
        last_day=Subquery(Message.objects.filter(thread=OuterRef("pk")).order_by("-seq").values("day")[:1])
    )
    rows = _with_people(Conversation.objects.filter(pk__in=seen.values("pk"))).prefetch_related(
        Prefetch("threads", threads, to_attr="all_threads")
    )
    # "open" and "paused" sort after "ended" by luck of the alphabet, so the order is turned around.
    start = (page - 1) * NEWEST
    found = list(rows.order_by("-state", "-began_on", "pk")[start : start + NEWEST + 1])
    lines = [_line(actor, one) for one in found[:NEWEST]]
    lines.sort(
        key=lambda line: (line.talk.conversation.state == Conversation.ENDED, -line.last_day.toordinal())
    )
    return lines, len(found) > NEWEST


def _line(actor: Actor, conversation: Conversation) -> TalkLine:
    talk = _talk(actor, conversation)
    threads = {one.kind: one for one in conversation.all_threads}  # type: ignore[attr-defined]
    is_aside = talk.me.part == SUPERVISOR
    main, side = threads.get(Thread.MAIN), threads.get(Thread.SIDE)
    new_main = bool(main and not is_aside and main.next_seq - 1 > talk.me.seen)
    new_side = bool(side and talk.me.part != Participant.MEMBER and side.next_seq - 1 > talk.me.seen_aside)
    shown = side if is_aside else main
    last = (shown.last_day if shown else None) or conversation.began_on  # type: ignore[attr-defined]
    return TalkLine(talk, last, new_main or new_side, is_aside)


def news(actor: Actor) -> list[TalkLine]:
    """The conversations in which something is new to me."""
    return [line for line in talks_of(actor)[0] if line.has_new]


@prepared
def _threads_of(conversation: Conversation, *, kind: str) -> QuerySet[Thread]:
    return Thread.objects.filter(conversation=conversation, kind=kind)


def thread_of(conversation: Conversation, kind: str = Thread.MAIN) -> Thread | None:
    """The main or the side thread of a conversation that the caller may see."""
    found = _threads_of(conversation, kind=kind)
    return found[0] if found else None


def sheet(actor: Actor, thread: Thread, *, after: int = 0, before: int | None = None) -> Sheet:
    """One page of words of a thread that the caller may see."""
    words = open_thread(actor, thread, after=after, before=before, most=MOST if after else MOST + 1)
    has_more = not after and len(words) > MOST
    words = words[1:] if has_more else words
    newest = words[-1].seq if words else after
    return Sheet(words, newest, words[0].seq if has_more else None)


def hand_over_of(conversation: Conversation) -> HandOver | None:
    """The hand-over that is under way, if any."""
    rows = HandOver.objects.filter(conversation=conversation, state__in=UNDER_WAY)
    return rows.select_related("to").first()


def hand_over_told(conversation: Conversation) -> HandOver | None:
    """The hand-over that is under way, or that came to nothing lately and nobody else was asked since."""
    since = today() - dt.timedelta(days=DAYS_TOLD)
    told = Q(state__in=UNDER_WAY) | Q(state__in=HandOver.FOR_NOTHING, day__gte=since)
    return HandOver.objects.filter(told, conversation=conversation).select_related("to").first()


@prepared
def hand_overs_for(actor: Actor) -> QuerySet[HandOver]:
    """Conversations that I am asked to go on with, their members having agreed."""
    rows = visible(actor, Action.CONVERSATION_HAND_OVER, HandOver)
    return rows.select_related("conversation", "to").order_by("day", "pk")


@dataclass(frozen=True)
class Alone:
    """A talk that needs somebody, for a coordinator: whose it is and how far it is, without a word of it."""

    gap: Gap
    member: Membership
    hand_over: HandOver | None  # under way, or come to nothing

    @property
    def is_asking(self) -> bool:
        return self.hand_over is not None and self.hand_over.state in UNDER_WAY


def gap_of(conversation: Conversation) -> Gap | None:
    """That nobody may support in a conversation which the caller may see, if it is so."""
    return Gap.objects.filter(conversation=conversation).first()


def gaps_count(actor: Actor) -> int:
    """How many talks of the space need another supporter; 0 for anybody but a coordinator."""
    return int(visible(actor, Action.WAITING_BOARD, Gap).count())


def gaps(actor: Actor) -> list[Alone]:
    """The talks of the space that need another supporter, the longest without one first."""
    rows = list(visible(actor, Action.WAITING_BOARD, Gap).order_by("day", "pk"))
    ids = [row.conversation_id for row in rows]
    parts = Participant.objects.filter(conversation__in=ids, part=Participant.MEMBER)
    members = {part.conversation_id: part.membership for part in parts.select_related("membership__person")}
    # At most one of each talk: what came to nothing is closed when somebody else is asked.
    told = HandOver.objects.filter(conversation__in=ids, state__in=(*UNDER_WAY, *HandOver.FOR_NOTHING))
    asked = {one.conversation_id: one for one in told}
    return [Alone(row, members[row.conversation_id], asked.get(row.conversation_id)) for row in rows
            if row.conversation_id in members]  # fmt: skip


def first_words(actor: Actor, conversation: Conversation) -> str:
    """What the member asked with, when they are who asks; "" when there were none or they are erased."""
    thread = thread_of(conversation)
    rows = Message.objects.filter(thread=thread, sender=actor.membership).order_by("seq")
    first = rows.values_list("pk", flat=True).first()
    words = open_chosen(actor, thread, [first]) if thread and first else []
    return words[0].text or "" if words and words[0].kind == REQUEST else ""


def member_of(conversation: Conversation) -> Membership | None:
    """The member whom a conversation is for; None once their account is gone, and their part with it."""
    parts = conversation.participants.filter(part=Participant.MEMBER)
    part = parts.select_related("membership__person", "membership__space").first()
    return part.membership if part else None


def debriefs_of(actor: Actor) -> list[tuple[Debrief, str]]:
    """Notes after hard talks that I wrote or that were written to me with their words, newest first."""
    rows = visible(actor, Action.DEBRIEF_READ, Debrief).select_related("writer", "reader")
    newest = list(rows.order_by("-day", "pk")[:NEWEST])
    keys = first_keys(actor, [row.pk for row in newest])
    return [(row, note_words(row, keys[row.pk])) for row in newest if row.pk in keys]


def new_notes_count(actor: Actor) -> int:
    """How many notes after hard talks were written to the actor, who supervises, and wait to be read."""
    if not actor.has(Right.SUPERVISOR):
        return 0
    rows = visible(actor, Action.DEBRIEF_READ, Debrief).filter(reader=actor.membership, is_new=True)
    return int(rows.count())


def note_words(row: Debrief, key: bytes) -> str:
    """A note, opened with the key of its container."""
    return str(json.loads(open_padded(key, bytes(row.body), debrief_place(row.pk)))["text"])


@dataclass(frozen=True)
class ReportState:
    """How far a report of mine has come: "received", "looking" or "answered"."""

    day: dt.date
    state: str


def my_reports(actor: Actor, conversation: Conversation) -> list[ReportState]:
    """My own reports about this conversation, newest first."""
    mine = CasePerson.objects.filter(membership=actor.membership, part=CasePerson.REPORTER)
    cases = Case.objects.filter(source_id=conversation.pk, kind=Case.REPORT, pk__in=mine.values("case"))
    return [ReportState(case.opened_on, _how_far(case)) for case in cases.order_by("-opened_on", "pk")]


def _how_far(case: Case) -> str:
    if case.state == Case.CLOSED:
        return "answered"
    return "looking" if case.answered_at else "received"


def follow_ups_due(actor: Actor) -> list[FollowUp]:
    """Days to look back that have come."""
    return _follow_ups_until(actor, today())


@prepared
def _follow_ups_until(actor: Actor, day: dt.date) -> QuerySet[FollowUp]:
    rows = visible(actor, Action.CONVERSATION_LIST, FollowUp).filter(day__lte=day)
    return rows.select_related("supporter").order_by("day", "pk")


def could_talk_again(actor: Actor, follow_up: FollowUp) -> Membership | None:
    """The supporter of a talk that is over, when the rules would bring the two together now."""
    if follow_up.supporter_id is None:
        return None
    able = eligible_supporters(actor.space, actor.membership)
    return next((one for one in able if one.pk == follow_up.supporter_id), None)


def have_met(actor: Actor, membership: Any) -> bool:
    """Whether the actor has talked with this persona in the active space."""
    mine = Participant.objects.filter(membership=actor.membership).exclude(part=SUPERVISOR)
    return (
        Participant.objects.filter(membership=membership)
        .exclude(part=SUPERVISOR)
        .filter(Exists(mine.filter(conversation=OuterRef("conversation"))))
        .exists()
    )


def last_words(actor: Any, conversation: Conversation) -> dict[str, str]:
    """What was said at the end, for the two who talked: {"summary", "thanks"}, both may be empty."""
    find(actor, Action.CONVERSATION_SEE, Conversation, conversation.pk)
    ending = Ending.objects.filter(conversation=conversation).first()
    thread = Thread.objects.filter(conversation=conversation, kind=Thread.MAIN).first()
    if ending is None or thread is None or not ending.body:
        return {"summary": "", "thanks": ""}
    keys = container_keys(actor, thread.pk)
    if ending.epoch not in keys:
        return {"summary": "", "thanks": ""}
    opened: dict[str, str] = json.loads(
        open_padded(keys[ending.epoch], bytes(ending.body), ending_place(thread.pk, ending.epoch))
    )
    return opened


def open_debrief(actor: Any, debrief: Debrief) -> str:
    """The words of a note that the actor wrote or that was written to them."""
    find(actor, Action.DEBRIEF_READ, Debrief, debrief.pk)
    return note_words(debrief, container_key(actor, debrief.pk))


def days_kept(space: Space) -> int:
    """How many days the words of an ended conversation stay in this space, by its profile."""
    return int(space.effective().retention_days.conversations)
