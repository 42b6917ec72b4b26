"""Answering: question by question or all at once, stopped, gone on with, finished; nothing is lost."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import Session
from muruna.ui.addresses import code_of
from muruna.wellbeing.actions import answering
from muruna.wellbeing.actions.allowing import allow_questionnaire, end_permission
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.models import Entry
from muruna.wellbeing.queries import diary
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_pages import read, send


def begin(client: Client, here: str, which: str, way: str = "one", **more: str) -> str:
    answer = send(client, f"{here}ask/{which}/", way=way, **more)
    assert answer.status_code == 303
    return str(answer["Location"])


def fields(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(q[0-9a-f]{10})"', html)))


def place(html: str) -> str:
    found = re.search(r'name="at" value="(\d+)"', html)
    assert found
    return found.group(1)


def mine(world: World) -> Any:
    return diary(world.member.actor)


def test_one_question_a_page_until_the_end(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("who-5"))

    for value in (3, 3, 3, 3):
        html = read(client, path)
        (name,) = fields(html)
        answer = send(client, path, at=place(html), go="on", **{name: str(value)})
        assert answer.status_code == 303
        assert answer["Location"] == path
    html = read(client, path)
    (name,) = fields(html)
    answer = send(client, path, at=place(html), go="on", **{name: "3"})

    (one,) = mine(world).of(Answers)
    assert list(one.given.values()) == ["under-half"] * 5
    html = read(client, answer["Location"])
    assert ">40<" in html
    assert mine(world).unfinished == []


def test_all_on_one_page_with_one_passed_over_gives_no_figure(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("who-5"), "all")
    names = fields(read(client, path))
    assert len(names) == 5

    answer = send(client, path, go="on", **dict.fromkeys(names[:4], "2"))

    html = read(client, answer["Location"])
    assert "there is no figure" in html
    (one,) = mine(world).of(Answers)
    assert list(one.given.values()) == [*["over-half"] * 4, None]


def test_stopping_keeps_what_was_given_and_another_day_goes_on(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, "pulse")
    html = read(client, path)
    send(client, path, at=place(html), go="on", **{fields(html)[0]: "4"})
    html = read(client, path)

    stopped = send(client, path, at=place(html), go="stop", **{fields(html)[0]: "1"})

    assert stopped["Location"].split("?")[0] == here
    assert "2 of 13 questions are behind you" in read(client, here)
    assert begin(client, here, "pulse", begun="on") == path
    assert place(read(client, path)) == "3"
    assert len(mine(world).unfinished) == 1


def test_passing_over_and_going_back(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("ucla-3"))
    html = read(client, path)
    send(client, path, at="1", go="pass", **{fields(html)[0]: "2"})
    assert place(read(client, path)) == "2"

    html = read(client, f"{path}?at=1")
    send(client, path, at="1", go="on", **{fields(html)[0]: "2"})

    assert place(read(client, path)) == "2"
    assert next(iter(mine(world).unfinished[0].given["ucla-3"].values())) == "often"


def test_next_without_an_answer_asks_and_says_so(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("who-5"))

    answer = send(client, path, at="1", go="on")

    assert answer.status_code == 422
    assert "pass over the question" in answer.content.decode()
    assert mine(world).unfinished[0].given == {}


@pytest.mark.parametrize("value", ["9", "-1", "x", "1.5", "🦊", "2; DROP"])
def test_no_answer_of_its_question_is_refused(world: World, here: str, value: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("who-5"))
    (name,) = fields(read(client, path))

    answer = send(client, path, at="1", go="on", **{name: value})

    assert answer.status_code == 422
    assert mine(world).unfinished[0].given == {}
    for at in ("0", "99", "x", "²", ""):
        assert client.get(f"{path}?at={at}").status_code == 200


def test_everything_passed_over_keeps_nothing(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("ons-loneliness"))

    answer = send(client, path, at="1", go="pass")

    assert answer["Location"] == here
    assert mine(world).every == []


def test_sent_twice_counts_once_and_leads_to_the_same_place(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("ons-loneliness"))
    (name,) = fields(read(client, path))
    sent = {"key": str(uuid.uuid4()), "at": "1", "go": "on", name: "2"}

    first, again = client.post(path, sent), client.post(path, sent)
    other_window = send(client, path, at="1", go="on", **{name: "2"})

    assert first["Location"] == again["Location"] == other_window["Location"]
    assert [list(one.given.values()) for one in mine(world).of(Answers)] == [["occasionally"]]


def test_answers_given_after_the_session_ended_are_not_lost(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("who-5"), "all")
    html = read(client, path)
    marks = dict(re.findall(r'<input type="hidden" name="(for|in-choices)" value="([^"]*)"', html))
    Session.objects.all().delete()

    answer = send(client, path, go="on", **marks, **dict.fromkeys(fields(html), "4"))

    assert mine(world).of(Answers) == []
    assert re.search(r'name="resume" value="[\w=-]{200,}"', answer.content.decode())


def test_another_person_finds_nothing(world: World, here: str) -> None:
    path = begin(world.member.browser(), here, code_of("who-5"))
    stranger = world.stranger.browser()

    assert stranger.get(path).status_code == 404
    assert send(stranger, path, at="1", go="pass").status_code == 404
    assert world.supporter.browser().get(path).status_code == 404


def test_disk_shows_nothing_not_even_which_questions(world: World, here: str) -> None:
    actor = world.member.actor
    id = answering.begin_answering(actor=actor, asks=["phq-8"], one_by_one=False)
    instrument = asked_here(actor)["phq-8"].instrument
    given = {"phq-8": {item.link_id: item.choices[-1].code for item in instrument.items}}
    answering.give_answers(actor=actor, sitting_id=id, given=given)
    before = bytes(Entry.objects.get().body)
    answering.finish_answering(actor=actor, sitting_id=id)

    raw = disk()
    for canary in ("phq-8", "44250-9", '"given"', "check-in"):
        assert hidden_in(raw, canary) == []
    assert len(before) == len(bytes(Entry.objects.get().body))


def test_looking_at_a_page_finishes_nothing(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("ons-loneliness"))
    (name,) = fields(read(client, path))
    send(client, path, at="1", go="stop", **{name: "1"})

    html = read(client, path)

    assert mine(world).of(Answers) == []
    assert ">Finish<" in html
    assert send(client, path, at="1", go="on", **{name: "1"}).status_code == 303
    assert len(mine(world).of(Answers)) == 1


def test_what_is_asked_no_more_can_be_let_go_of(world: World, here: str, steward: Somebody) -> None:
    allow_questionnaire(actor=steward.actor, questionnaire="gse", granted="-")
    client = world.member.browser()
    path = begin(client, here, code_of("gse"))
    end_permission(actor=steward.actor, questionnaire="gse")

    read(client, path)
    read(client, here)

    assert send(client, path, go="on")["Location"] == here
    assert mine(world).every == []
