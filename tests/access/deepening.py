"""More inside one thing: words in a talk, people in a circle, lines in a plan, hands for a goal."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from muruna.circles.actions.joining import ask_for_seat
from muruna.circles.actions.meetings import enter_meeting
from muruna.circles.actions.taking_part import say_aside as say_in_room
from muruna.circles.actions.taking_part import say_back, speak
from muruna.circles.actions.wall import write_post
from muruna.circles.models import Circle, Meeting, Post, Room, Seat
from muruna.circles.seating import renew_key
from muruna.conversations.actions.asides import say_aside
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Conversation, Participant, Thread
from muruna.foundation.clock import now
from muruna.foundation.tenancy import in_space
from muruna.goals.actions import decisions, goals, practices
from muruna.goals.actions.hard_times import add_lines
from muruna.goals.logic.decisions import Option
from muruna.goals.models import Decision, Goal, Practice
from muruna.matching.models import SupportOffer
from muruna.safeguarding.actions.answers import ask_concerned
from muruna.safeguarding.actions.cases import write_note as note_in_case
from muruna.safeguarding.models import Case, CasePerson
from muruna.sharing.actions import write_note
from muruna.sharing.models import Share
from muruna.spaces.models import Membership, Right
from muruna.stories.actions.responding import reply_to_story
from muruna.stories.models import Reply, Story
from muruna.strategies.actions.planning import save_person
from muruna.strategies.logic.who_knows import Entry
from tests.access import things
from tests.access.world import CANARY, World, join, open_person

Thing = tuple[str, UUID]  # the name of its model, its id


def deepen(world: World, inside: Iterable[Thing], count: int) -> None:
    """`count` more lines in each of these things of space A, and as many more people to choose from."""
    with in_space(world.spaces["A"]):
        for number in range(count):
            beside = _beside(world)
            for model, id in sorted(inside):
                if model in _MORE:
                    _MORE[model](world, id, f"{CANARY} {number}", beside)
            member = _actor(world, world.persona("member"))
            add_lines(actor=member, part="people", texts=[f"{CANARY} line {len(world.people)}"])
            save_person(actor=member, entry=Entry("", f"{CANARY} {number}"))


def roomy(world: World) -> dict[str, UUID]:
    """By model and state, the things that most people are in: every run looks into the same kind."""
    with in_space(world.spaces["A"]):
        talks = Conversation.objects.filter(
            state=Conversation.OPEN, participants__membership=world.persona("supervisor")
        )
        meeting = Meeting.objects.filter(state=Meeting.OPEN)[0]
        stories = Story.objects.filter(state=Story.PUBLISHED, audience=Story.SPACE)
        cases = Case.objects.filter(kind=Case.WORRY, state=Case.OPEN)
        goal = Share.objects.filter(kind="goal", giver=world.persona("member"))[0]
        some = (talks[0], meeting, meeting.circle, stories[0], cases[0], goal)
        return {
            " ".join([type(one).__name__, *filter(None, [getattr(one, "state", "")])]): one.pk for one in some
        }


def _beside(world: World) -> str:
    """One more who supports the member, who leads, and who sits with others; returns their kind."""
    kind = f"beside {len(world.people)}"
    world.people[kind] = open_person(kind)
    join(world.spaces["A"], world.people[kind], "A", "active", "25+", (Right.SUPPORTER,))
    SupportOffer.objects.create(
        space=world.spaces["A"], membership=world.persona(kind), languages=["en"], most_open=3
    )
    things.talk(world, "A", "member", kind, None)
    lead = f"{kind} leads"
    world.people[lead] = open_person(lead)
    join(world.spaces["A"], world.people[lead], "A", "active", "25+", (Right.SAFEGUARDING_LEAD,))
    return kind


def _actor(world: World, persona: Membership) -> Any:
    who = next(one for one in world.people.values() if one.memberships.get("A") == persona)
    return who.actor(world.spaces["A"])


def _talk(world: World, id: UUID, words: str, beside: str) -> None:
    if Conversation.objects.get(pk=id).state != Conversation.OPEN:
        return
    for one in Participant.objects.filter(conversation=id).select_related("membership"):
        actor = _actor(world, one.membership)
        if one.part != Participant.SUPERVISOR:
            say(actor=actor, conversation_id=id, text=words)
        elif Thread.objects.filter(conversation=id, kind=Thread.SIDE).exists():
            say_aside(actor=actor, conversation_id=id, text=words)


def _circle(world: World, id: UUID, words: str, beside: str) -> None:
    """Somebody more sits, asks or waits there, and writes on the wall; a post is answered; a meeting more."""
    circle = Circle.objects.get(pk=id)
    if circle.state != Circle.OPEN:
        return
    Circle.objects.filter(pk=id).update(capacity=40)
    for state in (Seat.HERE, Seat.WAITING, Seat.ASKED):
        kind = f"{beside} in a circle, {state}"
        if kind not in world.people:
            world.people[kind] = open_person(kind)
            join(world.spaces["A"], world.people[kind], "A", "active", "25+", ())
        seat = ask_for_seat(
            actor=_actor(world, world.persona(kind)), circle_id=id, name=f"{CANARY} {kind}",
            declares=True, agrees=True, agreed_to=circle.agreement_version,
        )  # fmt: skip
        Seat.objects.filter(pk=seat.pk).update(state=state)
        if state == Seat.HERE:
            renew_key(circle)
            write_post(actor=_actor(world, world.persona(kind)), circle_id=id, text=words)
    holder = Seat.objects.filter(circle=circle, part=Seat.FACILITATOR, state=Seat.HERE)[0].membership
    for above in Post.objects.filter(circle=circle, answers=None)[:2]:
        write_post(actor=_actor(world, holder), circle_id=id, text=words, answers=above.pk)
    Meeting.objects.create(
        space=circle.space, circle=circle, minutes=60,
        starts_at=now() + dt.timedelta(days=9, minutes=len(world.people)),
    )  # fmt: skip


def _meeting(world: World, id: UUID, words: str, beside: str) -> None:
    meeting = Meeting.objects.get(pk=id)
    kind = f"{beside} in a circle, {Seat.HERE}"
    if meeting.state != Meeting.OPEN:
        return
    if not Seat.objects.filter(circle=meeting.circle_id, membership=world.persona(kind)).exists():
        _circle(world, meeting.circle_id, words, beside)
    actor = _actor(world, world.persona(kind))
    enter_meeting(actor=actor, meeting_id=id)
    speak(actor=actor, meeting_id=id, text=words)


def _room(world: World, id: UUID, words: str, beside: str) -> None:
    room = Room.objects.select_related("meeting").get(pk=id)
    if room.kind == Room.ASIDE and room.seat:
        say_in_room(actor=_actor(world, room.seat.membership), room_id=id, text=words)
    elif room.kind == Room.BACK:
        say_back(actor=_actor(world, world.persona("facilitator")), room_id=id, text=words)


def _story(world: World, id: UUID, words: str, beside: str) -> None:
    if Story.objects.get(pk=id).state == Story.PUBLISHED:
        actor = _actor(world, world.persona(beside))
        for state in (Reply.SHOWN, Reply.WAITING):
            said = reply_to_story(actor=actor, story_id=id, text=words)
            Reply.objects.filter(pk=said.pk).update(state=state)


def _goal(world: World, id: UUID, words: str, beside: str) -> None:
    mine = _actor(world, Goal.objects.get(pk=id).membership)
    goals.save_step(actor=mine, goal_id=id, words=words)
    if mine.membership == world.persona("member"):
        share = goals.show_goal(actor=mine, goal_id=id, ally=world.persona(beside).pk)
        _share(world, share.pk, words, beside)


def _share(world: World, id: UUID, words: str, beside: str) -> None:
    share = Share.objects.get(pk=id)
    for is_proposal in (True, False):
        write_note(
            actor=_actor(world, share.receiver), share_id=id, text=f"{words} step", is_proposal=is_proposal
        )


def _decision(world: World, id: UUID, words: str, beside: str) -> None:
    mine = _actor(world, Decision.objects.get(pk=id).membership)
    decisions.save_option(actor=mine, id=id, option=Option("", words))


def _practice(world: World, id: UUID, words: str, beside: str) -> None:
    mine = _actor(world, Practice.objects.get(pk=id).membership)
    practices.look_again(actor=mine, id=id, sure=5, changed=words)


def _case(world: World, id: UUID, words: str, beside: str) -> None:
    people = CasePerson.objects.filter(case=id)
    for one in people.filter(part=CasePerson.TEAM).select_related("membership"):
        note_in_case(actor=_actor(world, one.membership), case_id=id, kind="note", text=words)
        if people.filter(part=CasePerson.CONCERNED).exists():
            ask_concerned(actor=_actor(world, one.membership), case_id=id, text=words)


_MORE: dict[str, Callable[[World, UUID, str, str], None]] = {
    "Conversation": _talk, "Circle": _circle, "Meeting": _meeting, "Room": _room, "Story": _story,
    "Goal": _goal, "Share": _share, "Decision": _decision, "Practice": _practice, "Case": _case,
}  # fmt: skip
