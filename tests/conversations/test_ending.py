"""A planned ending, what each side keeps, and words that are gone on their day."""

import datetime as dt
import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from muruna.access import NotFound
from muruna.accounts.actions.gathering import gather_everything
from muruna.accounts.keyring import newest_epoch
from muruna.accounts.models import Block, ContentGrant, Person
from muruna.accounts.queries import kept_of
from muruna.conversations.actions import asides, endings, reporting
from muruna.conversations.actions.debriefs import write_debrief
from muruna.conversations.actions.endings import ask_same_again
from muruna.conversations.actions.erasing import erase_due, forget_person
from muruna.conversations.actions.messages import say
from muruna.conversations.actions.stopping import end_now
from muruna.conversations.belongings import export
from muruna.conversations.models import Conversation, Ending, FollowUp, Message
from muruna.conversations.queries import last_words
from muruna.conversations.tasks import erase_due_words
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.matching.actions import decline_proposal
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.safeguarding import doors
from muruna.spaces.models import Space
from muruna.spaces.stewardship import end_rights_of
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World, make_world


def test_member_ends_well(world: World) -> None:
    day = today() + dt.timedelta(days=30)
    ended = endings.end_conversation(
        actor=world.member.actor, conversation_id=world.conversation.pk, summary="I can breathe first.",
        shares_summary=True, thanks="Thank you, Sam.", follow_up_on=day,
    )  # fmt: skip

    assert (ended.state, ended.ended_how) == ("ended", "planned")
    assert last_words(world.supporter.actor, ended) == {
        "summary": "I can breathe first.",
        "thanks": "Thank you, Sam.",
    }
    assert [one.data["text"] for one in kept_of(world.member.actor) if one.data] == ["I can breathe first."]
    assert FollowUp.objects.get().day == day
    assert SupportOffer.objects.get(membership=world.supporter.membership).open_count == 0
    html = world.supporter.browser().get(world.at()).content.decode()
    assert "I can breathe first." in html
    assert "has left" not in html


def test_summary_that_is_not_shared_reaches_nobody(world: World) -> None:
    endings.end_conversation(
        actor=world.member.actor, conversation_id=world.conversation.pk, summary="Mine alone", thanks="Bye"
    )

    assert last_words(world.supporter.actor, world.again()) == {"summary": "", "thanks": "Bye"}
    assert "Mine alone" not in world.supporter.browser().get(world.at()).content.decode()


def test_supporter_asks_and_waits_a_week(world: World) -> None:
    actor, pk = world.supporter.actor, world.conversation.pk
    with pytest.raises(endings.TooSoon):
        endings.end_conversation(actor=actor, conversation_id=pk)
    endings.propose_ending(actor=actor, conversation_id=pk, text="Shall we find an end?")
    with pytest.raises(endings.TooSoon):
        endings.end_conversation(actor=actor, conversation_id=pk)
    assert "Is it time to end?" in world.member.browser().get(world.at()).content.decode()

    with stopped_at(now() + dt.timedelta(days=7)):
        endings.end_conversation(actor=actor, conversation_id=pk, thanks="All the best")

    assert world.again().ended_how == Conversation.PLANNED


def test_an_ending_without_a_word_is_asked_about_once(world: World) -> None:
    browser, path = world.member.browser(), world.at("end/")
    assert "without words" not in browser.get(path).content.decode()

    asked = browser.post(path, {"key": str(uuid.uuid4()), "summary": "  ", "thanks": ""})

    assert asked.status_code == 422
    assert "Yes, end it without words" in asked.content.decode()
    assert world.again().state == Conversation.OPEN
    sure = browser.post(path, {"key": str(uuid.uuid4()), "without_words": "on"})
    assert sure.status_code == 303
    assert world.again().ended_how == Conversation.PLANNED


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_day_to_look_back_lies_within_a_year(world: World, days: int) -> None:
    data = {"key": str(uuid.uuid4()), "summary": "s", "follow_up_on": str(today() + dt.timedelta(days=days))}

    answer = world.member.browser().post(world.at("end/"), data)

    assert answer.status_code == 422
    assert world.again().state == Conversation.OPEN


def test_follow_up_comes_back_on_its_day_for_the_member_alone(world: World) -> None:
    FollowUp.objects.create(space=world.space, membership=world.member.membership, day=today())
    one = FollowUp.objects.get()
    path = f"/s/{world.space.code}/talks/again/{one.pk}/"

    assert world.supporter.browser().get(path).status_code == 404
    assert world.member.browser().get(path).status_code == 200
    assert world.member.browser().post(path, {"key": str(uuid.uuid4())}).status_code == 303
    assert not FollowUp.objects.exists()


