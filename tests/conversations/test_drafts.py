"""Words typed beside a message on a bad line: none is lost, said twice, or comes back once it is said.

Each request may be late: what the script would send is sent here by hand, in every order.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator

import pytest

from muruna.conversations.actions.drafts import add_to_draft
from muruna.conversations.actions.stopping import pause_conversation
from muruna.conversations.models import Message, Participant
from muruna.conversations.unsent import draft_of
from muruna.conversations.words import open_thread
from tests.conversations.people import World

FORM, OTHER = (str(uuid.UUID(int=n)) for n in (1, 2))


class Line:
    """Noor's browser on a bad line, sending by hand what her pages would."""

    def __init__(self, world: World) -> None:
        self.world, self.client = world, world.member.browser()

    def keep(self, text: str, key: str = FORM, made_of: str = "") -> None:
        answer = self.client.post(
            self.world.at("draft/"), {"text": text, "key": key, "of": made_of}, headers={"X-Fragment": "1"}
        )
        assert answer.status_code == 204

    def say(self, text: str, key: str = FORM, made_of: str = "") -> None:
        answer = self.client.post(
            self.world.at("say/"), {"text": text, "key": key, "of": made_of}, headers={"X-Fragment": "1"}
        )
        assert answer.status_code == 204

    def shown(self) -> tuple[str, str, str]:
        """The form of the page as it is drawn anew: its key, what it was made of, and what stands in it."""
        context = self.client.get(self.world.at()).content.decode().split('class="form compose"')[1]
        key, made_of = (context.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "of"))
        return key, made_of, context.split("<textarea")[1].split(">", 1)[1].split("</textarea")[0].strip()

    @property
    def said(self) -> list[str | None]:
        return [one.text for one in open_thread(self.world.member.actor, self.world.thread)][1:]

    @property
    def waiting(self) -> str:
        me = Participant.objects.get(membership=self.world.member.membership)
        return draft_of(self.world.member.actor, me)


@pytest.fixture
def line(world: World) -> Line:
    return Line(world)


def in_every_order(line: Line, *requests: Callable[[str], None]) -> Iterator[tuple[list[str | None], str]]:
    """What was said and what waits after each order in which the requests of one form may arrive."""
    for order in itertools.permutations(requests):
        key, said = str(uuid.uuid4()), len(line.said)
        for arrives in order:
            arrives(key)
        yield line.said[said:], line.waiting
        line.keep("", str(uuid.uuid4()))


def test_words_typed_behind_a_message_wait_in_whatever_order_all_of_it_arrives(line: Line) -> None:
    found = in_every_order(
        line,
        lambda key: line.keep("Hel", key),
        lambda key: line.say("Hello", key),
        lambda key: line.say("Hello", key),
        lambda key: line.keep("Hello and more", key, made_of=key),
    )

    assert set(map(str, found)) == {str((["Hello"], "and more"))}


def test_words_that_were_sent_do_not_come_back(line: Line) -> None:
    found = in_every_order(
        line,
        lambda key: line.keep("Hel", key),
        lambda key: line.say("Hello", key),
        lambda key: line.say("Hello", key),
    )

    assert set(map(str, found)) == {str((["Hello"], ""))}


def test_words_that_took_the_place_of_what_was_sent_stay_whole(line: Line) -> None:
    found = in_every_order(
        line,
        lambda key: line.say("No", key),
        lambda key: line.keep("Nothing is fine", key, made_of=key),
    )

    assert set(map(str, found)) == {str((["No"], "Nothing is fine"))}


def test_while_nothing_has_arrived_all_of_it_waits(line: Line) -> None:
    line.keep("Hello and more", FORM, made_of=FORM)

    assert line.waiting == "Hello and more"


def test_the_next_message_takes_what_waited_behind_the_first(line: Line) -> None:
    line.say("Hello")
    line.keep("Hello and more", FORM, made_of=FORM)

    line.say("and less", OTHER, made_of=FORM)

    assert line.said == ["Hello", "and less"]
    assert line.waiting == ""


def test_a_message_leaves_the_words_of_another_page_alone(line: Line) -> None:
    line.keep("Typed on the other page", OTHER)

    line.say("Hello")

    assert line.waiting == "Typed on the other page"


def test_words_that_waited_are_sent_from_the_page_that_shows_them_however_they_were_changed(
    line: Line,
) -> None:
    line.keep("A thouhgt")
    key, made_of, text = line.shown()
    assert text == "A thouhgt"
    assert key != FORM

    line.say("My thought", key, made_of)

    assert line.waiting == ""
    assert line.shown()[2] == ""


def test_a_page_that_shows_older_words_leaves_newer_ones_of_their_own_page(line: Line) -> None:
    line.keep("A thought")
    key, made_of, _text = line.shown()
    line.keep("A thought that grew")

    line.say("Something else", key, made_of)

    assert line.waiting == "A thought that grew"


def test_a_letter_put_below_unsent_words_stays_when_they_go_out(line: Line) -> None:
    line.keep("Hello")
    add_to_draft(actor=line.world.member.actor, conversation_id=line.world.conversation.pk, text="Dear you")

    line.say("Hello")

    assert line.waiting == "Dear you"


def test_words_typed_while_the_talk_comes_to_rest_are_kept_and_shown(line: Line) -> None:
    pause_conversation(actor=line.world.supporter.actor, conversation_id=line.world.conversation.pk)

    line.keep("I was just writing")

    assert "I was just writing" in line.client.get(line.world.at()).content.decode()
    assert "I was just writing" not in line.world.supporter.browser().get(line.world.at()).content.decode()


def test_unsent_words_cannot_be_kept_from_outside_nor_under_a_made_up_key(line: Line) -> None:
    stranger = line.world.stranger.browser()
    assert stranger.post(line.world.at("draft/"), {"text": "x", "key": FORM}).status_code == 404

    line.keep("words", "no key")

    assert line.waiting == "words"
    assert Message.objects.count() == 1
