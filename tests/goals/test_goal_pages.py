"""Goals by their pages: words, steps, states, two tabs, bad input, an ended session."""

import uuid
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import Session
from muruna.goals.models import Goal
from muruna.goals.queries.own import my_goals
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World
from tests.goals.site import at, began, hidden, read, send

CANARY = "kanarienvogel-goal-31ce"


@pytest.fixture
def client(world: World) -> Client:
    return world.member.browser()


def the_goal(world: World) -> Any:
    return my_goals(world.member.actor)[0].words


def step_ids(world: World) -> list[str]:
    return [step.id for step in the_goal(world).steps]


def test_from_a_wish_through_four_questions_to_steps(world: World, client: Client) -> None:
    assert "No goal just now" in read(client, at(world, "goals/"))
    here = began(world, client)
    assert "What would be best about it?" in read(client, here)

    for part, words in (
        ("outcome", {"outcome": "Light in the water"}),
        ("obstacle", {"obstacle": "The changing room"}),
        ("plan", {"when": "I stand before the door", "then": "I call Mina"}),
    ):
        version = hidden(read(client, f"{here}words/{part}/"), "version")
        assert send(client, f"{here}words/{part}/", version=version, **words).status_code == 303
    assert send(client, here, step="Look up the hours").status_code == 303

    html = read(client, here)
    for words in ("Light in the water", "The changing room", "I call Mina", "Look up the hours"):
        assert words in html
    assert "0 of 1 step done" in read(client, at(world, "goals/"))


def test_steps_are_ticked_moved_changed_taken_out_and_brought_back(world: World, client: Client) -> None:
    here = began(world, client)
    for words in ("One", "Two", "Three"):
        send(client, here, step=words)
    one, two, three = step_ids(world)

    send(client, f"{here}steps/{one}/is/done/")
    send(client, f"{here}steps/{three}/to/earlier/")
    send(client, f"{here}steps/{two}/", step="Two, slowly")

    assert [step.words for step in the_goal(world).steps] == ["One", "Three", "Two, slowly"]
    assert the_goal(world).done == 1
    send(client, f"{here}steps/{three}/away/")
    assert step_ids(world) == [one, two]
    send(client, f"{here}undo/")
    assert step_ids(world) == [one, three, two]
    send(client, f"{here}steps/{one}/is/open/")
    assert the_goal(world).done == 0


def test_resting_reached_let_go_and_taken_up_again(world: World, client: Client) -> None:
    here = began(world, client)

    send(client, f"{here}now/rest/")
    assert "Resting" in read(client, at(world, "goals/"))
    send(client, f"{here}now/on/")
    assert "nothing counts against you" in read(client, f"{here}now/free/")
    send(client, f"{here}now/free/", came="Other things matter now")
    html = read(client, here)
    assert "Other things matter now" in html
    assert "Take it up again" in html
    assert "Add this step" not in html
    send(client, f"{here}now/on/")
    assert "Add this step" in read(client, here)
    send(client, f"{here}now/there/", came="")
    assert the_goal(world).state == "reached"
    assert the_goal(world).came == "Other things matter now"


