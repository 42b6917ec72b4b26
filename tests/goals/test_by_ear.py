"""Lists that are put into order, for somebody who hears the page or walks it by keyboard."""

import re
from html import unescape

import pytest
from django.test import Client

from muruna.goals.actions import hard_times as deeds
from muruna.goals.queries.own import my_goals
from tests.conversations.people import World
from tests.goals.lines import line, read, send
from tests.goals.site import began

BUTTONS = re.compile(r"<(?:button|a) [^>]*class=\"button[^>]*>(.*?)</(?:button|a)>", re.S)


@pytest.fixture
def client(world: World) -> Client:
    return world.member.browser()


def names(html: str) -> list[str]:
    """What each button in a list is called aloud."""
    lists = "".join(re.findall(r"<ol class=\"(?:plan-edit|goal-steps)\".*?</ol>", html, re.S))
    return [" ".join(re.sub("<[^>]*>", "", one).split()) for one in BUTTONS.findall(lists)]


def test_every_button_of_a_line_or_part_says_which(world: World, client: Client) -> None:
    here = f"/s/{world.space.code}/lines/"
    deeds.add_lines(actor=world.member.actor, part="people", texts=["Sam & Jo", "Mina"])

    said = names(read(client, f"{here}part/people/")) + names(read(client, f"{here}order/"))

    assert {"Earlier: Mina", "Later: Sam & Jo", "Change: Mina", "Take out: Sam & Jo"} <= set(said)
    assert "Earlier: Whom I can ask for help" in said
    assert len(said) == len(set(said))


def test_moving_leads_back_to_what_was_moved(world: World, client: Client) -> None:
    here = f"/s/{world.space.code}/lines/"
    deeds.add_lines(actor=world.member.actor, part="people", texts=["Sam", "Mina"])
    mina = line(world.member, "people", 1)

    for path, page, place in (
        (f"one/{mina}/move/", "part/people/", f"line-{mina}"), ("part/people/move/", "order/", "part-people"),
    ):  # fmt: skip
        went = send(client, here + path, to="earlier")["Location"]
        assert went == f"{here}{page}#{place}"
        assert f'id="{place}" tabindex="-1"' in read(client, here + page)


def test_steps_say_which_and_keep_their_place(world: World, client: Client) -> None:
    here = began(world, client)
    for words in ("Look up the hours", "Call Mina"):
        send(client, here, step=words)
    step = my_goals(world.member.actor)[0].words.steps[1].id
    said = names(unescape(read(client, here)))

    assert {"Earlier: Call Mina", "Later: Look up the hours", "Other words: Call Mina"} <= set(said)
    assert len(said) == len(set(said))
    went = send(client, f"{here}steps/{step}/to/earlier/")["Location"]
    assert went == f"{here}?open={step}#step-{step}"  # its buttons stay open, so that it can be moved on
    assert f'id="step-{step}" tabindex="-1"' in read(client, here)
