"""The page with the one box: what it shows to whom, and what it never does."""

import base64
import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muruna.foundation import findable as registry
from muruna.foundation.clock import now, stopped_at
from muruna.search import asked, queries
from muruna.search.index.waiting import give_waiting_vectors
from tests.conversations.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db(transaction=True)


def ask(who, words, browser=None, **more):
    address = f"/s/{who.space.code}/find/"
    typed = {"key": str(uuid.uuid4()), "words": words} | more
    return (browser or who.client).post(address, typed, follow=True)


def answers_at(answer):
    """Where the answers stand: the address that a browser keeps for Back and for a reload."""
    return answer.redirect_chain[-1][0]


def shown(answer):
    return answer.content.decode()


@pytest.fixture
def member(space, joined):
    return joined(space, "Mem")


def test_hit_shows_its_passage_marked_with_language_and_way(library, carry, by_words_alone, member):
    one = library.put("الطريق", "مشينا كثيرًا. ثم جلسنا قرب المدرسة.", "ar")
    carry()

    answer = ask(member, "مدرسة")

    html = shown(answer)
    assert answer.status_code == 200
    assert f'href="/leaf/{one}/?l=ar"' in html
    assert "<mark>المدرسة</mark>" in html
    assert 'lang="ar"' in html.partition('<h3 dir="auto">')[2].partition("</h3>")[0]
    assert "العربية" in html


def test_words_that_only_together_mean_something_are_not_marked_apart(library, carry, by_words_alone, member):
    library.put("A", "My parents came in when the lamp went out.")
    for number in range(4):
        library.put(f"Soup {number}", "Cut onions, cook them for an hour.")
    carry()

    html = shown(ask(member, "coming out to my parents"))

    assert re.findall("<mark>(.*?)</mark>", html) == ["parents"]


def test_what_was_asked_is_in_no_address_and_kept_nowhere(library, carry, by_words_alone, member):
    library.put("A", "trumpet")
    carry()
    with CaptureQueriesContext(connection) as made:
        answer = ask(member, "trumpet qwertzui")

    assert 'value="trumpet qwertzui"' in shown(answer)  # still in the box
    assert "no-store" in answer["Cache-Control"]
    ((address, status),) = answer.redirect_chain
    assert status == 303
    assert re.fullmatch(rf"/s/{member.space.code}/find/found/\?n=[0-9a-f]{{8}}", address)
    assert not any("qwertzui" in one["sql"] for one in made)
    assert (
        member.client.get(f"/s/{member.space.code}/find/?words=trumpet").content.decode().count("trumpet")
        == 0
    )


def test_coming_back_shows_the_same_answers_for_some_minutes(library, carry, by_words_alone, member):
    """Back from a hit reads the page of answers again: a mere GET, and the question stands in the box."""
    for number in range(14):
        library.put(f"Leaf {number}", "trumpet")
    carry()
    browser = member.client
    address = answers_at(ask(member, "trumpet", browser, more="on"))

    again = browser.get(address)
    assert again.status_code == 200
    assert 'value="trumpet"' in shown(again)
    assert shown(again).count("/leaf/") == 14
    assert "trumpet" not in shown(browser.get(f"/s/{member.space.code}/find/"))

    with stopped_at(now() + dt.timedelta(minutes=11)):
        late = browser.get(address)
    assert late.status_code == 303
    assert late["Location"] == f"/s/{member.space.code}/find/"
    assert late.cookies[asked.COOKIE]["max-age"] == 0