def test_the_same_sending_twice_counts_once(world: World, client: Client) -> None:
    key = str(uuid.uuid4())
    answers = [client.post(at(world, "goals/new/mine/"), {"key": key, "wish": "Once"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert Goal.objects.count() == 1

    here = answers[0]["Location"]
    key = str(uuid.uuid4())
    assert {client.post(here, {"key": key, "step": "A"}).status_code for _ in range(2)} == {303}
    assert len(step_ids(world)) == 1
    key = str(uuid.uuid4())
    assert {client.post(f"{here}away/", {"key": key}).status_code for _ in range(2)} == {303}
    assert not Goal.objects.exists()


def test_two_tabs_do_not_silently_undo_each_other(world: World, client: Client) -> None:
    here = began(world, client)
    first, second = (hidden(read(client, f"{here}words/"), "version") for _ in range(2))
    same = {"wish": "Swim again", "obstacle": "", "when": "", "then": "", "day": ""}
    assert (
        send(client, f"{here}words/", **same, outcome="From the first tab", version=first).status_code == 303
    )

    clash = send(client, f"{here}words/", **same, outcome="From the second tab", version=second)

    assert clash.status_code == 422
    html = clash.content.decode()
    assert "From the first tab" in html
    assert "From the second tab" in html
    assert the_goal(world).outcome == "From the first tab"
    again = send(client, f"{here}words/", **same, outcome="Both", version=hidden(html, "version"))
    assert again.status_code == 303
    assert the_goal(world).outcome == "Both"


@pytest.mark.parametrize(
    ("path", "data", "kept"),
    [
        ("", {"step": "x" * 201}, "x" * 201),
        ("", {"step": ""}, ""),
        ("words/", {"wish": "", "outcome": "half a thought"}, "half a thought"),
        ("words/", {"wish": "W", "day": "tomorrow"}, "tomorrow"),
        ("words/outcome/", {"outcome": "y" * 1501}, "y" * 1501),
        ("words/outcome/", {"outcome": "mine", "version": "minus"}, "mine"),
        ("levels/", {"level2": "best"}, "best"),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(
    world: World, client: Client, path: str, data: dict[str, str], kept: str
) -> None:
    here = began(world, client)
    before = the_goal(world)

    answer = send(client, here + path, **data)

    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert the_goal(world) == before


@pytest.mark.parametrize(
    "path",
    ["words/nothing/", "now/never/", "steps/feedbeef/", "steps/feedbeef/is/done/", "steps/feedbeef/is/so/",
     "steps/feedbeef/to/earlier/", "steps/feedbeef/to/up/", "levels/now/"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(world: World, client: Client, path: str) -> None:
    here = began(world, client)
    assert send(client, here + path, step="x").status_code == 404


def test_more_steps_than_fit_are_refused_in_words(world: World, client: Client) -> None:
    here = began(world, client)
    for number in range(40):
        assert send(client, here, step=f"Step {number}").status_code == 303

    full = send(client, here, step="One too many")

    assert full.status_code == 422
    assert "This is full." in full.content.decode()
    assert "One too many" in full.content.decode()


def test_words_sent_after_the_session_ended_wait_for_their_writer(world: World, client: Client) -> None:
    here = began(world, client)
    html = read(client, f"{here}words/outcome/")
    data = {
        "for": hidden(html, "for"),
        "in-words": hidden(html, "in-words"),
        "outcome": CANARY,
        "version": "1",
    }
    Session.objects.all().delete()

    answer = send(client, f"{here}words/outcome/", **data)

    assert answer.status_code == 401
    assert "What you wrote is not lost" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert hidden_in(disk(), CANARY) == []
    assert the_goal(world).outcome == ""


def test_nobody_else_reads_or_changes_it(world: World, client: Client) -> None:
    here = began(world, client, CANARY)
    send(client, here, step=CANARY)

    for who in (world.supporter, world.stranger, world.lead, world.supervisor):
        other = who.browser()
        assert other.get(here).status_code == 404
        for path in ("", "words/", "away/", "undo/", "now/rest/", "levels/", "show/"):
            assert send(other, here + path, wish="x", step="x").status_code == 404
        assert CANARY not in read(other, at(world, "goals/"))
    assert hidden_in(disk(), CANARY) == []


def test_titles_and_addresses_say_nothing(world: World, client: Client) -> None:
    here = began(world, client, CANARY)
    for path in (here, f"{here}words/", at(world, "goals/")):
        html = read(client, path)
        assert CANARY not in html.split("</title>")[0]


def test_a_list_of_five_asks_no_more_often_than_a_list_of_two(
    world: World, client: Client, query_count: Any
) -> None:
    for _number in range(2):
        began(world, client)
    read(client, at(world, "goals/"))
    few = query_count(lambda: client.get(at(world, "goals/")))
    for _number in range(3):
        began(world, client)

    assert query_count(lambda: client.get(at(world, "goals/"))) == few


def test_words_for_a_step_taken_out_on_another_page_come_back_and_can_be_added(
    world: World, client: Client
) -> None:
    here = began(world, client)
    send(client, here, step="One")
    (step,) = step_ids(world)
    send(client, f"{here}steps/{step}/away/")

    late = send(client, f"{here}steps/{step}/", step="One, slowly")
    html = late.content.decode()
    assert late.status_code == 404
    assert 'value="One, slowly"' in html
    assert "taken out on another page" in html
    assert f'action="{here}"' in html
    arabic = send(client, f"{here}steps/{step}/", step="One, slowly", read_in="ar")
    assert 'value="One, slowly"' in arabic.content.decode()
    assert send(client, here, step="One, slowly").status_code == 303
    assert [one.words for one in the_goal(world).steps] == ["One, slowly"]
    assert client.get(f"{here}steps/{step}/").status_code == 404


def test_words_for_what_is_gone_as_a_whole_are_not_lost_by_a_switch_of_language(
    world: World, client: Client
) -> None:
    here = began(world, client)
    mark = hidden(read(client, here), "for")
    send(client, f"{here}away/")

    late = send(client, f"{here}words/", **{"wish": "Swim in the sea", "for": mark, "in-words": "wish"})
    assert late.status_code == 404
    html = late.content.decode()
    assert "Swim in the sea" in html
    assert 'action="/language/"' not in html


def test_step_that_was_moved_keeps_its_buttons_open(world: World, client: Client) -> None:
    here = began(world, client)
    for words in ("One", "Two", "Three"):
        send(client, here, step=words)
    two = step_ids(world)[1]

    moved = send(client, f"{here}steps/{two}/to/earlier/")
    assert moved["Location"] == f"{here}?open={two}#step-{two}"
    html = read(client, moved["Location"].partition("#")[0])
    of_two = html.partition(f'id="step-{two}"')[2].partition("</li>")[0]
    assert '<details class="disclosure" open>' in of_two
    assert html.count('<details class="disclosure" open>') == 1
    assert '<details class="disclosure" open>' not in read(client, here)
