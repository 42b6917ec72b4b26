"""What the people of the walk have done: one of each thing, made by deeds where there are deeds."""

import datetime as dt
import uuid
from typing import Any

from django.apps import apps

from muruna.access import Actor
from muruna.accounts.keyring import container_key, start_container
from muruna.accounts.models import Block, KeptItem, Opening
from muruna.conversations.actions.hand_overs import propose_hand_over
from muruna.conversations.actions.messages import say
from muruna.conversations.actions.stopping import leave_conversation, pause_conversation
from muruna.conversations.models import Conversation, Debrief, HandOver, Participant, Thread
from muruna.conversations.words import debrief_place
from muruna.foundation.clock import now, today
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import seal_padded
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Proposal
from muruna.notifications.models import Letterbox
from muruna.safeguarding.actions.answers import ask_concerned
from muruna.safeguarding.actions.cards import show_card
from muruna.safeguarding.actions.contact import write_letter
from muruna.safeguarding.actions.opening import open_report, open_worry
from muruna.safeguarding.models import Case, CasePerson, DutyWindow, SteppingAside
from muruna.spaces.models import Appointment, GuardedStep, JoinCode, Space
from muruna.strategies.library import by_code
from muruna.ui.addresses import code_of
from tests.access import circles, days, goals, hard_times, helping, stories
from tests.access.world import CANARY, World

FACTS = dict.fromkeys(
    ("safe_contact", "safe_hours", "not_told", "reveals", "wishes", "basis", "what_happened"),
    f"{CANARY} fact",
)


def live_a_while(world: World) -> None:
    """Things in both spaces; in B the foreigner is everybody's supporter, supervisor and lead."""
    for letter, cast in (
        ("A", ("member", "supporter", "supervisor", "lead", "second")),
        ("B", ("twin", "foreigner", "twin", "foreigner", "twin")),
    ):
        with in_space(world.spaces[letter]):
            _life(world, letter, *cast)
    with in_space(world.spaces["A"]):
        _reported(world)
        _earlier(world)
        _seen(world)
    _own_things(world)


def _actor(world: World, kind: str, letter: str) -> Actor:
    return world.people[kind].actor(world.spaces[letter])


def _life(
    world: World, letter: str, member: str, supporter: str, supervisor: str, lead: str, second: str
) -> None:
    space = world.spaces[letter]
    word = CANARY if letter == "A" else "Other"
    DutyWindow.objects.create(
        space=space, lead=world.persona(lead, letter), weekday=today().weekday(),
        starts=dt.time(0), ends=dt.time(23, 59), languages=["en"],
    )  # fmt: skip
    JoinCode.objects.create(
        space=space,
        digest=uuid.uuid4().bytes * 2,
        sheet=uuid.uuid4(),
        expires_on=today() + dt.timedelta(days=9),
    )
    Appointment.objects.create(
        space=space, membership=world.persona(member, letter), role="safeguarding_lead",
        ends_on=today() + dt.timedelta(days=90), begins_on=today() + dt.timedelta(days=9),
        given_by=world.persona("steward" if letter == "A" else lead, letter),
    )  # fmt: skip
    GuardedStep.objects.create(
        space=space, membership=world.persona(second, letter), deed="suspend", detail="safety",
        asked_by=world.persona("steward" if letter == "A" else lead, letter),
    )  # fmt: skip
    held = talk(world, letter, member, supporter, supervisor if supervisor != member else None)
    for who in (member, supporter):
        say(actor=_actor(world, who, letter), conversation_id=held.pk, text=f"{word} said by {who}")
    case = open_worry(
        actor=_actor(world, supporter, letter), conversation=held, concerned=world.persona(member, letter),
        facts=FACTS, language="en",
    ) if letter == "A" else None  # fmt: skip
    _if_built("conversations.Worry", space=space, conversation=held,
              case_id=case.pk if case else uuid.uuid4(),
              author=world.persona(supporter, letter), lead=world.persona(lead, letter))  # fmt: skip
    if case:
        SteppingAside.objects.create(
            space=space, case=case, lead=world.persona("named"), asked_by=world.persona("lead"), reason="part"
        )
    _if_built("conversations.Gap", space=space, conversation=held)
    _if_built("conversations.FollowUp", space=space, membership=world.persona(member, letter), day=today())
    HandOver.objects.create(
        space=space, conversation=held, to=world.persona(second, letter), state=HandOver.AGREED
    )
    _debrief(world, letter, held, supporter, supervisor)
    circles.sit(world, letter)
    stories.tell(world, letter)
    _asking(world, letter, "friend" if letter == "A" else member, supporter)
    helping.help_each_other(world, letter)
    goals.strive(world, letter, member, supporter)
    hard_times.prepare(world, letter, member, supporter)
    days.keep_days(world, letter)


