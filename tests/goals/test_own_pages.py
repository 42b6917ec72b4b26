"""Decisions, the record with its booklet, and practices, by their pages."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.belongings import exports, forgets
from muruna.accounts.models import Person
from muruna.foundation import outbox
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.work import Worker, discover
from muruna.goals.actions.levels import write_levels
from muruna.goals.models import Decision, Goal, Practice, RecordEntry, Scale
from muruna.goals.queries.own import my_decisions, my_goals, my_practices, my_record
from muruna.strategies.actions.trying import tell_how_it_went
from muruna.strategies.library import library
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World, somebody
from tests.goals.site import at, began, hidden, read, send
from tests.pages import neutral, shape

CANARY = "kanarienvogel-own-77f3"


@pytest.fixture
def client(world: World) -> Client:
    return world.member.browser()


def sheet_with_options(world: World, client: Client) -> str:
    """The address of a sheet with two options."""
    here = str(send(client, at(world, "choices/new/"), question="Move out?", matters="Peace")["Location"])
    send(client, f"{here}ways/new/", name="Stay till June", cost="Silence at dinner")
    send(client, f"{here}ways/new/", name="Go to my aunt", good="Sleep", who=CANARY)
    return here


def sheet(world: World) -> Any:
    return my_decisions(world.member.actor)[0].words


def test_a_sheet_from_the_question_to_the_look_back(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    stay, go = sheet(world).options
    assert send(client, f"{here}ways/{stay.id}/", name="Stay till May").status_code == 303
    assert send(client, f"{here}decide/").status_code == 422
    assert send(client, f"{here}look/", looked="Too early").status_code == 404
    day = (today() + dt.timedelta(days=30)).isoformat()

    decided = send(client, f"{here}decide/", chosen=go.id, words="I want to sleep", look_on=day)

    assert decided.status_code == 303
    html = read(client, here)
    assert "I want to sleep" in html
    assert "Stay till May" in html
    home = at(world, "")
    assert "A look back" not in read(client, home)
    with stopped_at(now() + dt.timedelta(days=30)):
        later = world.member.browser()
        assert "A look back" in read(later, home)
        assert "You wanted to look back on this." in read(later, here)
        assert send(later, f"{here}look/", looked="It was right").status_code == 303
        assert "A look back" not in read(later, home)
        assert "It was right" in read(later, here)


def test_a_look_back_can_be_let_go(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    send(client, f"{here}decide/", words="Not yet", look_on=today().isoformat())
    assert "A look back" in read(client, at(world, ""))
    send(client, f"{here}look/no/")
    assert "A look back" not in read(client, at(world, ""))


def test_an_option_that_goes_takes_no_decision_with_it(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    go = sheet(world).options[1]
    send(client, f"{here}decide/", chosen=go.id, words="In my words")
    send(client, f"{here}ways/{go.id}/away/")

    assert [one.name for one in sheet(world).options] == ["Stay till June"]
    assert "In my words" in read(client, here)
    assert send(client, f"{here}ways/{go.id}/", name="Back").status_code == 404
    assert send(client, f"{here}decide/", chosen=go.id).status_code == 422


def test_a_full_sheet_says_so_and_nothing_typed_is_lost(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    long = "ي" * 1500
    answers = [send(client, f"{here}ways/new/", name=f"N{n}", good=long, cost=long) for n in range(12)]

    full = next(one for one in answers if one.status_code != 303)
    assert full.status_code == 422
    assert "This is full." in full.content.decode()
    assert long in full.content.decode()
    assert 2 < len(sheet(world).options) <= 12


def test_two_tabs_on_one_question(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    version = hidden(read(client, f"{here}words/"), "version")
    assert send(client, f"{here}words/", question="First", version=version).status_code == 303
    clash = send(client, f"{here}words/", question="Second", version=version)
    assert clash.status_code == 422
    assert "What stands there now" in clash.content.decode()
    assert sheet(world).question == "First"


def test_the_record_takes_only_what_was_ticked(world: World, client: Client) -> None:
    here = sheet_with_options(world, client)
    send(client, f"{here}decide/", chosen=sheet(world).options[1].id, words="I want to sleep")
    goal = began(world, client, "Swim again")
    send(
        client, f"{goal}words/", wish="Swim again", obstacle="The changing room", then="Go early", version="1"
    )
    send(client, f"{goal}now/there/", came="Three lengths")
    way = next(iter(library()))
    tell_how_it_went(actor=world.member.actor, strategy=way, outcome="helped", words="Quiet")
    assert not RecordEntry.objects.exists()

    html = read(client, at(world, "record/gather/"))
    for words in ("I want to sleep", CANARY, "Three lengths", "The changing room", "Quiet"):
        assert words in html
    sheet_id = here.rstrip("/").rpartition("/")[2]
    assert send(client, at(world, "record/gather/")).status_code == 422
    assert send(client, at(world, "record/gather/"), ticks=["choice:elsewhere"]).status_code == 422
    taken = send(client, at(world, "record/gather/"), ticks=[f"choice:{sheet_id}", f"choice:{sheet_id}:who"])

    assert taken.status_code == 303
    record = read(client, at(world, "record/"))
    assert "I want to sleep" in record
    assert CANARY in record
    assert "Three lengths" not in record
    left = read(client, at(world, "record/gather/"))
    assert CANARY not in left
    assert "Three lengths" in left
    assert hidden_in(disk(), CANARY) == []


def test_a_line_of_ones_own_is_written_changed_and_deleted(world: World, client: Client) -> None:
    bad = send(client, at(world, "record/new/"), kind="choice", words="", day="2026-13-40")
    assert bad.status_code == 422
    assert "2026-13-40" in bad.content.decode()
    send(client, at(world, "record/new/"), kind="person", words="Mina came along", day="2026-05-01")
    row = my_record(world.member.actor)[0].row

    send(client, at(world, f"record/{row.pk}/"), kind="person", words="Mina stayed", day="")
    assert "Mina stayed" in read(client, at(world, "record/"))
    assert world.stranger.browser().get(at(world, f"record/{row.pk}/")).status_code == 404
    assert send(world.stranger.browser(), at(world, f"record/{row.pk}/away/")).status_code == 404
    send(client, at(world, f"record/{row.pk}/away/"))
    assert not RecordEntry.objects.exists()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_booklet_is_one_file_with_a_neutral_name(
    world: World, client: Client, language: str, direction: str
) -> None:
    send(client, at(world, "record/new/"), kind="choice", words=f"{CANARY} <b>", day="2026-05-01")
    Person.objects.filter(pk=world.member.person.pk).update(language=language)

    answer = client.get(at(world, "record/booklet/"))

    html = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="notes-{today().isoformat()}.html"'
    assert f"{CANARY} &lt;b&gt;" in html
    assert f'dir="{direction}"' in html
    assert CANARY not in html.split("<body>")[0]
    assert not any(mark in html for mark in ("src=", "href=", "url(", "@import", "<script"))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31"])
def test_a_day_that_nobody_lives_to_see_is_asked_again(world: World, client: Client, day: str) -> None:
    sheet_with_options(world, client)
    here = at(world, f"choices/{Decision.objects.get().pk}/")

    answer = send(client, f"{here}decide/", words="So", look_on=day)

    assert answer.status_code == 422
    assert "Please give a day such as" in answer.content.decode()
    assert day in answer.content.decode()


def test_a_practice_before_and_after(world: World, client: Client) -> None:
    way = next(iter(library().values()))
    new = at(world, "sure/new/")
    assert send(client, new, what="Say no", sure="11", strategy="").status_code == 422
    assert send(client, new, what="Say no", sure="3", strategy="idea:nothing").status_code == 422
    here = send(client, new, what="Say no", sure="3", strategy=way.id, strength="I am stubborn")["Location"]
    html = read(client, here)
    assert way.text("en").title in html
    assert f"ways/one/{way.code}/told/" in html

    told = {"outcome": "helped", "words": "With a tea in my hand"}
    assert send(client, at(world, f"ways/one/{way.code}/told/"), **told).status_code == 303
    assert "With a tea in my hand" in read(client, here)

    assert send(client, f"{here}now/", sure="6", changed="I said it once").status_code == 303

    html = read(client, here)
    assert "More sure than at first" in html
    assert "I said it once" in html
    assert "From 3 to 6" in read(client, at(world, "sure/"))
    version = hidden(read(client, f"{here}words/"), "version")
    for expected in (303, 422):
        sent = send(client, f"{here}words/", what="Say no kindly", strength="", strategy="", version=version)
        assert sent.status_code == expected
    assert my_practices(world.member.actor)[0].words.sure == 3
    send(client, f"{here}away/")
    assert not Practice.objects.exists()


def test_what_is_for_adults_is_no_choice_under_18(world: World) -> None:
    grown = next(one for one in library().values() if not one.is_for("16-17"))
    young = somebody(world.space, "Mina", age_band="16-17").browser()
    assert grown.id in read(world.member.browser(), at(world, "sure/new/"))

    assert grown.id not in read(young, at(world, "sure/new/"))
    refused = send(young, at(world, "sure/new/"), what="x", sure="1", strategy=grown.id)
    assert refused.status_code == 422


@pytest.mark.parametrize("path", ["choices/", "record/", "sure/"])
def test_empty_pages_say_how_to_begin(world: World, client: Client, path: str) -> None:
    html = read(client, at(world, path))
    assert 'class="empty"' in html


def fill(world: World, client: Client) -> None:
    sheet_with_options(world, client)
    send(client, at(world, "record/new/"), kind="choice", words=f"{CANARY} record")
    send(client, at(world, "sure/new/"), what=f"{CANARY} practice", sure="2", strategy=next(iter(library())))
    goal = began(world, client, f"{CANARY} goal")
    send(client, goal, step=f"{CANARY} step")
    words = {level: f"{CANARY} level" for level in (2, 1, 0, -1, -2)}
    write_levels(actor=world.member.actor, goal_id=Goal.objects.get().pk, words=words, weight=4, fixes=True)


def test_the_copy_of_a_person_holds_all_of_it(world: World, client: Client) -> None:
    fill(world, client)
    mine = json.dumps([one.rows for one in exports()["goals"](world.member.actor)], default=str)

    for part in ("goal", "step", "level", "record", "practice"):
        assert f"{CANARY} {part}" in mine
    assert "Silence at dinner" in mine
    assert next(iter(library().values())).text("en").title in mine
    assert {"State since", "Looked back on"} <= set(re.findall(r'"([^"]+)":', mine))
    assert exports()["goals"](world.stranger.actor) == []


@pytest.mark.parametrize("how", ["forgotten", "left"])
def test_whoever_goes_takes_everything_along(world: World, client: Client, how: str) -> None:
    fill(world, client)
    if how == "forgotten":
        forgets()["goals"](world.member.person)
    else:
        outbox.emit("member.left", space=world.space.pk, membership=world.member.membership.pk)
        discover()
        Worker().work_off()

    for model in (Goal, Scale, Decision, RecordEntry, Practice):
        assert not model.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_mine_opens(world: World, client: Client, language: str) -> None:
    fill(world, client)
    Person.objects.filter(pk=world.member.person.pk).update(language=language)
    goal, sheet_, line, sure = (model.objects.get().pk for model in (Goal, Decision, RecordEntry, Practice))
    step = my_goals(world.member.actor)[0].words.steps[0].id
    option = sheet(world).options[0].id
    send(client, at(world, f"choices/{sheet_}/decide/"), words="So")
    inside = {
        "goals": ["", "new/", "new/mine/", "new/two/", "how-far/"],
        f"goals/{goal}": [
            "", "words/", "words/outcome/", "words/obstacle/", "words/plan/", "now/rest/",
            "now/there/", "now/free/", "now/on/", "away/", "show/", "undo/", f"steps/{step}/",
            f"steps/{step}/away/",
            f"steps/{step}/is/done/", f"steps/{step}/to/later/", "levels/", "levels/now/", "levels/away/",
        ],
        "choices": ["", "new/"],
        f"choices/{sheet_}": [
            "", "words/", "ways/new/", f"ways/{option}/", f"ways/{option}/away/", "decide/", "look/",
            "look/no/", "away/",
        ],
        "record": ["", "new/", "gather/", "booklet/"],
        f"record/{line}": ["", "away/"],
        "sure": ["", "new/"],
        f"sure/{sure}": ["", "words/", "now/", "away/"],
    }  # fmt: skip
    for base, rests in inside.items():
        for rest in rests:
            answer = client.get(at(world, f"{base}/{rest}"))
            assert answer.status_code == 200, (base, rest)
            assert CANARY not in answer.content.decode().split("<body")[0], rest
            assert neutral.faults(answer) == []
            assert shape.faults(answer) == []
