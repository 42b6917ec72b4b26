"""S14: what is said beside something shared follows the rules of the talk that it hangs on."""

import datetime as dt
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.actions.blocking import block_person
from muruna.conversations.actions import stopping
from muruna.conversations.actions.messages import NotOpen
from muruna.conversations.models import Conversation
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.models import Case, CasePerson
from muruna.sharing import actions, queries
from muruna.sharing.companions import companions
from muruna.sharing.models import Note, Share
from muruna.spaces.contact import MayIdentify
from muruna.spaces.models import Membership, Right
from tests.conversations.people import World, make_world
from tests.sharing.giving import at, give, kind, send

__all__ = ["kind"]
CONTACT = "write me at +49 151 2345678"


@pytest.fixture
def young(db: None) -> Any:
    """The one whose item it is, is 16 or 17."""
    made = make_world(member_age="16-17")
    with in_space(made.space):
        yield made


def end_the_right(world: World) -> None:
    held = Right.objects.filter(membership=world.supporter.membership, role=Right.SUPPORTER)
    held.update(starts_on=today() - dt.timedelta(days=9), ends_on=today() - dt.timedelta(days=1))


def give_it_back(world: World) -> None:
    Right.objects.filter(membership=world.supporter.membership).update(ends_on=today() + dt.timedelta(days=9))


def suspend(world: World) -> None:
    Membership.objects.filter(pk=world.supporter.membership.pk).update(state=Membership.SUSPENDED)
    world.supporter.membership.refresh_from_db()


@pytest.mark.parametrize("how", ["right", "block", "suspension"])
def test_while_the_talk_may_not_go_on_nothing_passes(young: World, how: str) -> None:
    share = give(young)
    page = at(young, share.pk)
    if how == "right":
        end_the_right(young)
    elif how == "block":
        block_person(actor=young.member.actor, membership=young.supporter.membership)
    else:
        suspend(young)

    theirs = young.supporter.browser()
    assert theirs.get(page).status_code == 404
    assert "Swim again" not in theirs.get(at(young)).text
    assert send(young, young.supporter, page, text="Write me elsewhere", as_="words").status_code == 404
    assert send(young, young.member, page, text="Are you there?", as_="words").status_code == 422
    assert not Note.objects.exists()
    assert list(companions(young.member.actor)) == []


def test_a_changed_copy_is_not_shown_while_it_rests(young: World) -> None:
    share = give(young)
    end_the_right(young)
    actions.renew(actor=young.member.actor, kind=share.kind, item=share.item, body={"title": "Swim daily"})

    assert queries.lines(young.supporter.actor) == []
    give_it_back(young)
    assert [one.title for one in queries.lines(young.supporter.actor)] == ["Swim daily"]


@pytest.mark.parametrize("how", ["right", "suspension"])
def test_its_giver_is_told_that_it_rests(young: World, how: str) -> None:
    share = give(young)
    assert "cannot open it just now" not in young.member.browser().get(at(young, share.pk)).text
    end_the_right(young) if how == "right" else suspend(young)

    mine = young.member.browser()
    for address in (at(young), at(young, share.pk)):
        assert "cannot open it just now" in mine.get(address).text
    html = mine.get(at(young, share.pk)).text
    assert "<textarea" not in html
    assert at(young, share.pk, "stop/") in html


def test_in_a_talk_that_one_of_them_lets_rest_it_is_read_and_nothing_is_said(young: World) -> None:
    share = give(young)
    stopping.pause_conversation(actor=young.member.actor, conversation_id=young.conversation.pk)

    assert Conversation.objects.get().state == Conversation.PAUSED
    for who in (young.member, young.supporter):
        html = who.browser().get(at(young, share.pk)).text
        assert "Swim again" in html
        assert "<textarea" not in html
        with pytest.raises(NotOpen):
            actions.write_note(actor=who.actor, share_id=share.pk, text="Hello")


def test_contact_details_beside_a_minor_are_asked_about_once_more(young: World) -> None:
    share = give(young)
    page = at(young, share.pk)
    for who in (young.supporter, young.member):
        with pytest.raises(MayIdentify):
            actions.write_note(actor=who.actor, share_id=share.pk, text=CONTACT)
        asked = send(young, who, page, text=CONTACT, as_="words")
        assert asked.status_code == 422
        assert "One moment before this goes out" in asked.text
        assert "knows_risk" in asked.text
        assert CONTACT in asked.text
    assert not Note.objects.exists()

    assert send(young, young.member, page, text=CONTACT, as_="words", knows_risk="on").status_code == 303
    assert [one.text for one in queries.opened(young.member.actor, share.pk).notes] == [CONTACT]


def test_grown_people_are_not_asked_about_contact_details(world: World) -> None:
    share = give(world)
    assert send(world, world.supporter, at(world, share.pk), text=CONTACT, as_="words").status_code == 303