def test_member_keeps_any_words_and_supporter_only_their_own(world: World) -> None:
    mine = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="from Noor")
    theirs = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="from Sam")
    both = [mine.pk, theirs.pk]

    assert (
        reporting.keep_words(actor=world.member.actor, conversation_id=world.conversation.pk, ids=both) == 2
    )
    assert (
        reporting.keep_words(actor=world.supporter.actor, conversation_id=world.conversation.pk, ids=both)
        == 1
    )
    with pytest.raises(reporting.NothingChosen):
        reporting.keep_words(
            actor=world.supporter.actor, conversation_id=world.conversation.pk, ids=[mine.pk]
        )
    with pytest.raises(NotFound):
        reporting.keep_words(actor=world.stranger.actor, conversation_id=world.conversation.pk, ids=both)

    assert [one.data["text"] for one in kept_of(world.supporter.actor) if one.data] == ["from Sam"]


def test_words_go_on_their_day_and_not_before(world: World) -> None:
    endings.end_conversation(actor=world.member.actor, conversation_id=world.conversation.pk, thanks="Bye")
    container = world.thread.pk
    with stopped_at(now() + dt.timedelta(days=29)):
        assert erase_due() == 0
    assert Message.objects.exists()
    assert newest_epoch(container) == 1

    with stopped_at(now() + dt.timedelta(days=30)):
        erase_due_words()

    assert not Conversation.objects.exists()
    assert not Message.objects.exists()
    assert not Ending.objects.exists()
    assert not ContentGrant.objects.filter(container=container).exists()
    assert world.member.browser().get(world.at()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_not_even_the_sealed_bytes_stay_on_the_disk() -> None:
    world = make_world()
    with in_space(world.space):
        said = say(actor=world.member.actor, conversation_id=world.conversation.pk, text="x" * 300)
        sealed = bytes(Message.objects.get(pk=said.pk).body)[40:120]
        endings.end_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)
        before = disk()

        with stopped_at(now() + dt.timedelta(days=31)):
            erase_due_words()

    assert sealed in before or sealed.hex().encode() in before
    assert sealed not in disk()
    assert hidden_in(disk(), str(said.pk)) == []


def test_a_day_may_be_typed_in_the_digits_of_one_s_keyboard(world: World) -> None:
    day = today() + dt.timedelta(days=30)
    typed = day.isoformat().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    answer = world.member.browser().post(
        world.at("end/"), {"key": str(uuid.uuid4()), "thanks": "Thank you.", "follow_up_on": typed}
    )

    assert answer.status_code == 303
    assert FollowUp.objects.get().day == day


def test_export_holds_both_sides_words(world: World) -> None:
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="I am here.")

    [section] = export(world.member.actor)
    [theirs] = export(world.supporter.actor)

    assert "Sam" in section.heading
    assert [row["Words"] for row in section.rows] == ["I would like to be heard.", "I am here."]
    assert [row["Words"] for row in theirs.rows] == ["I am here."]
    assert "Noor" not in str(theirs)
    assert export(world.stranger.actor) == []


def test_whoever_is_confided_in_takes_their_own_words_alone(world: World) -> None:
    for one in (world.supporter, world.supervisor):
        text = f"Words of {one.membership.name}, aside."
        deed = asides.ask_supervisor if one is world.supporter else asides.say_aside
        deed(actor=one.actor, conversation_id=world.conversation.pk, text=text)

    copies = {
        one.membership.name: str([page for page in gather_everything(actor=one.actor) if page["place"]])
        for one in (world.member, world.supporter, world.supervisor)
    }

    assert "I would like to be heard." in copies["Noor"]
    assert "I would like to be heard." not in copies["Sam"]
    assert "Noor" not in copies["Sam"]
    assert "Words of Yara, aside." in copies["Sam"]
    assert "Words of Yara, aside." in copies["Yara"]
    assert "Words of Sam, aside." not in copies["Yara"]
    assert "Sam" not in copies["Yara"]


def test_the_page_of_the_copy_says_what_a_supporter_takes(world: World) -> None:
    said = world.supporter.browser().get("/account/copy/").content.decode()

    assert "the copy holds what you wrote yourself" in said


def test_export_holds_the_end_the_day_to_look_back_and_ones_own_notes(world: World) -> None:
    write_debrief(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="It stayed.")
    day = today() + dt.timedelta(days=30)
    endings.end_conversation(
        actor=world.member.actor, conversation_id=world.conversation.pk, summary="I can breathe.",
        thanks="Thank you, Sam.", follow_up_on=day,
    )  # fmt: skip

    member = {one.heading: one.rows for one in export(world.member.actor)}
    supporter = {one.heading: one.rows for one in export(world.supporter.actor)}

    [ending] = member["Said at the end"]
    assert (ending["With"], ending["Thanks"], ending["Summary"]) == ("Sam", "Thank you, Sam.", "")
    assert member["Days to look back"] == [{"Day": day, "With": "Sam"}]
    assert "My notes after hard talks" not in member
    [note] = supporter["My notes after hard talks"]
    assert (note["To"], note["Words"]) == ("Yara", "It stayed.")
    assert "Said at the end" not in supporter
    assert "Days to look back" not in supporter
    assert "My notes after hard talks" not in [one.heading for one in export(world.supervisor.actor)]


