"""The same questions in two windows: what the second one sends is not lost without a word."""

from muruna.ui.addresses import code_of
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from tests.conversations.people import World
from tests.wellbeing.test_answering import begin, fields
from tests.wellbeing.test_pages import read, send

SAID = "finished in another window"


def test_what_the_second_window_sends_is_shown_and_can_be_begun_with(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-4"), "all")
    names = fields(read(client, path))
    first = send(client, path, go="on", **dict.fromkeys(names, "0"))

    second = send(client, path, go="on", **dict.fromkeys(names, "3"))

    html = second.content.decode()
    assert second.status_code == 422
    assert SAID in html
    assert "was not kept" in html
    assert first["Location"] in html
    assert html.count("Nearly every day") == 4
    assert len(diary(world.member.actor).of(Answers)) == 1

    again = send(client, path, go="on", again="on", **dict.fromkeys(names, "3"))

    assert again.status_code == 303
    assert again["Location"] != path
    page = read(client, again["Location"])
    assert page.count("checked") == 4
    answer = send(client, again["Location"], go="on", **dict.fromkeys(names, "3"))
    assert ">12<" in read(client, answer["Location"])
    assert ">0<" in read(client, first["Location"])


def test_the_same_answers_sent_twice_are_one_sending(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-4"), "all")
    names = fields(read(client, path))
    first = send(client, path, go="on", **dict.fromkeys(names, "1"))

    second = send(client, path, go="on", **dict.fromkeys(names, "1"))

    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert client.get(path)["Location"] == first["Location"]
    assert send(client, path, go="pass").status_code == 303


def test_one_question_a_page_says_it_too_and_keeps_all_that_was_asked(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, "pulse", "all")
    names = fields(read(client, path))
    send(client, path, go="on", **dict.fromkeys(names, "0"))

    second = send(client, path, at="6", go="on", **{names[5]: "2"})
    again = send(client, path, at="6", go="on", again="on", **{names[5]: "2"})

    assert SAID in second.content.decode()
    assert len(fields(read(client, again["Location"]))) == len(names)


def test_what_is_asked_no_more_is_only_said(world: World, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-4"), "all")
    names = fields(read(client, path))
    send(client, path, go="on", **dict.fromkeys(names, "0"))

    answer = send(client, path, go="on", again="on", qaaaaaaaaaa="3", **{names[0]: "99"})

    assert answer.status_code == 303
    assert len(diary(world.member.actor).every) == 1
