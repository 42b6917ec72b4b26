"""Figures in plain words, over time, and who is told what."""

import datetime as dt
import re
from typing import Any

import pytest

from muruna.foundation.clock import now, stopped_at
from muruna.ui.addresses import code_of
from muruna.wellbeing import meanings
from muruna.wellbeing.actions import answering, days
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.logic.instruments import Item
from muruna.wellbeing.queries import diary
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_pages import read, send


def code(item: Item, value: float | None) -> str | None:
    return None if value is None else next(one.code for one in item.choices if one.value == value)


def give(one: Somebody, of: str, values: list[float | None], days_ago: int = 0) -> str:
    """Answer a questionnaire whole, some days ago; returns the sitting's id."""
    with stopped_at(now() - dt.timedelta(days=days_ago)):
        id = answering.begin_answering(actor=one.actor, asks=[of], one_by_one=False)
        items = asked_here(one.actor)[of].instrument.items
        given = {of: {item.link_id: code(item, value) for item, value in zip(items, values, strict=True)}}
        answering.give_answers(actor=one.actor, sitting_id=id, given=given)
        answering.finish_answering(actor=one.actor, sitting_id=id)
    return str(id)


def test_a_low_figure_shows_numbers_first_and_no_label(world: World, here: str) -> None:
    sitting = give(world.member, "phq-8", [3] * 8)

    html = read(world.member.browser(), f"{here}one/{sitting}/")

    assert ">24<" in html
    assert html.index("tel:") < html.index(">24<")
    assert "Please do not stay alone with that" in html
    main = html.split("<main")[1].split("day-sources")[0]
    for label in ("depress", "disorder", "severe", "diagnos", "patient", "clinical", "symptom"):
        assert label not in main.lower()


def test_every_sentence_has_its_source_on_the_page(world: World, here: str) -> None:
    sitting = give(world.member, "gad-7", [1] * 7)

    html = read(world.member.browser(), f"{here}one/{sitting}/")

    named = set(re.findall(r'href="#(source-\d+)"', html))
    assert named
    assert named == set(re.findall(r'id="(source-\d+)"', html))
    assert "Archives of Internal Medicine" in html


def test_same_answer_everywhere_is_not_read(world: World, here: str) -> None:
    sitting = give(world.member, "brs", [3] * 6)

    html = read(world.member.browser(), f"{here}one/{sitting}/")

    assert "All answers were the same" in html
    assert "Getting up again goes as it does" not in html


def test_two_questions_that_came_out_high_lead_to_more(world: World, here: str) -> None:
    sitting = give(world.member, "phq-4", [3, 1, 0, 1])

    html = read(world.member.browser(), f"{here}one/{sitting}/")

    assert "The two questions about low mood came out high" in html
    assert "The two questions about worry came out high" not in html


@pytest.mark.parametrize("of", sorted(meanings.MEANINGS.keys() - {"phq-9", "gse"}))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_lowest_and_highest_answers_have_a_page(world: World, here: str, of: str, language: str) -> None:
    instrument = asked_here(world.member.actor)[of].instrument
    client = world.member.browser()
    client.cookies["l"] = language
    for number, edge in enumerate((0, -1)):
        sitting = give(world.member, of, [item.values[edge] for item in instrument.items], 9 - number)
        read(client, f"{here}one/{sitting}/")
    read(client, f"{here}time/{code_of(of)}/")


def test_change_is_named_by_its_rule_and_stands_in_the_table(world: World, here: str) -> None:
    for days_ago, value in ((60, 1), (30, 2), (1, 3)):
        give(world.member, "who-5", [value] * 5, days_ago)
    days.mark_event(actor=world.member.actor, on=(now() - dt.timedelta(days=40)).date(), words="Moved out")

    html = read(world.member.browser(), f"{here}time/{code_of('who-5')}/")

    assert "Changed, for the better" in html
    assert "12 or more" in html or "12 on" in html
    assert html.count("<circle") == 3
    assert 'role="img" aria-label="' in html
    assert re.findall(r"<td data-head=\"Figure\">(\d+)</td>", html) == ["60", "40", "20"]
    assert "Moved out" in html
    assert "twelve weeks" in html
    assert "in 3 of 3 times" in html


def test_small_difference_is_not_called_a_change(world: World, here: str) -> None:
    give(world.member, "phq-8", [1] * 8, 30)
    give(world.member, "phq-8", [1, 1, 1, 1, 1, 1, 1, 2], 1)

    html = read(world.member.browser(), f"{here}time/{code_of('phq-8')}/")

    assert "Not changed" in html
    assert "provisional" in html


def test_one_figure_alone_and_none_at_all_say_so(world: World, here: str) -> None:
    client = world.member.browser()
    assert client.get(f"{here}time/{code_of('who-5')}/").status_code == 404
    give(world.member, "who-5", [2, 2, None, 2, 2], 3)
    assert '<svg class="day-chart"' not in read(client, f"{here}time/{code_of('who-5')}/")
    give(world.member, "who-5", [2] * 5, 1)
    html = read(client, f"{here}time/{code_of('who-5')}/")

    assert "at least two figures" in html
    assert "in 1 of 2 times" in html
    assert "no figure" in html


def test_a_figure_is_let_go_of(world: World, here: str) -> None:
    give(world.member, "who-5", [2] * 5)
    (one,) = diary(world.member.actor).of(Answers)
    client = world.member.browser()
    assert world.stranger.browser().get(f"{here}away/{one.id}/").status_code == 404
    assert send(world.stranger.browser(), f"{here}away/{one.id}/").status_code == 404

    assert "deleted for good" in read(client, f"{here}away/{one.id}/")
    assert send(client, f"{here}away/{one.id}/").status_code == 303

    assert diary(world.member.actor).every == []


def test_after_a_hard_time_ones_own_history_comes_back(world: World, here: str) -> None:
    actor, client = world.member.actor, world.member.browser()
    for mood, helped in ((2, "Tea with Sana"), (4, "A walk"), (3, "tea with sana.")):
        days.check_in(actor=actor, mood=mood, helped=helped)
    html = read(client, f"{here}again/new/")
    assert html.index("tea with sana.") < html.index("A walk")

    assert send(client, f"{here}again/new/", before=["A walk"]).status_code == 422
    sent = {
        "happened": "They shouted",
        "before": ["A walk", "gone meanwhile"],
        "other": "Music",
        "step": "Water",
    }
    assert send(client, f"{here}again/new/", **sent).status_code == 303

    (one,) = diary(actor).setbacks
    assert one.helped == ("A walk", "gone meanwhile", "Music")
    assert "They shouted" in read(client, f"{here}again/")


def test_pages_ask_the_database_no_more_when_they_grow(world: World, here: str, query_count: Any) -> None:
    client = world.member.browser()
    give(world.member, "who-5", [2] * 5, 9)
    paths = [here, f"{here}time/", f"{here}time/{code_of('who-5')}/", f"{here}earlier/"]
    for path in paths:
        read(client, path)
    few = [query_count(lambda path=path: client.get(path)) for path in paths]  # type: ignore[misc]
    for number in range(3):
        give(world.member, "who-5", [2] * 5, number)
        days.check_in(actor=world.member.actor, mood=3)

    assert [query_count(lambda path=path: client.get(path)) for path in paths] == few  # type: ignore[misc]
