"""What was begun and not finished: numbers when they matter, no old answers under a new day, nothing lost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from muruna.foundation.clock import now, stopped_at
from muruna.spaces.models import Membership
from muruna.ui.addresses import code_of
from muruna.wellbeing import library
from muruna.wellbeing.actions import answering
from muruna.wellbeing.actions.allowing import allow_questionnaire, end_permission
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import switch_on
from tests.wellbeing.test_answering import begin, fields, mine, place
from tests.wellbeing.test_pages import read, send

NOBODY_TOLD = "Nobody has been told"


@pytest.fixture
def nine(world: World, steward: Somebody) -> str:
    """The set with the question about very dark thoughts is asked."""
    switch_on(world, steward)
    return code_of("phq-9")


def begun(one: Somebody, of: str, values: list[int], days_ago: int) -> str:
    """The first answers of a questionnaire, some days ago; returns the sitting's id."""
    with stopped_at(now() - dt.timedelta(days=days_ago)):
        id = answering.begin_answering(actor=one.actor, asks=[of], one_by_one=True)
        items = asked_here(one.actor)[of].instrument.items
        given = {
            of: {item.link_id: item.choices[value].code for item, value in zip(items, values, strict=False)}
        }
        answering.give_answers(actor=one.actor, sitting_id=id, given=given)
    return str(id)


def stop(client: Client, path: str, at: int, value: str) -> Any:
    html = read(client, f"{path}?at={at}")
    return send(client, path, at=str(at), go="stop", **{fields(html)[0]: value})


def test_whoever_stops_after_the_ninth_question_sees_numbers_and_is_thanked(
    world: World, nine: str, here: str
) -> None:
    client = world.member.browser()
    path = begin(client, here, nine)

    stopped = stop(client, path, 9, "2")

    html = read(client, stopped["Location"]).split("<main")[1]
    assert NOBODY_TOLD in html
    assert html.index("tel:") < html.index("How is it just now?")
    assert "Ask Rana for a talk" in html
    assert "1 of 9 questions is behind you" in html
    # It is said after stopping, not whenever somebody looks at their days.
    assert NOBODY_TOLD not in read(client, here)


def test_whoever_stops_without_it_is_not_told_of_it(world: World, nine: str, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, nine)

    stopped = stop(client, path, 9, "0")

    assert NOBODY_TOLD not in read(client, stopped["Location"])
    assert client.get(f"{here}?after=nonsense").status_code == 200


def test_going_on_or_afresh_is_asked_and_begins_what_was_chosen(world: World, here: str) -> None:
    client, which = world.member.browser(), code_of("who-5")
    sitting = begun(world.member, "who-5", [5, 5], days_ago=3)

    html = read(client, f"{here}ask/{which}/").split("<main")[1]

    assert "2 of 5 questions are behind you" in html
    assert send(client, f"{here}ask/{which}/", way="one").status_code == 422
    on = send(client, f"{here}ask/{which}/", way="one", begun="on")["Location"]
    assert on == f"{here}open/{sitting}/"
    afresh = send(client, f"{here}ask/{which}/", way="one", begun="afresh")["Location"]
    assert afresh != on
    assert place(read(client, afresh)) == "1"
    (one,) = mine(world).unfinished
    assert one.given == {}


def test_answers_older_than_what_is_asked_about_are_never_put_under_a_new_day(
    world: World, here: str
) -> None:
    client, which = world.member.browser(), code_of("phq-8")
    old = begun(world.member, "phq-8", [3, 3, 3, 3], days_ago=42)
    html = read(client, f"{here}ask/{which}/").split("<main")[1]
    assert "more than two weeks ago" in html
    assert 'name="begun"' not in html

    path = begin(client, here, which)

    assert path != f"{here}open/{old}/"
    assert place(read(client, path)) == "1"
    assert {str(one.id) for one in mine(world).unfinished} == {old, path.split("/")[-2]}


def test_old_answers_can_be_kept_with_their_own_day_or_let_go(world: World, here: str) -> None:
    client = world.member.browser()
    old = begun(world.member, "phq-8", [3, 3, 3, 3], days_ago=42)
    path = f"{here}open/{old}/"

    html = read(client, path).split("<main")[1]

    assert fields(html) == []
    assert "more than two weeks ago" in html
    assert f"{here}away/{old}/" in html
    assert f"{here}ask/{code_of('phq-8')}/" in html
    answer = send(client, path, go="on")
    (one,) = diary(world.member.actor).of(Answers)
    assert (now() - one.at).days == 42
    assert list(one.given.values()).count(None) == 4
    assert "there is no figure" in read(client, answer["Location"])


def test_an_answer_sent_late_is_not_lost(world: World, here: str) -> None:
    client = world.member.browser()
    sitting = begun(world.member, "who-5", [5, 5], days_ago=13)
    path = f"{here}open/{sitting}/"
    (name,) = fields(read(client, path))

    with stopped_at(now() + dt.timedelta(days=1, hours=6)):
        client = world.member.browser()
        assert send(client, path, at="3", go="on", **{name: "1"}).status_code == 303

    assert len(mine(world).unfinished[0].given["who-5"]) == 3


@pytest.mark.parametrize("how", ["off", "gone"])
def test_what_is_asked_no_more_keeps_its_answers(
    world: World, nine: str, steward: Somebody, here: str, how: str
) -> None:
    client = world.member.browser()
    sitting = begun(world.member, "phq-9", [3] * 8, days_ago=0)
    path = f"{here}open/{sitting}/"
    send(client, path, at="9", go="stop", **{fields(read(client, f"{path}?at=9"))[0]: "3"})
    if how == "off":
        end_permission(actor=steward.actor, questionnaire="phq-9")
    else:
        Membership.objects.filter(pk=world.second.membership.pk).update(state=Membership.SUSPENDED)

    html = read(client, path).split("<main")[1]

    assert fields(html) == []
    assert "no longer asked here" in html
    assert "tel:" in html
    answer = send(client, path, go="on")
    (one,) = diary(world.member.actor).of(Answers)
    assert list(one.given.values()).count("LA6571-9") == 9
    assert ">27<" in read(client, answer["Location"])


def test_one_set_of_a_longer_look_is_called_by_its_own_name(
    world: World, steward: Somebody, here: str
) -> None:
    client = world.member.browser()
    allow_questionnaire(actor=steward.actor, questionnaire="gse", granted="-")
    begun(world.member, "gse", [3, 3], days_ago=0)
    end_permission(actor=steward.actor, questionnaire="gse")

    html = read(client, here)

    assert "Not finished yet: A longer look" not in html
    assert "0 of 0" not in html
    assert f"Not finished yet: {library.instruments('en')['gse'].title}" in html
