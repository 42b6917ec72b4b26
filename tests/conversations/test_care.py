"""Worries, reports, asides and debriefs: they reach whom they should, sealed, and nobody in secret."""

import datetime as dt
import json
import re
import uuid

import pytest

from muruna.access import NotFound
from muruna.accounts.keyring import container_key, container_keys
from muruna.conversations.actions import asides, debriefs, reporting, worries
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Debrief, Participant, Thread, Worry
from muruna.conversations.queries import my_reports, open_debrief
from muruna.conversations.words import open_thread
from muruna.foundation.clock import today
from muruna.foundation.vault import CannotOpen, open_padded
from muruna.safeguarding import doors
from muruna.safeguarding.logic.facts import HAPPENED, REQUIRED, REVEALS, missing
from muruna.safeguarding.models import Case, CasePerson, DutyWindow
from muruna.safeguarding.sealing import facts_place, opened
from muruna.spaces.models import Right
from tests.conversations.people import Somebody, World

FACTS = {
    "what": "He is not safe on Friday.",
    "wishes": "He wants nobody to call home.",
    "safe_way": "only here",
    "safe_hours": "afternoons",
    "not_told": "parents",
    "reveals": ["orientation", "papers", "unknown"],
}
IN_CASE = {
    "happened": FACTS["what"],
    "wishes": FACTS["wishes"],
    "contact": FACTS["safe_way"],
    "hours": FACTS["safe_hours"],
    "not_told": FACTS["not_told"],
    "reveals": ["orientation", "immigration"],
}


def notes_of(reader: Somebody, case: Case) -> list[dict[str, str]]:
    """What this person's own keys open of a case."""
    return [one.body for one in opened(reader.actor, case).notes if one.body is not None]


def test_worry_reaches_the_lead_and_the_member_is_told(world: World) -> None:
    answer = world.supporter.browser().post(world.at("care/"), {"key": str(uuid.uuid4()), **FACTS})

    worry, case = Worry.objects.get(), Case.objects.get()
    facts = json.loads(
        open_padded(
            container_keys(world.lead.actor, case.pk)[1], bytes(case.facts_sealed), facts_place(case.pk)
        )
    )
    html = world.member.browser().get(world.at()).content.decode()
    assert answer.status_code == 303
    assert facts == IN_CASE
    assert set(IN_CASE) < {HAPPENED, *REQUIRED}
    assert set(facts["reveals"]) < set(REVEALS)
    assert worry.lead == world.lead.membership
    assert "Khalil" in html
    assert "You are not alone with this" in html
    assert "/reports/" in html
    assert "He is not safe" not in html
    assert container_keys(world.supporter.actor, case.pk) == {}


def test_member_answers_and_the_case_hears_it(world: World) -> None:
    worry = worries.raise_worry(
        actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS
    )
    path, data = (
        world.at(f"care/{worry.pk}/"),
        {"key": str(uuid.uuid4()), "answer": "first", "text": "No calls."},
    )

    assert world.supporter.browser().post(path, data).status_code == 404
    assert world.stranger.browser().post(path, data).status_code == 404
    assert world.member.browser().post(path, data).status_code == 303

    case = Case.objects.get()
    assert Worry.objects.get().answer == "first"
    assert notes_of(world.lead, case) == [{"answer": "first", "text": "No calls."}]
    assert notes_of(world.member, case) == []


def test_form_says_who_is_there_or_that_nobody_is(world: World) -> None:
    client = world.supporter.browser()

    there = client.get(world.at("care/")).content.decode()
    DutyWindow.objects.all().delete()
    nobody = client.get(world.at("care/")).content.decode()

    assert "Khalil" in there
    assert "Nobody is on duty right now" in nobody
    assert "/numbers/" in nobody


def test_worry_needs_to_be_said_and_loses_nothing(world: World) -> None:
    data = {"key": str(uuid.uuid4()), **{k: v for k, v in FACTS.items() if k != "what"}}

    answer = world.supporter.browser().post(world.at("care/"), data)

    assert answer.status_code == 422
    assert "parents" in answer.content.decode()
    assert not Case.objects.exists()


def test_worry_goes_with_what_is_known_and_the_case_asks_for_the_rest(world: World) -> None:
    data = {"key": str(uuid.uuid4()), "what": FACTS["what"]}

    answer = world.supporter.browser().post(world.at("care/"), data)

    case = Case.objects.get()
    facts = opened(world.lead.actor, case).facts
    assert answer.status_code == 303
    assert set(missing(facts)) == set(REQUIRED)


