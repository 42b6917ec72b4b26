"""The first page and the texts around it."""

import re

import pytest

from muruna.accounts.models import Person
from tests.pages.neutral import outing_words

pytestmark = pytest.mark.django_db
TEXTS = ["/about/", "/about/limits/", "/about/kept/", "/about/here/"]


def page_of(client, path, language="en"):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def visible_at_first(html):
    """The page as it stands before anything is opened: what a shoulder may read."""
    return re.sub(r"<details.*?</details>", "", html, flags=re.S)


def test_welcome_shows_three_ways_and_outing_words_only_behind_a_question(visitor):
    html = page_of(visitor.client, "/")

    assert '<a class="first-way first-way-main" href="/start/"' in html
    assert 'href="/come-in/"' in html
    assert 'href="/numbers/"' in html
    assert 'action="/exit/"' in html
    assert outing_words(html)
    assert outing_words(visible_at_first(html)) == []


def test_planted_outing_word_outside_the_question_is_caught():
    assert outing_words(visible_at_first("<h1>For queer people</h1><details><p>gay</p></details>"))


def test_welcome_leads_who_is_signed_in_to_their_own(river):
    answer = river.client.get("/")

    assert answer.status_code == 303
    assert answer["Location"] in {"/home/", "/account/"}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/", *TEXTS])
def test_page_asks_no_database_and_stands_in_its_language(client, path, language, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = page_of(client, path, language)

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html


def test_about_says_the_one_sentence_and_leads_to_the_rest(client):
    html = page_of(client, "/about/")

    assert "We cannot read your private words from our disks; someone who took control" in html
    for path in TEXTS[1:]:
        assert f'href="{path}"' in html
    assert "Muruna" in html


def test_limits_tell_of_spying_programs_and_history(client):
    html = page_of(client, "/about/limits/")

    assert "A spying program on your device" in html
    assert "Your browser may keep this site in its history" in html


def test_robots_keep_nothing(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content == b"User-agent: *\nDisallow: /\n"


def test_language_chosen_on_any_page_is_kept_with_the_person(river):
    answer = river.client.post("/language/", {"language": "ar", "next": "/account/"})

    assert answer["Location"] == "/account/"
    assert Person.objects.get().language == "ar"
    river.client.cookies.pop("l", None)
    assert (
        '<html lang="ar" dir="rtl"'
        in river.client.get("/account/", headers={"accept-language": "en"}).content.decode()
    )


def test_language_chosen_before_sign_up_is_kept_with_the_person(visitor):
    visitor.client.post("/language/", {"language": "ar", "next": "/start/"})

    assert visitor.sign_up().status_code == 303

    assert Person.objects.get().language == "ar"


def test_django_knows_all_twelve_languages(settings):
    assert [code for code, _name in settings.LANGUAGES] == [
        "ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh-hans", "es",
    ]  # fmt: skip
