"""An item shared with one other: who reads it, for how long, and what is left."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.belongings import exports, forgets
from muruna.accounts.models import ContentGrant
from muruna.conversations.actions import stopping
from muruna.foundation import outbox
from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.foundation.work import Worker, discover
from muruna.goals.actions.goals import Words, begin_goal
from muruna.goals.actions.hard_times import add_lines
from muruna.goals.models import Goal, HardTimes
from muruna.sharing import actions, queries
from muruna.sharing.companions import companions
from muruna.sharing.models import Note, Share
from muruna.spaces.actions.personas import leave_space
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World, make_world
from tests.sharing.giving import KIND, at, give, kind, send

__all__ = ["kind"]

CANARY = "kanarienvogel-share-77ad"


def test_the_two_read_it_and_nobody_else(world: World) -> None:
    share = give(world)

    for who in (world.member, world.supporter):
        assert "Swim again" in who.browser().get(at(world, share.pk)).text
        assert "Swim again" in who.browser().get(at(world)).text
    for who in (world.supervisor, world.lead, world.second, world.stranger):
        assert who.browser().get(at(world, share.pk)).status_code == 404
        assert "Swim again" not in who.browser().get(at(world)).text


def test_only_with_whom_one_is_in_a_talk(world: World) -> None:
    assert list(companions(world.member.actor)) == [world.supporter.membership]
    for who in (world.supervisor, world.second, world.stranger, world.member):
        with pytest.raises(NotFound):
            give(world, with_=who.membership.pk)
    assert not Share.objects.exists()


@pytest.mark.parametrize(
    "how", ["member stops", "supporter stops", "item", "talk", "block", "left", "deleted"]
)
def test_it_ends_and_nothing_is_left(world: World, how: str) -> None:
    share = give(world)
    actions.write_note(actor=world.supporter.actor, share_id=share.pk, text="Well done")
    talk = world.conversation.pk
    if how.endswith("stops"):
        who = world.member if how.startswith("member") else world.supporter
        assert send(world, who, at(world, share.pk, "stop/")).status_code == 303
    elif how == "item":
        actions.stop_item(actor=world.member.actor, kind=KIND, item=share.item)
    elif how == "talk":
        stopping.leave_conversation(actor=world.supporter.actor, conversation_id=talk)
    elif how == "block":
        stopping.block_other(actor=world.member.actor, conversation_id=talk)
    elif how == "left":
        world.member.membership.state = "left"
        world.member.membership.save()
        outbox.emit("member.left", space=world.space.pk, membership=world.member.membership.pk)
    else:
        forgets()["sharing"](world.member.person)

    assert world.supporter.browser().get(at(world, share.pk)).status_code in {303, 404}
    discover()
    Worker().work_off()
    assert not Share.objects.exists()
    assert not Note.objects.exists()
    assert not ContentGrant.objects.filter(container=share.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("side", ["member", "supporter"])
def test_leaving_ends_it_at_the_first_try_of_the_worker(side: str) -> None:
    """As it runs outside of tests: no transaction stands around the handlers."""
    world = make_world()
    with in_space(world.space):
        share = give(world)
        goal = begin_goal(
            actor=world.member.actor, words=Words(wish="Swim"), ally=world.supporter.membership.pk
        )
        add_lines(actor=world.member.actor, part="alone", texts=["walk"])
    who = getattr(world, side)
    leave_space(actor=replace(who.actor, space=None, membership=None), membership=who.membership)
    discover()
    Worker().work_off()

    assert [(one.topic, one.problem) for one in OutboxEvent.objects.all() if one.problem] == []
    with in_space(world.space):
        assert not Share.objects.exists()
        assert not ContentGrant.objects.filter(container=share.pk).exists()
        assert Goal.objects.filter(pk=goal.pk).exists() == (side == "supporter")
        assert HardTimes.objects.exists() == (side == "supporter")


def test_a_second_time_renews_the_copy(world: World) -> None:
    first = give(world)
    again = give(world, item=first.item, body={"title": "Swim twice"})
    other = give(world, body={"title": "Another"})

    assert again.pk == first.pk != other.pk
    actions.renew(actor=world.member.actor, kind=KIND, item=first.item, body={"title": "Swim daily"})
    seen = {one.title for one in queries.lines(world.supporter.actor)}
    assert seen == {"Swim daily", "Another"}
    assert [
        one.receiver.name for one in queries.sharing_of(world.member.actor, kind=KIND, item=first.item)
    ] == ["Sam"]
    assert queries.sharing_of(world.supporter.actor, kind=KIND, item=first.item) == []


def test_the_other_says_words_and_proposes_and_changes_nothing(world: World) -> None:
    share = give(world)
    page = at(world, share.pk)

    assert send(world, world.supporter, page, text="How was it?", as_="words").status_code == 303
    assert send(world, world.supporter, page, text="Call Mina", as_="proposal").status_code == 303
    assert send(world, world.member, page, text="Cold, and good", as_="words").status_code == 303
    refused = send(world, world.member, page, text="Mine", as_="proposal")
    assert refused.status_code == 404
    told = world.supporter.browser().get(page).text
    assert told.index("How was it?") < told.index("Call Mina") < told.index("Cold, and good")
    proposal = Note.objects.get(is_proposal=True)
    assert queries.proposal_text(world.member.actor, share, proposal.pk) == "Call Mina"
    with pytest.raises(NotFound):
        actions.share(
            actor=world.supporter.actor, kind=KIND, item=share.item, with_=world.supporter.membership.pk,
            body={},
        )  # fmt: skip
    with pytest.raises(NotFound):
        queries.proposal_text(world.member.actor, give(world), proposal.pk)


def test_words_are_taken_away_by_their_writer_or_by_the_one_whose_item_it_is(world: World) -> None:
    share = give(world)
    theirs = actions.write_note(actor=world.supporter.actor, share_id=share.pk, text="One")
    mine = actions.write_note(actor=world.member.actor, share_id=share.pk, text="Two")

    drop = f"/s/{world.space.code}/between/words/{{}}/away/"
    assert send(world, world.supporter, drop.format(mine.pk)).status_code == 404
    assert send(world, world.stranger, drop.format(mine.pk)).status_code == 404
    for who, status in ((world.stranger, 404), (world.supporter, 404), (world.member, 200)):
        assert who.browser().get(drop.format(mine.pk)).status_code == status
    assert send(world, world.member, drop.format(theirs.pk)).status_code == 303
    assert [one.text for one in queries.opened(world.supporter.actor, share.pk).notes] == ["Two"]


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_bad_words_get_a_sentence_and_stay(world: World, text: str) -> None:
    share = give(world)
    answer = send(world, world.supporter, at(world, share.pk), text=text, as_="words")
    assert answer.status_code == 422
    assert text in answer.text
    assert not Note.objects.exists()


def test_nothing_is_readable_on_the_disk(world: World) -> None:
    share = give(world, body={"title": CANARY})
    actions.write_note(actor=world.supporter.actor, share_id=share.pk, text=CANARY)

    assert hidden_in(disk(), CANARY) == []
    assert hidden_in(disk(), KIND)  # the search finds what is there


def test_the_copy_of_a_person_holds_what_is_theirs(world: World) -> None:
    share = give(world)
    actions.write_note(actor=world.supporter.actor, share_id=share.pk, text="Bravo")

    mine = json.dumps([one.rows for one in exports()["sharing"](world.member.actor)], default=str)
    theirs = json.dumps([one.rows for one in exports()["sharing"](world.supporter.actor)], default=str)
    assert "Swim again" in mine
    assert "Bravo" not in mine
    assert "Swim again" not in theirs
    assert "Bravo" in theirs


def test_a_list_of_five_asks_no_more_often_than_a_list_of_two(
    world: World, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    client = world.supporter.browser()
    for _number in range(2):
        give(world)
    client.get(at(world))
    few = query_count(lambda: client.get(at(world)))
    for _number in range(3):
        give(world)

    assert query_count(lambda: client.get(at(world))) == few