def test_only_the_supporter_worries(world: World) -> None:
    for who in (world.member, world.stranger, world.supervisor):
        with pytest.raises(NotFound):
            worries.raise_worry(actor=who.actor, conversation_id=world.conversation.pk, facts=FACTS)


def test_reported_words_are_genuine_and_sealed_to_the_team(world: World) -> None:
    bad = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="something cruel")
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="not shown")
    data = {"key": str(uuid.uuid4()), "chosen": [str(bad.pk)], "why": "It hurt.", "text": "forged words"}

    answer = world.member.browser().post(world.at("show/"), data)

    case = Case.objects.get()
    shown = notes_of(world.lead, case)
    parts = set(CasePerson.objects.values_list("part", "membership__pk"))
    assert (answer.status_code, answer["Location"]) == (303, f"/s/{world.space.code}/reports/")
    assert [note["text"] for note in shown] == ["It hurt.", "something cruel"]
    assert shown[1]["sender_name"] == "Sam"
    assert shown[1]["seq"] == 2
    assert {("named", world.supporter.membership.pk), ("reporter", world.member.membership.pk)} <= parts
    assert notes_of(world.supporter, case) == []
    assert notes_of(world.member, case) == []
    assert [one.state for one in my_reports(world.member.actor, world.conversation)] == ["received"]
    assert my_reports(world.supporter.actor, world.conversation) == []
    assert "has arrived" in world.member.browser().get(world.at("more/")).content.decode()
    assert "has arrived" not in world.supporter.browser().get(world.at("more/")).content.decode()


def test_everybody_whose_words_are_reported_is_named_and_none_of_them_is_in_the_team(world: World) -> None:
    early = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="this")
    world.hand_over(shares=True)
    Right.objects.create(
        space=world.space, membership=world.supporter.membership, role=Right.SAFEGUARDING_LEAD,
        ends_on=today() + dt.timedelta(days=9),
    )  # fmt: skip
    late = say(actor=world.second.actor, conversation_id=world.conversation.pk, text="and later that")
    mine = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="mine")

    reporting.report_words(
        actor=world.member.actor, conversation_id=world.conversation.pk, ids=[late.pk, early.pk, mine.pk],
        why="Both of them.",
    )  # fmt: skip

    parts = set(CasePerson.objects.values_list("part", "membership__name"))
    assert parts == {("named", "Sam"), ("named", "Rana"), ("reporter", "Noor"), ("team", "Khalil")}


def test_report_of_ones_own_or_of_other_peoples_words_is_none(world: World) -> None:
    mine = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="mine")
    other = world.begin("elsewhere")
    foreign = Thread.objects.get(conversation=other).messages.get()

    for ids in ([mine.pk], [foreign.pk], [uuid.uuid4()]):
        with pytest.raises(reporting.NothingChosen):
            reporting.report_words(
                actor=world.member.actor, conversation_id=world.conversation.pk, ids=ids, why="?"
            )
    assert not Case.objects.exists()


def test_aside_is_for_two_and_holds_none_of_the_members_words(world: World) -> None:
    client = world.supporter.browser()
    client.post(world.at("aside/"), {"key": str(uuid.uuid4()), "text": "I need a second pair of eyes."})

    seen = world.supervisor.browser().get(world.at("aside/")).content.decode()
    told = world.member.browser().get(world.at()).content.decode()
    assert "second pair of eyes" in seen
    assert "Noor" in seen
    assert "I would like to be heard" not in seen
    assert world.supervisor.browser().get(world.at()).status_code == 404
    assert world.member.browser().get(world.at("aside/")).status_code == 404
    assert "They never see your words" in told
    assert "second pair" not in told

    asides.say_aside(actor=world.supervisor.actor, conversation_id=world.conversation.pk, text="Let him say.")
    side = Thread.objects.get(kind=Thread.SIDE)
    assert [one.text for one in open_thread(world.supporter.actor, side)][-1] == "Let him say."
    assert open_thread(world.member.actor, side) == []
    for who in (world.member, world.stranger, world.second):
        with pytest.raises(NotFound):
            asides.say_aside(actor=who.actor, conversation_id=world.conversation.pk, text="?")