def talk(world: World, letter: str, member: str, supporter: str, supervisor: str | None) -> Conversation:
    space = world.spaces[letter]
    held = Conversation.objects.create(space=space)
    parts = {member: Participant.MEMBER, supporter: Participant.SUPPORTER}
    parts |= {supervisor: Participant.SUPERVISOR} if supervisor else {}
    for kind, part in parts.items():
        Participant.objects.create(
            space=space, conversation=held, membership=world.persona(kind, letter), part=part
        )
    for kind, readers in ((Thread.MAIN, (member, supporter)), (Thread.SIDE, (supporter, supervisor))):
        thread = Thread.objects.create(space=space, conversation=held, kind=kind)
        start_container(thread.pk, [world.people[who].person for who in readers if who])
    return held


def _reported(world: World) -> None:
    """A lead talked with a member, who reported it: the case is for the other lead alone."""
    held = talk(world, "A", "blocked", "named", None)
    open_report(
        actor=_actor(world, "blocked", "A"), conversation=held, named=world.persona("named"),
        words=[{"text": f"{CANARY} reported"}], why=f"{CANARY} why",
    )  # fmt: skip


def _earlier(world: World) -> None:
    """One conversation that rests, and one that has ended, so that every state is walked."""
    member, supporter = (_actor(world, kind, "A") for kind in ("member", "supporter"))
    for how in (pause_conversation, leave_conversation):
        held = talk(world, "A", "member", "supporter", "supervisor")
        say(actor=member, conversation_id=held.pk, text=f"{CANARY} said earlier")
        how(actor=member, conversation_id=held.pk)
    asked = talk(world, "A", "friend", "supporter", None)
    propose_hand_over(
        actor=supporter, conversation_id=asked.pk, to=world.persona("second"),
        eligible=[world.persona("second").pk],
    )  # fmt: skip


def _seen(world: World) -> None:
    """The card as it was shown, a letter from outside, a question of the team, an address."""
    for kind in ("member", "friend"):
        show_card(actor=_actor(world, kind, "A"), space=world.spaces["A"], age_band="25+", language="en")
    write_letter(text=f"{CANARY} from outside", code="0123456789abcdef", network="-")
    case = Case.objects.get(kind=Case.WORRY, people__part=CasePerson.CONCERNED)
    ask_concerned(actor=_actor(world, "lead", "A"), case_id=case.pk, text=f"{CANARY} asked of the member")
    Letterbox.objects.create(person=world.people["member"].person, address=f"{CANARY}@example.org")


def _debrief(world: World, letter: str, talk: Conversation, writer: str, reader: str) -> None:
    note_id = uuid.uuid4()
    key = start_container(note_id, [world.people[writer].person, world.people[reader].person])
    assert container_key(_actor(world, writer, letter), note_id) == key
    _make(
        Debrief, id=note_id, space=world.spaces[letter], conversation=talk,
        writer=world.persona(writer, letter), reader=world.persona(reader, letter),
        body=seal_padded(key, b'{"text": "-"}', debrief_place(note_id)),
        erase_on=today() + dt.timedelta(days=9),
    )  # fmt: skip


