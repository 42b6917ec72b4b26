"""S17: whatever is typed into whichever form, the answer is a page in words, and nothing typed is lost."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.faults.nonsense import (
    CHANGES_LANGUAGE,
    LAST,
    TYPED_AGAIN,
    faults_of,
    kind_of,
    lost_of,
    sendings,
    walk_of,
)
from tests.faults.places import Place

pytestmark = pytest.mark.faults
ROLES = [
    "",
    "member",
    "supporter",
    "second",
    "supervisor",
    "lead",
    "coordinator",
    "steward",
    "minor",
    "foreigner",
]


@pytest.fixture(scope="module")
def walks(place: Place) -> dict[str, object]:
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(ROLES, pool.map(lambda who: walk_of(place, who), ROLES), strict=True))


def test_every_page_that_anybody_finds_is_whole(walks: dict) -> None:
    assert "\n".join(one for walk in walks.values() for one in walk.broken) == ""
    assert sum(len(walk.pages) for walk in walks.values()) > 100
    assert len({kind for walk in walks.values() for kind in walk.forms}) > 25


def test_nonsense_in_every_field_of_every_form(places: Callable[..., Place], walks: dict) -> None:
    place = places()
    place.start()
    tried, wrong, lost = set(), [], []
    for who, walk in walks.items():
        wire = place.wire(who)
        for kind, form in sorted(walk.forms.items(), key=lambda pair: pair[0].startswith(CHANGES_LANGUAGE)):
            if kind in tried or LAST.search(kind):
                continue
            tried.add(kind)
            for name, sent in sendings(form):
                answer = wire.post(form.action, sent, key=None)
                where = f"{who or 'nobody'} POST {kind_of(form.action)} with {name}"
                wrong += faults_of(answer, where, "" if kind.startswith(CHANGES_LANGUAGE) else "en")
                if name in TYPED_AGAIN:
                    lost += [f"{where}: {gone} is lost" for gone in lost_of(form, sent, answer)]

    assert "\n".join(wrong) == "", place.site.words()[-3000:]
    assert "\n".join(lost) == ""
    assert len(tried) > 25


def routes(patterns: list, before: str = "") -> list[tuple[str, str]]:
    """(path with <converters>, name) of every route."""
    found = []
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += routes(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            found.append((here, one.name or ""))
    return found


def paths_of(place: Place) -> list[str]:
    """Every route, with ids that lead to something, to something else, and to nothing."""
    ids = [
        place.world["conversation"],
        place.world["people"]["stranger"]["membership"],
        str(uuid.UUID(int=9)),
    ]
    paths = []
    for path, _name in routes(get_resolver().url_patterns):
        whole = "/" + path.replace("<slug:code>", place.world["space"])
        for one in ids if "<uuid" in whole else ids[:1]:
            filled = whole
            for piece in ("<uuid:id>", "<uuid:worry_id>", "<uuid:follow_up_id>"):
                filled = filled.replace(piece, one)
            paths.append(filled.replace("<slug:address>", place.world["other_space"]))
    return paths


@pytest.mark.parametrize("who", ["", "member", "lead", "steward"])
def test_every_route_in_the_wrong_order_with_somebody_else_s_ids(
    places: Callable[..., Place], place: Place, who: str
) -> None:
    wrong = []
    wire = place.wire(who)
    for path in paths_of(place):
        if LAST.search(path) or "<" in path:
            continue
        for answer, how in (
            (wire.get(path), "GET"),
            (wire.get(path + "?page=x&after=-1&before=%00&next=//evil.example&at=%ED%A0%80"), "GET nonsense"),
            (wire.post(path, {"junk": "x"}), "POST"),
            (wire.send("PUT", path, b"x"), "PUT"),
        ):
            wrong += faults_of(answer, f"{who or 'nobody'} {how} {path}")

    assert "\n".join(wrong) == "", place.site.words()[-3000:]


def test_the_answer_is_in_the_person_s_language(place: Place) -> None:
    for path in ("/start/", "/come-in/", "/way-back/"):
        wire = place.wire(language="ar")
        language = "ar" if '<html lang="ar"' in wire.get(path).text else "en"
        answer = wire.post(path, {"handle": "x"})
        assert answer.status in {422, 429}
        assert faults_of(answer, path, language) == []


# Planted fault.
def test_an_error_a_bare_answer_and_lost_words_are_found() -> None:
    import http.client

    from tests.faults.wire import Answer, Field, FoundForm

    head = http.client.HTTPMessage()
    head["Content-Type"] = "text/html"
    form = FoundForm("/x/", "post", [Field("text", "textarea"), Field("passphrase", "password")])
    page = Answer(422, head, b'<html lang="en"><h1>No</h1><textarea>b</textarea>')

    assert faults_of(Answer(500, head, b'<html lang="en"><h1>No</h1>'), "x") == ["x: 500"]
    assert faults_of(Answer(400, head, b"Bad Request"), "x") == ["x: 400 without a page"]
    assert faults_of(page, "x", "ar") == ["x: 422 not in ar"]
    assert lost_of(form, {"text": "a & b", "passphrase": "secret"}, page) == ["text"]
    assert lost_of(form, {"text": "b", "passphrase": "secret"}, page) == []