def test_export_holds_why_somebody_reported(world: World) -> None:
    bad = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="something cruel")
    reporting.report_words(
        actor=world.member.actor, conversation_id=world.conversation.pk, ids=[bad.pk], why="It hurt."
    )

    assert "It hurt." in str(doors.export(world.member.actor))
    assert "It hurt." not in str(doors.export(world.supporter.actor))


def test_export_says_of_a_hand_over_what_happened_and_nobody_wrote_it(world: World) -> None:
    world.hand_over()

    [section] = export(world.member.actor)

    assert section.rows[-1]["Words"] == "Rana goes on with this conversation from here."


def test_a_copy_tells_hours_as_the_pages_of_its_place_do(world: World) -> None:
    Space.objects.filter(pk=world.space.pk).update(time_zone="Asia/Beirut")
    Person.objects.filter(pk=world.member.person.pk).update(time_zone="auto")
    with stopped_at(now().replace(hour=9, minute=41)):
        say(actor=world.member.actor, conversation_id=world.conversation.pk, text="at noon")
        client = world.member.browser()
        copy = client.post("/account/copy/", {"key": str(uuid.uuid4()), "shape": "html"}).content.decode()
        talk = client.get(world.at()).content.decode()

    here = re.search(r"1\d:41", talk)
    assert here
    assert here.group() in copy
    assert "9:41" not in copy
    assert "Hours are on the clock of Beirut, Lebanon." in copy


def test_deletion_empties_what_was_said_and_ends_it(world: World) -> None:
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text="secret of Noor")
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="I am here.")

    with transaction.atomic(), across_spaces("as the deletion does"):
        forget_person(world.member.person)
        world.member.person.delete()

    html = world.supporter.browser().get(world.at()).content.decode()
    assert world.again().state == Conversation.ENDED
    assert [bool(one.body) for one in Message.objects.order_by("seq")] == [False, False, True]
    assert "I am here." in html
    assert "secret of Noor" not in html
    assert "has left" in html

    with transaction.atomic(), across_spaces("as the deletion does"):
        forget_person(world.supporter.person)
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", ["member", "supporter"])
def test_deletion_takes_what_was_said_at_the_end_along(world: World, who: str) -> None:
    said = {"summary": "Noor breathes.", "shares_summary": True, "thanks": "Thank you, Sam."}
    endings.end_conversation(actor=world.member.actor, conversation_id=world.conversation.pk, **said)
    stays = world.supporter if who == "member" else world.member
    assert last_words(stays.actor, world.again())["thanks"] == "Thank you, Sam."

    with transaction.atomic(), across_spaces("as the deletion does"):
        forget_person(getattr(world, who).person)
        getattr(world, who).person.delete()

    assert last_words(stays.actor, world.again()) == {"summary": "", "thanks": ""}
    assert not Ending.objects.exists()


def follow_up(world: World) -> FollowUp:
    always = [[day, "00:00", "23:59"] for day in range(7)]
    SupportOffer.objects.update(languages=["en"], open_count=0, hours=always)
    end_now(world.conversation, by=world.member.membership, how=Conversation.PLANNED)
    member, supporter = world.member.membership, world.supporter.membership
    return FollowUp.objects.create(space=world.space, membership=member, supporter=supporter, day=today())


def test_the_same_supporter_can_be_asked_again_and_decides(world: World) -> None:
    row = follow_up(world)
    client = world.member.browser()
    place = f"/s/{world.space.code}/talks/again/{row.pk}/"
    assert "Ask Sam again" in client.get(place).content.decode()
    assert client.get(place + "ask/").status_code == 200
    form = {"key": str(uuid.uuid4()), "words": "It is harder again.", "when": "days", "language_0": "en"}

    answers = [client.post(place + "ask/", form) for _again in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    proposal = Proposal.objects.get()
    assert (proposal.supporter, proposal.state) == (world.supporter.membership, Proposal.CHOSEN)
    assert not FollowUp.objects.exists()
    decline_proposal(actor=world.supporter.actor, proposal_id=proposal.pk)
    assert Request.objects.get().state == Request.WAITING


@pytest.mark.parametrize("why", ["full", "no right", "blocked"])
def test_a_supporter_who_may_not_be_asked_is_not_offered_nor_asked(world: World, why: str) -> None:
    row = follow_up(world)
    if why == "full":
        SupportOffer.objects.filter(membership=world.supporter.membership).update(open_count=3)
    elif why == "no right":
        end_rights_of(world.supporter.membership)
    else:
        Block.objects.create(blocker=world.supporter.person, blocked=world.member.person,
                             room=world.space.pk, label_sealed=b"")  # fmt: skip
    place = f"/s/{world.space.code}/talks/again/{row.pk}/"

    assert "Ask Sam again" not in world.member.browser().get(place).content.decode()
    with pytest.raises(ValidationError):
        ask_same_again(
            actor=world.member.actor, follow_up_id=row.pk, ask=Ask(words="again", languages=("en",))
        )
    assert not Request.objects.exists()
    assert FollowUp.objects.exists()