def _asking(world: World, letter: str, member: str, supporter: str) -> None:
    """A request waits, and its member has chosen a supporter, who is asked."""
    space, word = world.spaces[letter], CANARY if letter == "A" else "Other"
    offer = dict(languages=["en"], lived=[], circumstances=[], not_now=[], about=f"{word} about")
    _if_built("matching.SupportOffer", space=space, membership=world.persona(supporter, letter), **offer)
    _if_built("matching.Shift", space=space, membership=world.persona(supporter, letter), day=today())
    request = write_request(
        actor=_actor(world, member, letter), ask=Ask(words=f"{word} asks for help", languages=("en",))
    )
    Proposal.objects.filter(request=request).delete()  # the matcher may have been quicker than this script
    _make(
        Proposal, space=space, request=request, supporter=world.persona(supporter, letter),
        state=Proposal.CHOSEN, rank=1, why=[], answer_by=now() + dt.timedelta(hours=9),
    )  # fmt: skip


def _own_things(world: World) -> None:
    for kind, someone in world.people.items():
        if someone.person is None:
            continue
        keys = someone.account.keys
        word = CANARY if "A" in someone.memberships else "Other"
        KeptItem.objects.create(
            person=someone.person, blob=keys.seal_own_padded("kept", {"text": f"{word} kept by {kind}"})
        )
        Opening.objects.create(
            person=someone.person, looker_role="safeguarding_lead", looker_id=world.persona("lead").pk,
            thing="report", thing_id=uuid.uuid4(), reason="report", space_id=world.spaces["A"].pk,
        )  # fmt: skip
    member = world.people["member"]
    Block.objects.create(
        blocker=member.person, blocked=world.people["blocked"].person,
        label_sealed=member.account.keys.seal_own("block", f"{CANARY} label"), space_id=world.spaces["A"].pk,
        room=world.spaces["A"].pk,
    )  # fmt: skip


def _make(model: Any, **values: Any) -> Any:
    """A row with those of `values` that the model has fields for: packages grow while this stands."""
    known = {field.name for field in model._meta.concrete_fields}
    return model._default_manager.create(**{name: value for name, value in values.items() if name in known})


def _if_built(label: str, **values: Any) -> Any:
    try:
        return _make(apps.get_model(label), **values)
    except LookupError:
        return None


def _of_hard_times(space: Space, argument: str) -> list[Any]:
    share = hard_times.share_in(space)
    return {
        "line": [hard_times.IN_PLAN], "part": ["people"], "who": [share.receiver_id], "id": [share.pk],
        "note": [hard_times.note_in(space).pk],
    }.get(argument, [])  # fmt: skip


# Routes whose argument is not the id of a thing that the route's action is granted on: name -> values.
def odd_arguments(space: Space, name: str, argument: str) -> list[Any]:
    """Real values of such an argument, as they stand in `space`; [] when there is nothing odd about it."""
    if name == "revoke-sheet":
        return [JoinCode.objects.filter(space=space)[0].sheet]
    if name.startswith("hard-times-"):
        return _of_hard_times(space, argument)
    if name == "talk-pass-back":  # only a talk that is being handed over has something to take back
        return list(HandOver.objects.filter(state=HandOver.AGREED).values_list("conversation", flat=True))
    if name == "goal-step-take":  # of several things that are shared, only a goal's proposal leads there
        note = goals.note_in(space)
        return [{"id": note.share_id, "note": note.pk}[argument]] if argument in {"id", "note"} else []
    if argument == "how":
        return [{"goal-tick": "done", "goal-move": "later"}.get(name, "rest")]
    if argument == "address":
        return [space.code]
    if name in {"day-answer", "day-sitting", "day-share"} and argument == "id":
        known = {"day-answer": days.BEGUN, "day-sitting": days.ANSWERED, "day-share": days.RESULT}
        return [known[name][space.pk]]
    if argument == "which" and name.startswith("day-"):
        return [code_of("gse" if name.startswith("day-rule") else "who-5")]
    if argument == "which":
        return [next(iter(by_code()))]
    return {
        "band": ["25+"], "version": ["0"], "number": ["2"], "practice": [code_of("somebody-close")],
        "who": [helping.IN_PLAN], "step": [goals.IN_GOAL], "option": [goals.IN_GOAL], "part": ["obstacle"],
        "template": [code_of("new-here")], "secret": ["b" * 43],
    }.get(argument, [])  # fmt: skip