def test_supervisor_lists_the_aside_and_not_the_conversation(world: World) -> None:
    asides.ask_supervisor(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="hello")

    html = world.supervisor.browser().get(f"/s/{world.space.code}/talks/").content.decode()

    assert "Asks you for advice" in html
    assert world.at("aside/") in html
    assert world.at() + '"' not in html


def test_debrief_is_sealed_for_two(world: World) -> None:
    client = world.supporter.browser()
    data = {"key": str(uuid.uuid4()), "text": "It stayed with me.", "pause_days": "0"}

    assert client.post(world.at("after/"), data).status_code == 303
    assert world.member.browser().post(world.at("after/"), data).status_code == 404

    note = Debrief.objects.get()
    assert open_debrief(world.supervisor.actor, note) == "It stayed with me."
    assert (
        "It stayed with me."
        in world.supervisor.browser().get(f"/s/{world.space.code}/talks/notes/").content.decode()
    )
    with pytest.raises(NotFound):
        open_debrief(world.member.actor, note)
    with pytest.raises(CannotOpen):
        container_key(world.lead.actor, note.pk)


def test_nobody_to_ask_is_said_and_nothing_lost(world: World) -> None:
    world.supervisor.membership.rights.all().delete()

    answer = world.supporter.browser().post(
        world.at("aside/"), {"key": str(uuid.uuid4()), "text": "Help me think"}
    )

    assert answer.status_code == 422
    assert "Help me think" in answer.content.decode()
    assert not Participant.objects.filter(part=Participant.SUPERVISOR).exists()
    with pytest.raises(asides.NobodyThere):
        debriefs.write_debrief(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="x")


def test_one_s_own_messages_stand_beside_and_cannot_be_ticked(world: World) -> None:
    own = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="what I said before")
    bad = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="something cruel")
    client = world.member.browser()

    html = client.get(world.at("show/")).content.decode()
    answer = client.post(
        world.at("show/"), {"key": str(uuid.uuid4()), "chosen": [str(own.pk)], "why": "It hurt."}
    )

    assert "what I said before" in html
    assert "You can tick what the other one wrote." in html
    assert re.findall(r'name="chosen" value="([^"]+)"', html) == [str(bad.pk)]
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_answer_to_a_worry_that_was_closed_says_so_and_keeps_what_was_typed(world: World) -> None:
    worry = worries.raise_worry(
        actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS
    )
    Case.objects.update(state=Case.CLOSED)
    client = world.member.browser()

    answer = client.post(
        world.at(f"care/{worry.pk}/"), {"key": str(uuid.uuid4()), "answer": "first", "text": "No calls."}
    )

    assert answer.status_code == 422
    assert "This has been closed meanwhile." in answer.content.decode()
    assert "No calls." in answer.content.decode()
    assert "Say what I want" not in client.get(world.at()).content.decode()
    assert Worry.objects.get().answer == ""


def test_a_worry_that_has_ended_keeps_no_clock_in_the_talk(world: World) -> None:
    worry = worries.raise_worry(
        actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS
    )
    before = world.supporter.browser().get(world.at()).content.decode()
    assert "You will both hear by" in before
    assert "It has come to its end" not in before

    doors.forget(world.member.person)

    assert Case.objects.get(pk=worry.case_id).state == Case.CLOSED
    for gone in (False, True):
        if gone:  # the time that the space keeps closed cases is over
            Case.objects.all().delete()
        after = world.supporter.browser().get(world.at()).content.decode()
        assert "You will both hear by" not in after
        assert "It has come to its end" in after


@pytest.mark.parametrize("more", ["orientation", "unknown"])
def test_nothing_together_with_something_is_refused_and_nothing_typed_is_lost(
    world: World, more: str
) -> None:
    data = {"key": str(uuid.uuid4()), **FACTS, "reveals": ["none", more]}

    answer = world.supporter.browser().post(world.at("care/"), data)

    assert answer.status_code == 422
    assert FACTS["what"] in answer.content.decode()
    assert not Case.objects.exists()


def test_the_last_page_says_that_an_open_worry_goes_on(world: World) -> None:
    line = "Somebody is still looking into the worry"
    assert line not in world.member.browser().get(world.at("end/")).content.decode()
    worries.raise_worry(actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS)

    assert line in world.member.browser().get(world.at("end/")).content.decode()

    Case.objects.update(state=Case.CLOSED)
    assert line not in world.member.browser().get(world.at("end/")).content.decode()
