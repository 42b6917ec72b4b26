import datetime as dt
import re
from html.parser import HTMLParser
from string import Formatter

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from muruna.language import CODES, direction
from muruna.public.numbers import numbers_answer, numbers_page, sentences
from muruna.public.numbers_middleware import NumbersMiddleware

DAY = dt.date(2026, 11, 22)
OUTING = re.compile(r"gay|lesb|queer|trans\b|lgbt|pride|crisis|suicid|abuse", re.IGNORECASE)


class Words(HTMLParser):
    """Collects open tags that nobody closed, and links."""

    def __init__(self, page):
        super().__init__()
        self.open, self.links, self.tags = [], [], []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in {"meta", "link"}:
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", CODES)
def test_page_exists_in_every_language(language):
    page = numbers_page(language, today=DAY)
    words = Words(page)

    assert f'<html lang="{language}" dir="{direction(language)}">'.encode() in page
    assert words.open == []
    assert words.tags.count("h1") == 1
    assert "script" not in words.tags
    assert any(link.startswith("tel:") for link in words.links)
    assert 'action="/exit/"' in page.decode()
    assert sentences()[language]["no_trouble"].split("'")[0] in page.decode()
    assert not OUTING.search(re.search(r"<title>(.*?)</title>", page.decode())[1])


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_every_sentence_with_its_placeholders(language):
    def fields(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english, here = sentences()["en"], sentences()[language]

    assert here.keys() == english.keys()
    for key, text in here.items():
        assert fields(text) == fields(english[key]), key
    same = [key for key in here if here[key] == english[key]]
    assert language == "en" or len(same) <= 1  # "Police" is also French


def test_unconfirmed_lines_say_so_with_the_day():
    page = numbers_page("en", "gb", today=DAY).decode()

    assert "Not yet confirmed by us. Taken from its source on November 22, 2026." in page
    assert "Confirmed by two" not in page


def test_aged_lines_leave_emergency_number_and_the_other_list():
    page = numbers_page("en", "gb", today=DAY + dt.timedelta(days=181)).decode()

    assert "tel:116123" not in page
    assert "tel:999" in page
    assert "findahelpline.com" in page


def test_unknown_country_gets_112_and_the_other_list_and_no_more_memory():
    page = numbers_page("ar", "zz", today=DAY)

    assert b"tel:112" in page
    assert b"findahelpline.com" in page
    assert numbers_page("ar", "qq", today=DAY) is page


@pytest.mark.parametrize("country", ["eg", "tr", "ru", "cn", "sa"])
def test_hostile_country_page_names_nobody_and_warns(country):
    page = numbers_page("en", country, today=DAY).decode()

    assert not OUTING.search(page)
    assert "may record calls" in page


def test_links_stay_on_this_site_except_the_list_and_chats():
    for language in CODES:
        for link in Words(numbers_page(language, "br", today=DAY)).links:
            assert link.startswith(("/", "tel:", "https://findahelpline.com", "https://www.cvv.org.br")), link


@pytest.mark.parametrize("language", CODES)
def test_no_country_stands_open_before_one_is_chosen(language):
    page = numbers_page(language, today=DAY).decode()

    several = page.count('<details class="land"') > 1
    assert several is (sentences()[language]["choose"] in page)
    assert ('<details class="land" open>' in page) is not several


def test_countries_stand_in_the_readers_alphabet():
    lands = re.findall(r"<summary><h2>(.*?)</h2>", numbers_page("ar", today=DAY).decode())

    assert len(lands) > 5
    assert lands == sorted(lands)


@pytest.mark.parametrize("language", CODES)
def test_country_of_the_community_stands_first_and_open_and_says_why(language):
    page = numbers_page(language, near="at", today=DAY).decode()
    lands = re.findall(r'<details class="land"( open)?>\s*<summary><h2>(.*?)</h2>', page)
    place = lands[0][1]

    assert [one for one in lands if one[0]] == [lands[0]]
    assert [name for _, name in lands].count(place) == 1
    assert sentences()[language]["near"].format(place=place) in page.replace("&#39;", "'")
    assert re.search(r'<section class="danger".*?tel:112.*?</section>', page, re.DOTALL)
    assert "in=at" in re.search(r'<nav aria-labelledby="languages">.*?</nav>', page, re.DOTALL)[0]


def test_community_names_a_country_and_not_who_one_is():
    page = numbers_page("en", near="de", today=DAY).decode()

    assert "People who know lives like ours" not in page
    assert numbers_page("en", near="qq", today=DAY) is numbers_page("en", today=DAY)
    assert numbers_page("en", "fr", near="de", today=DAY) is numbers_page("en", "fr", today=DAY)


def test_address_says_which_country_comes_first():
    answer = numbers_answer("/numbers/", "l=en&in=at", "ar")

    assert "Austria comes first" in answer[2].decode()


def never(request):
    raise AssertionError("nothing behind this may be asked")


def test_middleware_answers_alone_without_database():
    answer = NumbersMiddleware(never)(
        RequestFactory().get("/numbers/lb/", headers={"accept-language": "ar-LB"})
    )

    assert answer.status_code == 200
    assert answer["Content-Language"] == "ar"
    assert answer["Cache-Control"] == "no-store"
    assert b"1564" in answer.content


@pytest.mark.parametrize(
    ("query", "cookie", "expected"), [("?l=tr", "ar", "tr"), ("", "ar", "ar"), ("?l=xx", "ja", "ja")]
)
def test_middleware_chooses_language_by_link_then_cookie(query, cookie, expected):
    request = RequestFactory().get("/numbers/" + query, headers={"cookie": f"l={cookie}"})

    assert NumbersMiddleware(never)(request)["Content-Language"] == expected


@pytest.mark.parametrize(
    "path", ["/", "/numbers", "/numbers/GB/", "/numbers/gbr/", "/numbers/gb/x/", "/s/numbers/"]
)
def test_middleware_leaves_other_paths_alone(path):
    middleware = NumbersMiddleware(lambda request: HttpResponse("further"))

    assert middleware(RequestFactory().get(path)).content == b"further"


def test_router_gets_the_page_in_any_of_the_twelve_languages():
    status, headers, body = numbers_answer("/numbers/cn/", "", "zh-hans")

    assert status == 200
    assert dict(headers)["Content-Language"] == "zh"
    assert body == numbers_page("zh", "cn")
    assert dict(numbers_answer("/numbers/", "l=pl&x=%ff", "ar")[1])["Content-Language"] == "pl"
    assert numbers_answer("/numbers/../", "", "en") is None