def test_what_the_other_said_beside_it_can_be_reported(young: World) -> None:
    share = give(young)
    said = actions.write_note(actor=young.supporter.actor, share_id=share.pk, text="Keep this from others")
    own = actions.write_note(actor=young.member.actor, share_id=share.pk, text="Why?")
    there = at(young, share.pk, f"{said.pk}/report/")
    html = young.member.browser().get(at(young, share.pk)).text
    assert there in html
    assert at(young, share.pk, f"{own.pk}/report/") not in html
    assert "Keep this from others" in young.member.browser().get(there).text

    assert send(young, young.member, there).status_code == 422
    done = send(young, young.member, there, why="It is not right")
    assert done.status_code == 303
    case = Case.objects.get()
    assert (case.kind, case.source_id) == (Case.REPORT, young.conversation.pk)
    named = CasePerson.objects.get(case=case, part=CasePerson.NAMED)
    assert named.membership_id == young.supporter.membership.pk
    assert "It has arrived" in young.member.browser().get(done["Location"]).text


def test_nobody_reports_their_own_words_or_what_they_may_not_see(young: World) -> None:
    share = give(young)
    said = actions.write_note(actor=young.supporter.actor, share_id=share.pk, text="Hello")
    there = at(young, share.pk, f"{said.pk}/report/")
    for who in (young.supporter, young.stranger, young.second, young.lead):
        assert who.browser().get(there).status_code == 404
        assert send(young, who, there, why="x").status_code == 404
    other = give(young)
    assert young.member.browser().get(at(young, other.pk, f"{said.pk}/report/")).status_code == 404
    assert not Case.objects.exists()


def test_what_was_said_can_still_be_reported_while_it_rests(young: World) -> None:
    share = give(young)
    said = actions.write_note(actor=young.supporter.actor, share_id=share.pk, text="Meet me")
    end_the_right(young)

    assert send(young, young.member, at(young, share.pk, f"{said.pk}/report/"), why="x").status_code == 303
    assert Case.objects.exists()


def test_a_supporter_who_worries_finds_the_way_from_here(young: World) -> None:
    share = give(young)
    html = young.supporter.browser().get(at(young, share.pk)).text
    assert young.at("care/") in html
    assert young.at("care/") not in young.member.browser().get(at(young, share.pk)).text
    for who in (young.member, young.supporter):
        assert young.at() in who.browser().get(at(young, share.pk)).text
    assert Share.objects.count() == 1


def test_where_nobody_could_look_at_it_it_says_so_and_keeps_the_words(young: World) -> None:
    share = give(young)
    said = actions.write_note(actor=young.supporter.actor, share_id=share.pk, text="Meet me")
    Right.objects.filter(role=Right.SAFEGUARDING_LEAD).delete()

    answer = send(young, young.member, at(young, share.pk, f"{said.pk}/report/"), why="It frightens me")
    assert answer.status_code == 422
    assert "Nobody looks after safety here just now" in answer.text
    assert "It frightens me" in answer.text


def note(world: World, share: Share, who: Any, text: str = "Our secret") -> Note:
    return actions.write_note(actor=who.actor, share_id=share.pk, text=text)


def test_what_is_said_to_a_minor_stays_as_a_message_would(young: World) -> None:
    """Whoever has somebody under 18 on the other side takes no words away, neither one by one nor at once."""
    share = give(young)
    said, own = note(young, share, young.supporter), note(young, share, young.member, "Why secret?")
    page, client = at(young, share.pk), young.supporter.browser()

    for one in (said, own):
        with pytest.raises(NotFound):
            actions.drop_note(actor=young.supporter.actor, note_id=one.pk)
        assert f"words/{one.pk}/away/" not in client.get(page).text
    with pytest.raises(actions.StaysForThem):
        actions.stop(actor=young.supporter.actor, share_id=share.pk)
    refused = send(young, young.supporter, at(young, share.pk, "stop/"))
    assert refused.status_code == 422
    assert "stays for" in refused.text
    assert {one.text for one in queries.opened(young.member.actor, share.pk).notes} == {
        "Our secret", "Why secret?",
    }  # fmt: skip

    case = actions.report_note(actor=young.member.actor, share_id=share.pk, note_id=said.pk, why="odd")
    assert CasePerson.objects.get(case=case, part=CasePerson.NAMED).membership == young.supporter.membership
    actions.drop_note(actor=young.member.actor, note_id=said.pk)  # the one under 18 decides over it
    actions.stop(actor=young.member.actor, share_id=share.pk)
    assert not Share.objects.exists()


def test_a_share_beside_which_they_said_nothing_may_be_put_away(young: World) -> None:
    share = give(young)

    actions.stop(actor=young.supporter.actor, share_id=share.pk)

    assert not Share.objects.exists()


def test_among_adults_each_takes_their_own_words_away(db: None) -> None:
    world = make_world()
    with in_space(world.space):
        share = give(world)
        said = note(world, share, world.supporter)

        actions.drop_note(actor=world.supporter.actor, note_id=said.pk)

        assert not Note.objects.exists()
