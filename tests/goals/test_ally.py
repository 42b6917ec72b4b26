"""An ally sees one goal, asks, encourages and proposes; changes nothing; and is out at once when stopped."""

from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import ContentGrant
from muruna.goals.models import Goal
from muruna.goals.queries.own import my_goals
from muruna.sharing.models import Note, Share
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World
from tests.goals.site import at, began, read, send

CANARY = "kanarienvogel-ally-5f20"


@pytest.fixture
def client(world: World) -> Client:
    return world.member.browser()


@pytest.fixture
def ally(world: World) -> Client:
    return world.supporter.browser()


def show(world: World, client: Client, here: str) -> str:
    """Show the goal to the one I talk with; the address of what is shared."""
    assert send(client, f"{here}show/", with_=str(world.supporter.membership.pk)).status_code == 303
    return at(world, f"between/{Share.objects.get().pk}/")


def steps(world: World) -> list[str]:
    return [step.words for step in my_goals(world.member.actor)[0].words.steps]


def test_beginning_with_somebody_is_offered_first_and_they_see_the_questions(
    world: World, client: Client, ally: Client
) -> None:
    html = read(client, at(world, "goals/new/"))
    assert html.index("Begin with somebody") < html.index("Begin by myself")
    other = str(world.supporter.membership.pk)

    assert send(client, at(world, "goals/new/two/"), wish="Swim again", with_=other).status_code == 303

    shared = read(ally, at(world, f"between/{Share.objects.get().pk}/"))
    assert "Swim again" in shared
    assert "Questions you could ask" in shared
    assert "Swim again" in read(ally, at(world, "goals/"))


@pytest.mark.parametrize("who", ["stranger", "second", "lead"])
def test_only_somebody_in_a_talk_can_be_invited(world: World, client: Client, who: str) -> None:
    here = began(world, client)
    other = str(getattr(world, who).membership.pk)

    assert send(client, f"{here}show/", with_=other).status_code == 422
    assert send(client, at(world, "goals/new/two/"), wish="Mine", with_=other).status_code == 422
    assert not Share.objects.exists()
    assert Goal.objects.count() == 1


def test_the_ally_sees_changes_but_never_levels_and_changes_nothing(
    world: World, client: Client, ally: Client
) -> None:
    here = began(world, client)
    levels = {f"level{number}": f"secret level {number}" for number in range(5)}
    send(client, f"{here}levels/", **levels, weight="2")
    shared = show(world, client, here)
    send(client, here, step="Look up the hours")

    html = read(ally, shared)
    assert "Look up the hours" in html
    assert "secret level" not in html
    for path in ("", "words/", "now/free/", "away/", "undo/", "levels/away/"):
        assert send(ally, here + path, step="Mine", wish="Mine").status_code == 404
    assert steps(world) == ["Look up the hours"]


def test_pages_that_change_a_goal_say_who_sees_it(world: World, client: Client) -> None:
    here = began(world, client)
    send(client, here, step="Look up the hours")
    step = my_goals(world.member.actor)[0].words.steps[0].id
    pages = ("words/", "words/outcome/", f"steps/{step}/")
    assert not any("sees this goal" in read(client, here + page) for page in pages)
    show(world, client, here)

    for page in pages:
        assert "Sam sees this goal, and will see the change." in read(client, here + page)


def test_encouraging_asking_and_a_proposed_step_that_its_owner_takes(
    world: World, client: Client, ally: Client
) -> None:
    shared = show(world, client, began(world, client))
    send(ally, shared, text=f"You can {CANARY}", as_="words")
    send(ally, shared, text="Call Mina", as_="proposal")
    note = Note.objects.get(is_proposal=True)
    take = at(world, f"goals/from/{note.share_id}/{note.pk}/")

    assert CANARY in read(client, shared)
    assert "Call Mina" in read(client, take)
    assert send(ally, take, step="Call Mina").status_code == 404
    assert steps(world) == []
    assert send(client, take, step="Call Mina on Friday").status_code == 303
    assert steps(world) == ["Call Mina on Friday"]
    assert "Call Mina on Friday" in read(ally, shared)
    assert hidden_in(disk(), CANARY) == []


@pytest.mark.parametrize("how", ["stopped", "deleted"])
def test_it_stops_at_once_and_nothing_opens_any_more(
    world: World, client: Client, ally: Client, how: str
) -> None:
    here = began(world, client)
    shared = show(world, client, here)
    send(ally, shared, text="Well done", as_="words")
    container = Share.objects.get().pk

    answer: Any = send(client, f"{shared}stop/" if how == "stopped" else f"{here}away/")

    assert answer.status_code == 303
    assert ally.get(shared).status_code == 404
    assert not ContentGrant.objects.filter(container=container).exists()
    assert not Note.objects.exists()
    assert Goal.objects.count() == (1 if how == "stopped" else 0)