def test_question_travels_sealed_and_opens_for_nobody_else(
    library, carry, by_words_alone, member, space, other_space, joined
):
    library.put("A", "trumpet")
    carry()
    browser = member.client
    answer = ask(member, "trumpet " + "𝄞" * 290, browser)
    assert "<mark>" in shown(answer)
    number = answers_at(answer).partition("?")[2]
    cookie = browser.cookies[asked.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")
    assert len(cookie.value) < 4000
    assert b"trumpet" not in base64.urlsafe_b64decode(cookie.value)

    for other in (joined(space, "Other"), joined(other_space, "There"), member):  # the last in a new session
        elsewhere = other.client
        elsewhere.cookies[asked.COOKIE] = cookie.value
        assert elsewhere.get(f"/s/{other.space.code}/find/found/?{number}").status_code == 303
    for spoiled in (cookie.value[:-8] + "AAAA" + cookie.value[-4:], "%%%", "é", ""):
        browser.cookies[asked.COOKIE] = spoiled
        assert browser.get(answers_at(answer)).status_code == 303


def test_each_open_page_comes_back_to_its_own_question(library, carry, by_words_alone, member):
    """Two pages of one browser: what was asked in the second does not stand in the first after a reload."""
    library.put("A", "trumpet")
    library.put("B", "violin")
    carry()
    browser = member.client
    first = answers_at(ask(member, "trumpet", browser))
    second = answers_at(ask(member, "violin", browser))

    assert first != second
    assert 'value="trumpet"' in shown(browser.get(first))
    assert 'value="violin"' in shown(browser.get(second))
    assert browser.get(first.partition("?")[0]).status_code == 303  # no number, no question
    assert 'value="violin"' in shown(browser.get(second))  # and the others stay

    for number in range(asked.MOST - 1):
        ask(member, f"drum {number}", browser)
    assert browser.get(first).status_code == 303  # the eldest has gone
    assert 'value="violin"' in shown(browser.get(second))


def test_form_that_comes_twice_leads_to_one_page(library, by_words_alone, member):
    """A second press, or another question by the same form after Back, which has a page of its own."""
    browser, key = member.client, str(uuid.uuid4())
    first, again = (answers_at(ask(member, "trumpet", browser, key=key)) for _time in range(2))
    other = answers_at(ask(member, "violin", browser, key=key))

    assert first == again
    assert first != other
    assert 'value="trumpet"' in shown(browser.get(first))
    assert answers_at(ask(member, "trumpet", browser)) != first  # nothing of the question is in the number


def test_long_questions_leave_the_cookie_before_it_grows_too_big(library, by_words_alone, member):
    browser = member.client
    pages = [answers_at(ask(member, f"{number}" + "𝄞" * 299, browser)) for number in range(4)]

    assert len(browser.cookies[asked.COOKIE].value) < 4000
    assert "3𝄞" in shown(browser.get(pages[3]))
    assert browser.get(pages[0]).status_code == 303


def test_switch_of_language_comes_back_to_the_answers(library, carry, by_words_alone, member):
    library.put("A", "trumpet")
    carry()
    browser = member.client
    answer = ask(member, "trumpet", browser)
    at = re.search(r'formaction="([^"]+)"', shown(answer))[1]
    assert at == answers_at(answer)

    switched = browser.post(at, {"key": str(uuid.uuid4()), "words": "trumpet and drums", "read_in": "ar"})

    html = shown(switched)
    assert 'lang="ar"' in html
    assert "/leaf/" in html  # the answers
    assert 'value="trumpet and drums"' in html  # and what stood in the box by then
    with stopped_at(now() + dt.timedelta(minutes=11)):  # also when the question is over
        late = browser.post(at, {"key": str(uuid.uuid4()), "words": "trumpet and drums", "read_in": "en"})
    assert 'value="trumpet and drums"' in shown(late)
    assert "/leaf/" not in shown(late)


@pytest.mark.parametrize("way", ["/out/", "/exit/"])
def test_question_goes_with_the_session(library, by_words_alone, member, way):
    browser = member.client
    ask(member, "trumpet", browser)

    out = browser.post(way, {"key": str(uuid.uuid4())})

    assert out.cookies[asked.COOKIE]["max-age"] == 0


def test_nothing_too_long_and_empty_are_told_and_nothing_typed_is_lost(library, by_words_alone, member):
    assert "Nothing found" in shown(ask(member, "qwertzui"))
    assert ask(member, "").status_code == 422
    long = ask(member, "w" * 301)
    assert long.status_code == 422
    assert "w" * 301 in shown(long)
    assert ask(member, "x", where="nonsense").status_code == 422
    assert ask(member, "x\x00y").status_code == 200


def test_languages_to_choose_from_are_those_of_texts_and_ones_own(
    library, carry, by_words_alone, member, other_space, joined
):
    library.put("A", "trumpet", "en")
    library.put("B", "Trompete", "de", space=member.space.pk)
    hidden = library.put("C", "trąbka", "pl", space=member.space.pk)
    library.put("D", "tromba", "it", space=other_space.pk)
    library.unseen.add(hidden)
    carry()
    member.person.language = "ar"
    member.person.save()

    def offered(who):
        html = shown(who.client.get(f"/s/{who.space.code}/find/"))
        return set(re.findall(r'<option value="(..)"', html))

    assert offered(member) == {"en", "de", "ar"}
    assert offered(joined(other_space, "There")) == {"en", "it"}
    assert ask(member, "trumpet", language="de").status_code == 200
    assert ask(member, "trumpet", language="pl").status_code == 422


def test_what_may_not_be_seen_is_not_found(library, carry, by_words_alone, member):
    """Negative control: the index holds it, and only the question of access keeps it back."""
    one, other = library.put("One", "trumpet"), library.put("Two", "trumpet")
    carry()
    assert len(queries.find_for(member.actor, "trumpet").hits) == 2

    library.unseen.add(one)

    assert [hit.thing for hit in queries.find_for(member.actor, "trumpet").hits] == [other]
    assert one not in shown(ask(member, "trumpet"))


def test_nothing_of_another_space_is_found(library, carry, by_words_alone, space, other_space, joined):
    here, there = joined(space, "Here"), joined(other_space, "There")
    mine = library.put("Mine", "trumpet canary", space=space.pk)
    carry()

    assert mine in shown(ask(here, "trumpet"))
    assert "canary" not in shown(ask(there, "trumpet"))
    assert queries.find_for(there.actor, "trumpet").hits == []


def test_thing_is_one_hit_in_the_language_of_the_question(library, carry, by_words_alone, member):
    thing = str(uuid.uuid4())
    library.texts[thing] = (
        None,
        [
            registry.FindableText("Trumpet", "A trumpet plays.", "en"),
            registry.FindableText("Trompete", "Eine Trompete spielt, trumpet.", "de"),
        ],
    )
    from muruna.search.index.sweeping import sweep

    sweep("leaf")
    (hit,) = queries.find_for(member.actor, "trumpet", page_language="de").hits
    assert hit.language in {"en", "de"}
    (hit,) = queries.find_for(member.actor, "eine Trompete", page_language="en").hits
    assert (hit.language, hit.title) == ("de", "Trompete")


def test_numbers_stand_above_when_the_words_say_so_and_never_by_likeness(library, carry, model, member):
    library.put("A", "I thought about ending it all and nobody knew.")
    carry()
    give_waiting_vectors(5)

    assert "Somebody can be reached now" in shown(ask(member, "I want to die"))
    assert "Somebody can be reached now" in shown(ask(member, "أريد أن أموت"))
    assert "Somebody can be reached now" in shown(ask(member, "死にたい"))
    assert "Somebody can be reached now" not in shown(
        ask(member, "it would all be over and nobody would know")
    )
    assert "Somebody can be reached now" not in shown(ask(member, "the dye of my hair"))


def test_more_are_shown_when_asked_for_in_a_bounded_number_of_queries(library, carry, by_words_alone, member):
    for number in range(14):
        library.put(f"Leaf {number}", "trumpet")
    carry()

    with CaptureQueriesContext(connection) as few:
        first = ask(member, "trumpet")
    more = ask(member, "trumpet", more="on")

    assert shown(first).count("/leaf/") == 10
    assert "Show more" in shown(first)
    assert shown(more).count("/leaf/") == 14
    library_of_one = CaptureQueriesContext(connection)
    with library_of_one:
        ask(member, "qwertzui")
    assert len(few) <= len(library_of_one) + 3


def test_more_like_this_and_near_what_was_said(library, carry, model, member):
    sleep = library.put("Night", "I could not sleep and lay awake.")
    rest = library.put("Bed", "Falling asleep is hard, I am awake until morning.")
    library.put("Soup", "Cut onions, add water and salt, cook for an hour.")
    carry()
    give_waiting_vectors(5)

    assert [hit.thing for hit in queries.like_this(member.actor, "leaf", sleep, most=1)] == [rest]
    assert queries.like_this(member.actor, "leaf", str(uuid.uuid4())) == []
    near = queries.near_words(member.actor, "insomnia, I lie awake", kinds=("leaf",), most=2)
    assert {hit.thing for hit in near} == {sleep, rest}


def test_page_without_hits_is_the_same_number_of_queries_for_everybody(by_words_alone, people):
    for who in people.values():
        assert who.client.get(f"/s/{who.space.code}/find/").status_code == 200


def test_hits_that_are_only_near_in_meaning_are_called_so(by_words_alone, member, monkeypatch):
    def found(has_words):
        hit = queries.Hit("leaf", "1", "Leaf", "Night", "en", "/leaf/1/", (), has_words)
        return lambda *_all, **_more: queries.Answer([hit], False, False)

    monkeypatch.setattr(queries, "find_for", found(False))
    assert "Nothing has these words" in shown(ask(member, "qwertzui"))
    monkeypatch.setattr(queries, "find_for", found(True))
    assert "Nothing has these words" not in shown(ask(member, "night"))


SAYS_SO = "Not every text could be compared by its meaning"


def test_page_says_when_some_texts_were_compared_by_words_alone(library, carry, model, member):
    library.put("A", "trumpet")
    carry()
    assert SAYS_SO in shown(ask(member, "trumpet"))  # as in the first minute after a start
    assert SAYS_SO in shown(ask(member, "qwertzui"))

    give_waiting_vectors(5)

    assert SAYS_SO not in shown(ask(member, "trumpet"))
    library.put("B", "violin", "de")
    carry()
    assert SAYS_SO in shown(ask(member, "trumpet"))
    assert SAYS_SO not in shown(ask(member, "trumpet", language="en"))


def test_text_of_another_space_that_waits_is_nobodys_business(library, carry, model, member, other_space):
    library.put("A", "trumpet", space=other_space.pk)
    carry()

    assert SAYS_SO not in shown(ask(member, "trumpet"))


def test_page_says_so_where_there_is_no_model(library, carry, by_words_alone, member):
    library.put("A", "trumpet")
    carry()

    assert SAYS_SO in shown(ask(member, "trumpet"))
