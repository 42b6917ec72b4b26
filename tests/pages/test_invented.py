"""Every page of the walk, as everybody who sees it, in two invented languages: no plain English is on it.

What plain English is left on a page would be left in Arabic too. test_walk.py holds the golden statuses.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines

from tests.access.conftest import rolled_back, world  # noqa: F401 - fixtures
from tests.access.golden import golden
from tests.access.site_map import Route, routes
from tests.access.things import live_a_while
from tests.access.walking import ask, steps
from tests.access.world import World
from tests.pages import shape
from tests.pages.invented import invented_languages
from tests.pages.raw_text import raw_texts

pytestmark = pytest.mark.django_db
# What this site and its space were given, and answers of one word, which the invention leaves alone.
KNOWN = (settings.SITE_NAME, "UTC", "testserver/kept/", "Disagree", "Neutral", "Agree")
# Names of the world's time zones come from CLDR's tables in each language: tests/ui/test_zones.py.
# The marks of a sheet and of a case are drawn by chance and spell nothing.
NO_WORDS = re.compile(r"<optgroup.*?</optgroup>|\b[A-Z0-9]{4}\b|\b[A-Z0-9]{2}-[A-Z0-9]{2}\b", re.DOTALL)
NO_PAGES = {"robots", "kept-worker"}  # answers of another kind
PAGE = '<html lang="en-xa"><body>{}</body></html>'


@pytest.fixture(scope="module")
def lived(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:  # noqa: F811
    """The world with things in it, while the invented languages are offered."""
    live_a_while(world)
    with invented_languages(tmp_path_factory.mktemp("invented")):
        yield world


class Reading:
    """What was read, and what was plain on it."""

    def __init__(self) -> None:
        self.plain: dict[str, str] = {}  # text: where it was first found
        self.misshapen: list[str] = []
        self.pages: set[tuple[str, str, int, str]] = set()
        self.tried: set[tuple[Any, ...]] = set()

    def read(self, here: str, route: Route, method: str, answer: Any, spoken: str) -> None:
        if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
            return
        assert answer.headers["Content-Language"] == spoken, here
        self.pages.add((route.name, method, answer.status_code, spoken))
        for one in raw_texts(NO_WORDS.sub("", answer.content.decode()), spoken, known=KNOWN):
            self.plain.setdefault(one, here)
        self.misshapen += [f"{here}: {one}" for one in shape.faults(answer)]


@pytest.fixture(scope="module")
def reading(lived: World) -> Reading:
    """Each page as everybody who sees it; mirrored, and refused for want of words, as the first of them."""
    done, known = Reading(), golden(lived)
    for kind, someone in lived.people.items():
        client = someone.client()
        for route in routes():
            mine = {
                (method, which): who[kind] for (name, method, which), who in known.items()
                if name == route.name and who.get(kind) in (200, 401, 422)
            }  # fmt: skip
            for step in steps(route, someone, lived, "A") if mine else ():
                for method, spoken in (("GET", "en-xa"), ("GET", "ar-xb"), ("POST", "en-xa")):
                    status = mine.get((method, step.which))
                    here = (route.name, method, step.which, status, spoken)
                    if status and (here not in done.tried or (method, spoken) == ("GET", "en-xa")):
                        done.tried.add(here)
                        answer = ask(client, method, step.address, language=spoken)
                        done.read(f"{route.name} {method} as {kind}", route, method, answer, spoken)
    return done


def test_no_page_has_plain_english_left_in_either_invented_language(reading: Reading) -> None:
    if reading.plain:
        pytest.fail("\n".join(f"{where}: {text}" for text, where in reading.plain.items()))


def test_every_page_of_the_golden_walk_was_read_in_both(reading: Reading, lived: World) -> None:
    wanted = {
        name for (name, method, which), who in golden(lived).items()
        if method == "GET" and which != "not theirs" and 200 in who.values()
    }  # fmt: skip
    for spoken in ("en-xa", "ar-xb"):
        shown = {name for name, *how in reading.pages if how == ["GET", 200, spoken]}
        assert wanted - shown == NO_PAGES
    assert len({name for name, *how in reading.pages if how[:2] == ["POST", 422]}) > 40


def test_a_page_is_laid_out_from_the_right_where_its_language_is_read_so(reading: Reading) -> None:
    assert reading.misshapen == []


# Planted faults.
@pytest.mark.parametrize(
    "html",
    [
        "<p>Nobody translated this.</p>",
        '<input type="text" placeholder="Your name">',
        '<button aria-label="Close"></button>',
        '<img src="/x" alt="A tree">',
        '<abbr title="For example">[é.ĝ. one]</abbr>',
        '<input type="submit" value="Send">',
        "<p>[Ŵé ļîķé Zanzibar member one] has left</p>",
        "<p>Zanzibar member has left</p>",
        '<p lang="en-xa">Declared as this very language</p>',
        '<body data-sent="Sent."></body>',
    ],
)
def test_plain_english_is_found_wherever_it_stands(html: str) -> None:
    assert raw_texts(PAGE.format(html), "en-xa")


@pytest.mark.parametrize(
    "html",
    [
        "<p>[Ŵé ļîķé Zanzibar member one two]</p>",
        "<bdi>Zanzibar said by member</bdi>",
        '<p lang="en">The wording of another language</p>',
        '<output translate="no">ABCD EFGH</output>',
        '<button lang="de">Deutsch</button>',
        "<script>let plain = 1</script>",
        '<input type="hidden" value="plain words">',
    ],
)
def test_what_is_translated_or_somebody_s_own_is_left_alone(html: str) -> None:
    assert raw_texts(PAGE.format(html), "en-xa") == []


def test_mirrored_text_is_told_from_plain() -> None:
    assert raw_texts("<p>\u202eIt went through\u202c 3</p>", "ar-xb") == []
    assert raw_texts("<p>\u202eIt went through\u202c and this</p>", "ar-xb")


def raw_view(request: HttpRequest) -> HttpResponse:
    """A page of ours on which one sentence never went through the catalogue."""
    said = '{% extends "ui/base.html" %}{% block content %}<p>Oh no</p>{% endblock %}'
    from muruna.ui.pages import page_context

    return HttpResponse(engines["jinja2"].from_string(said).render(page_context(request), request))


def test_one_sentence_that_never_went_through_the_catalogue_is_found(lived: World, rf: Any) -> None:
    from django.utils.translation import override

    with override("en-xa"):
        request = rf.get("/")
        request.language = "en-xa"
        html = raw_view(request).content.decode()
    assert raw_texts(html, "en-xa", known=KNOWN) == ["p: 'Oh no'"]
