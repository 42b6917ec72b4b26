""" "Something is wrong here": an idea is handed to those who look after safety by whoever reads it."""

import pytest

from muruna.access import NotFound
from muruna.safeguarding.models import Case, CasePerson
from muruna.spaces.models import Right
from muruna.strategies.actions import ideas
from muruna.strategies.models import Idea
from tests.conversations.people import Somebody, World
from tests.conversations.test_talk_pages import send
from tests.stories.test_responding import _excerpts
from tests.strategies.test_ideas import CANARY, publish, write


def at(world: World, idea: Idea, rest: str = "") -> str:
    return f"/s/{world.space.code}/ways/ours/{idea.pk}/{rest}"


def parts(case: Case) -> dict[str, object]:
    rows = CasePerson.objects.filter(case=case).exclude(part=CasePerson.TEAM)
    return {one.part: one.membership for one in rows}


def test_whoever_reads_a_published_idea_can_say_that_something_is_wrong(
    world: World, coordinator: Somebody
) -> None:
    idea = publish(coordinator, write(world.member, example="An example that hurts"))
    reader = world.stranger.browser()
    assert at(world, idea, "wrong/") in reader.get(at(world, idea)).content.decode()
    assert CANARY in reader.get(at(world, idea, "wrong/")).content.decode()

    answer = send(reader, at(world, idea, "wrong/"), why="It is dangerous")

    case = Case.objects.get()
    assert answer.status_code == 303
    assert parts(case) == {
        CasePerson.NAMED: world.member.membership, CasePerson.REPORTER: world.stranger.membership,
    }  # fmt: skip
    for words in (idea.words["title"], CANARY, "Never alone", "An example that hurts"):
        assert words in _excerpts(world, case)
    assert world.member.membership.name not in _excerpts(world, case)  # it did not bear the name


def test_whoever_looks_at_one_before_others_can_say_it_too(world: World, coordinator: Somebody) -> None:
    idea = write(world.member)
    client = coordinator.browser()
    page = client.get(f"/s/{world.space.code}/ways/look/{idea.pk}/").content.decode()
    assert at(world, idea, "wrong/") in page

    assert send(client, at(world, idea, "wrong/"), why="A threat").status_code == 303

    assert parts(Case.objects.get())[CasePerson.REPORTER] == coordinator.membership


@pytest.mark.parametrize("who", ["its author", "somebody who cannot read it"])
def test_nobody_else_reports_it(world: World, coordinator: Somebody, who: str) -> None:
    idea = write(world.member)
    if who == "its author":
        publish(coordinator, idea)
    one = world.member if who == "its author" else world.stranger

    with pytest.raises(NotFound):
        ideas.report_idea(actor=one.actor, idea_id=idea.pk, why="x")
    assert one.browser().get(at(world, idea, "wrong/")).status_code == 404
    if who == "its author":
        assert "wrong/" not in one.browser().get(at(world, idea)).content.decode()
    assert not Case.objects.exists()


def test_what_is_wrong_is_asked_and_where_nobody_is_left_the_page_says_so(
    world: World, coordinator: Somebody
) -> None:
    idea = publish(coordinator, write(world.member))
    reader = world.stranger.browser()
    assert send(reader, at(world, idea, "wrong/"), why="").status_code == 422
    Right.objects.filter(role=Right.SAFEGUARDING_LEAD).delete()

    answer = send(reader, at(world, idea, "wrong/"), why="It is dangerous")

    assert answer.status_code == 422
    assert "contact outside" in answer.content.decode()
    assert "It is dangerous" in answer.content.decode()
