"""The list and the talk page: read, write, page back, only what is new; nothing for anybody else."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from muruna.accounts import landing
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Conversation, Message, Participant
from muruna.conversations.words import open_thread
from muruna.foundation.tenancy import in_space
from tests.conversations.people import World, make_world, somebody


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


def test_two_people_read_what_each_other_wrote(world: World) -> None:
    answer = send(world.member.browser(), world.at("say/"), text="Hello\n  you & me <b>")
    html = world.supporter.browser().get(world.at()).content.decode()

    assert answer.status_code == 303
    assert answer["Location"] == world.at() + "#m2"
    assert "Hello\n  you &amp; me &lt;b&gt;" in html
    assert "I would like to be heard." in html
    assert "Noor" in html
    assert 'dir="auto"' in html


@pytest.mark.parametrize("who", ["stranger", "second", "supervisor", "lead"])
def test_nobody_else_finds_anything(world: World, who: str) -> None:
    client = getattr(world, who).browser()

    for rest in (
        "",
        "more/",
        "rest/",
        "go/",
        "apart/",
        "show/",
        "keep/",
        "end/",
        "aside/",
        "care/",
        "after/",
    ):
        assert client.get(world.at(rest)).status_code == 404, rest
        assert send(client, world.at(rest)).status_code in {404, 405}, rest
    assert send(client, world.at("say/"), text="let me in").status_code == 404
    assert "Noor" not in client.get(f"/s/{world.space.code}/talks/").content.decode()
    assert Message.objects.count() == 1


def test_titles_and_addresses_are_neutral(world: World) -> None:
    html = world.member.browser().get(world.at()).content.decode()

    assert "<title>Letters · " in html


def test_page_shows_the_newest_fifty_and_leads_back(world: World) -> None:
    for number in range(60):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text=f"line {number:03}")

    client = world.member.browser()
    newest = client.get(world.at()).content.decode()
    earlier = client.get(world.at("?before=12")).content.decode()

    assert "line 059" in newest
    assert "line 010" in newest
    assert "line 009" not in newest
    assert "?before=12" in newest
    assert "line 009" in earlier
    assert "line 010" not in earlier
    assert "I would like to be heard." in earlier


def test_fragment_holds_only_what_is_new(world: World) -> None:
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="first")
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="second")

    answer = world.member.browser().get(world.at("?after=2"), headers={"X-Fragment": "1"})

    html = answer.content.decode()
    assert "second" in html
    assert "first" not in html
    assert "<html" not in html
    assert answer["X-After"] == "3"


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "before=99999999999999999999", "before=%00", "page=0"]
)
def test_nonsense_in_the_address_is_read_past(world: World, query: str) -> None:
    client = world.member.browser()

    assert client.get(world.at(f"?{query}")).status_code == 200
    assert client.get(world.at(f"?{query}"), headers={"X-Fragment": "1"}).status_code == 200
    assert client.get(f"/s/{world.space.code}/talks/?{query}").status_code == 200


def test_same_sending_again_is_one_message(world: World) -> None:
    client, key = world.member.browser(), str(uuid.uuid4())

    for _ in range(3):
        assert client.post(world.at("say/"), {"key": key, "text": "once"}).status_code == 303
    other = client.post(world.at("say/"), {"key": key, "text": "something else"})

    assert Message.objects.count() == 2
    assert other.status_code == 422
    assert "something else" in other.content.decode()


def test_long_message_is_refused_and_nothing_is_lost(world: World) -> None:
    long = "ا" * 8001

    answer = send(world.member.browser(), world.at("say/"), text=long)

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert send(world.member.browser(), world.at("say/"), text="𝕏" * 8000).status_code == 303


def test_words_to_a_resting_conversation_come_back(world: World) -> None:
    Conversation.objects.update(state=Conversation.PAUSED)

    answer = send(world.member.browser(), world.at("say/"), text="are you there")

    assert answer.status_code == 422
    assert "are you there" in answer.content.decode()
    assert Message.objects.count() == 1


def test_new_dot_is_for_the_reader_alone(world: World) -> None:
    path, client = f"/s/{world.space.code}/talks/", world.member.browser()
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="for you")

    before = client.get(path).content.decode()
    client.get(world.at())
    after = client.get(path).content.decode()
    others = world.supporter.browser().get(world.at()).content.decode()

    assert "new-dot" in before
    assert "new-dot" not in after
    assert "seen" not in others.lower().replace("unseen", "")


def test_list_costs_the_same_for_one_and_three(world: World, query_count: Callable[..., int]) -> None:
    client, path = world.member.browser(), f"/s/{world.space.code}/talks/"
    client.get(path)
    one = query_count(lambda: client.get(path))
    world.begin("second"), world.begin("third")

    three = query_count(lambda: client.get(path))

    assert client.get(path).content.decode().count('class="talk-line') >= 3
    assert three == one


def test_page_costs_the_same_for_one_and_three(world: World, query_count: Callable[..., int]) -> None:
    client = world.member.browser()
    client.get(world.at())
    one = query_count(lambda: client.get(world.at()))
    for text in ("a", "b"):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text=text)
    client.get(world.at())

    assert query_count(lambda: client.get(world.at())) == one
    assert one <= 20


def test_unsent_words_survive_a_reload_sealed(world: World) -> None:
    client = world.member.browser()

    kept = client.post(world.at("draft/"), {"text": "half a sent"})
    html = client.get(world.at()).content.decode()
    mine = Participant.objects.get(membership=world.member.membership)
    send(client, world.at("say/"), text="half a sentence")

    assert kept.status_code == 204
    assert "half a sent" in html
    assert b"half a sent" not in bytes(mine.draft_sealed)
    assert "half a sent</textarea>" not in client.get(world.at()).content.decode()
    assert world.stranger.browser().post(world.at("draft/"), {"text": "x"}).status_code == 404


def test_erased_words_and_departed_people_are_shown_kindly(world: World) -> None:
    Message.objects.update(body=b"", sender=None)

    html = world.supporter.browser().get(world.at()).content.decode()

    assert "A message was erased by its writer." in html
    assert open_thread(world.supporter.actor, world.thread)[0].text is None


def test_every_deed_leads_to_the_newest_words_without_a_script(world: World) -> None:
    """A browser without JavaScript goes where the address says: to a mark that is on the page."""
    member, supporter = world.member.browser(), world.supporter.browser()
    deeds = [
        (member, "say/", {"text": "first"}),
        (supporter, "aside/", {"text": "may I think aloud"}),
        (member, "rest/", {}),
        (member, "rest/", {}),
        (supporter, "care/", {"what": "I am worried"}),
        (member, "end/ask/", {"text": "is it time?"}),
        (member, "end/", {"thanks": "thank you"}),
    ]

    for client, rest, typed in deeds:
        place, _sign, mark = send(client, world.at(rest), **typed)["location"].partition("#")
        html = client.get(place).content.decode()
        assert f'id="{mark}"' in html, rest
        assert html.index("bubble") < html.index('id="end"')


def test_list_leads_to_the_first_message_that_is_new(world: World) -> None:
    client = world.member.browser()
    client.get(world.at())
    new = say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="new to you")
    say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="and more")

    html = client.get(f"/s/{world.space.code}/talks/").content.decode()

    assert f'{world.at()}#m{new.seq}"' in html
    assert f'id="m{new.seq}"' in client.get(world.at()).content.decode()


def test_only_whoever_supports_reads_that_the_other_is_under_18(db: None) -> None:
    world = make_world(member_age="16-17")
    with in_space(world.space):
        assert "Under 18" in world.supporter.browser().get(world.at()).content.decode()
        assert "Under 18" not in world.member.browser().get(world.at()).content.decode()


def test_what_was_just_done_is_said_where_the_page_opens(world: World) -> None:
    """A talk opens at its end, and on a phone its beginning is far away."""
    client = world.member.browser()
    which = str(Message.objects.get().pk)

    kept = send(client, world.at("keep/"), chosen=which)
    html = client.get(world.at()).content.decode()

    assert kept["Location"].endswith("#end")
    assert html.count("Kept where only you can read it.") == 1
    assert html.index('class="bubbles"') < html.index("Kept where only you") < html.index('id="end"')


def test_whoever_comes_in_at_the_door_of_another_s_talk_lands_at_home_as_where_there_is_none(
    world: World,
) -> None:
    other = somebody(world.space, "Amal").browser()
    talk = f"/s/{world.space.code}/talks/{world.conversation.pk}/"

    for place in (talk, f"/s/{world.space.code}/talks/{uuid.uuid4()}/"):
        other.cookies[landing.COOKIE] = "1"  # as from the door
        answer = other.get(place)
        assert (answer.status_code, answer.get("Location"), answer.content) == (302, landing.home(), b"")
        assert other.get(place).status_code == 404
