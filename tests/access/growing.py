"""More of everything that a list shows, so that a list's cost can be asked at two lengths."""

import datetime as dt
import uuid

from muruna.accounts.keyring import start_container
from muruna.accounts.models import Block, KeptItem, Opening
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Debrief, FollowUp, Gap, HandOver
from muruna.conversations.words import debrief_place
from muruna.foundation.clock import now, today
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import seal_padded
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Proposal
from muruna.safeguarding.actions.contact import write_letter
from muruna.safeguarding.actions.opening import open_report, open_worry
from muruna.safeguarding.models import CardSeen, CardVersion, CaseLetter, DutyWindow
from muruna.safeguarding.sealing import letter_place, sealed
from muruna.spaces.models import JoinCode
from muruna.stories.actions.responding import mark_story
from muruna.stories.models import Mark, Story
from tests.access import circles, days, goals, helping, stories, things
from tests.access.world import CANARY, KINDS, Someone, World, join, open_person


def grow(world: World, count: int) -> None:
    """`count` more of each thing, in space A."""
    world.forget()
    with in_space(world.spaces["A"]):
        for _ in range(count):
            newcomer = _newcomer(world)
            _asked(world, newcomer)
            _talked(world)
            _around(world, newcomer)
            helping.more(world)
            goals.more(world)
            days.more(world)
            circles.more(world)
            _told(world)


def _told(world: World) -> None:
    """One more story that is read and kept, one more that waits, one more draft."""
    reader = world.people["second"].actor(world.spaces["A"])
    mark_story(actor=reader, story_id=stories.read(world).pk, kind=Mark.KEPT, is_on=True)
    Story.objects.filter(pk=stories.send(world, "A", "friend").pk).update(state=Story.SENT)
    stories.write(world, "A", "member")


def _newcomer(world: World) -> str:
    """Another member, whom the supporter can be asked by."""
    kind = f"member {len(world.people) - len(KINDS)}"
    world.people[kind] = someone = open_person(kind)
    join(world.spaces["A"], someone, "A", "active", "25+", ())
    asked = open_person(f"{kind} who asks")
    join(world.spaces["A"], asked, "A", "asked", "25+", ())
    return kind


def _asked(world: World, kind: str) -> None:
    space = world.spaces["A"]
    actor = world.people[kind].actor(space)
    request = write_request(actor=actor, ask=Ask(words=f"{CANARY} asks", languages=("en",)))
    Proposal.objects.filter(request=request).delete()
    Proposal.objects.create(
        space=space, request=request, supporter=world.persona("supporter"), state=Proposal.CHOSEN,
        answer_by=now() + dt.timedelta(hours=9),
    )  # fmt: skip


def _talked(world: World) -> None:
    space = world.spaces["A"]
    talk = things.talk(world, "A", "member", "supporter", "supervisor")
    say(actor=world.people["member"].actor(space), conversation_id=talk.pk, text=f"{CANARY} once more")
    worry = open_worry(
        actor=world.people["supporter"].actor(space), conversation=talk, concerned=world.persona("member"),
        facts=things.FACTS, language="en",
    )  # fmt: skip
    report = open_report(
        actor=world.people["member"].actor(space), conversation=talk, named=world.persona("supporter"),
        words=[{"text": f"{CANARY} reported"}], why=f"{CANARY} why",
    )  # fmt: skip
    for case in (worry, report):
        letter = CaseLetter(space=space, case=case, to=world.persona("member"))
        key = start_container(letter.pk, [world.people["member"].person])
        letter.body = sealed(key, {"text": f"{CANARY} asked"}, letter_place(letter.pk))
        letter.save(force_insert=True)
    note_id = uuid.uuid4()
    key = start_container(note_id, [world.people[who].person for who in ("supporter", "supervisor")])
    Debrief.objects.create(
        id=note_id, space=space, conversation=talk, writer=world.persona("supporter"),
        reader=world.persona("supervisor"), body=seal_padded(key, b'{"text": "-"}', debrief_place(note_id)),
        erase_on=today() + dt.timedelta(days=9),
    )  # fmt: skip
    HandOver.objects.create(space=space, conversation=talk, to=world.persona("second"), state=HandOver.AGREED)
    FollowUp.objects.create(space=space, membership=world.persona("member"), day=today())
    alone = things.talk(world, "A", "friend", "second", None)
    Gap.objects.create(space=space, conversation=alone)


def _around(world: World, newcomer: str) -> None:
    space, number = world.spaces["A"], len(world.people)
    DutyWindow.objects.create(
        space=space, lead=world.persona("lead"), weekday=number % 7, starts=dt.time(number % 24),
        ends=dt.time(23, 59), languages=["en"],
    )  # fmt: skip
    JoinCode.objects.create(
        space=space, digest=uuid.uuid4().bytes * 2, sheet=uuid.uuid4(), expires_on=today() + dt.timedelta(9)
    )
    card = CardVersion.objects.create(
        space=space, version=f"{number}", language="en", age_band="25+",
        text={"title": "-", "intro": "-", "lines": []},
    )  # fmt: skip
    CardSeen.objects.create(space=space, card=card, membership=world.persona("member"))
    write_letter(text=f"{CANARY} from outside", code=uuid.uuid4().hex, network=uuid.uuid4().hex)
    for kind in ("member", "supporter"):
        _of_one_s_own(world, world.people[kind], world.people[newcomer])


def _of_one_s_own(world: World, someone: Someone, other: Someone) -> None:
    keys, space = someone.account.keys, world.spaces["A"]
    someone.client()  # one more place where they are signed in
    KeptItem.objects.create(
        person=someone.person, blob=keys.seal_own_padded("kept", {"text": f"{CANARY} kept"})
    )
    Opening.objects.create(
        person=someone.person, looker_role="safeguarding_lead", looker_id=world.persona("lead").pk,
        thing="report", thing_id=uuid.uuid4(), reason="report", space_id=space.pk,
    )  # fmt: skip
    if someone.kind == "supporter":
        return  # whom the supporter blocks can ask them nothing, and the lists would not grow
    Block.objects.create(
        blocker=someone.person, blocked=other.person, label_sealed=keys.seal_own("block", f"{CANARY} label"),
        space_id=space.pk, room=space.pk,
    )  # fmt: skip
