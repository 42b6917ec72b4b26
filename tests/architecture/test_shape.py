"""Sizes, names, short views, deeds that ask, styles that turn round; each with a planted fault."""

import pytest

from tests.architecture import deed_rules
from tests.architecture import shape_rules as rules
from tests.architecture.exceptions import DEEDS_WITHOUT_A_GATE
from tests.architecture.tree import Source, files, planted, python

VENDORED = ("/vendor/", "/static/vendor")


def _ours(*patterns: str) -> list[Source]:
    return [source for source in files(*patterns) if not any(part in source.path for part in VENDORED)]


def test_no_file_is_too_long() -> None:
    sources = [
        *python("muruna", "config", "tests", "bench", "ops"),
        *_ours("*.css", "*.js", "*.html", "*.jinja"),
    ]

    assert [line for source in sources for line in rules.too_long(source)] == []


def test_every_file_has_a_name_that_says_something() -> None:
    assert [line for source in files("*") for line in rules.badly_named(source)] == []


def test_views_can_be_read_at_a_glance() -> None:
    assert [line for source in python("muruna") for line in rules.long_views(source)] == []


def test_style_sheets_know_no_left_and_right() -> None:
    assert [line for source in _ours("*.css") for line in rules.physical_sides(source)] == []


def test_every_deed_names_its_actor_and_asks() -> None:
    sources = python("muruna")

    assert [line for s in sources for line in deed_rules.unguarded_deeds(s, DEEDS_WITHOUT_A_GATE)] == []
    assert deed_rules.stale_exceptions(list(sources), DEEDS_WITHOUT_A_GATE) == []


def test_no_test_is_skipped_or_replaces_what_it_proves() -> None:
    tests = [source for source in python("tests") if not source.path.endswith("_rules.py")]

    assert [line for source in tests for line in rules.skipped_or_faked(source)] == []


def test_planted_long_file_is_found() -> None:
    assert rules.too_long(planted("muruna/ui/a.py", "x = 1\n" * 401))
    assert rules.too_long(planted("muruna/ui/templates/ui/a.html", "<p>\n" * 121))
    assert not rules.too_long(planted("muruna/ui/a.py", "x = 1\n" * 400))
    assert not rules.too_long(planted("muruna/ui/templates/ui/a.html", "<p>\n" * 120))
    assert not rules.too_long(planted("muruna/ui/templates/ui/a.html", "{% macro a() %}\n" * 300))
    assert rules.too_long(planted("muruna/ui/templates/ui/a.html", "{% macro a() %}\n" * 301))


@pytest.mark.parametrize(
    "path", ["muruna/ui/utils.py", "muruna/common/x.py", "tests/helpers.py", "bench/misc.css"]
)
def test_planted_empty_name_is_found(path: str) -> None:
    assert len(rules.badly_named(planted(path, ""))) == 1


def test_good_name_is_left_alone() -> None:
    assert rules.badly_named(planted("muruna/matching/logic/commonness.py", "")) == []


def test_planted_long_view_is_found() -> None:
    body = "    x = 1\n" * 16
    long, short = f"def index(request):\n{body}", f'def index(request):\n    """Why."""\n{body[:-10]}'

    assert len(rules.long_views(planted("muruna/public/views.py", long))) == 1
    assert rules.long_views(planted("muruna/public/views.py", short)) == []
    assert rules.long_views(planted("muruna/public/queries.py", long)) == []


@pytest.mark.parametrize(
    "line",
    [
        "a { margin-left: 1px }",
        "a { border-left-width: 1px }",
        "a {left:0}",
        "a { text-align: right; }",
        "a { float: left }",
        "a { border-top-left-radius: 2px }",
        "a { padding: 1px 2px 3px 4px }",
        "a { inset: 0 auto 0 1rem; }",
    ],
)
def test_planted_side_is_found(line: str) -> None:
    assert len(rules.physical_sides(planted("muruna/ui/static/a.css", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "a { margin-inline-start: 1px; text-align: start }",
        ".left-out { color: red }",
        "/* left: 1px */ a { padding: 1px 2px }",
        "a { padding: 1px 2px 3px 2px }",
        "a { padding: max(1px, var(--a)) 2px }",
        "a { margin: calc(1px + 2px) 0 }",
    ],
)
def test_logical_style_is_left_alone(line: str) -> None:
    assert rules.physical_sides(planted("muruna/ui/static/a.css", line)) == []


@pytest.mark.parametrize(
    "text",
    [
        "def end_match(actor):\n    require(actor, 1, 2)",
        "def end_match(*, person):\n    require(person, 1, 2)",
        "def end_match(*, actor, match):\n    match.delete()",
    ],
)
def test_planted_deed_without_a_gate_is_found(text: str) -> None:
    assert deed_rules.unguarded_deeds(planted("muruna/matching/actions.py", text), {})
    assert deed_rules.unguarded_deeds(planted("muruna/matching/actions/matches.py", text), {})


def test_good_or_excepted_deed_is_left_alone() -> None:
    good = "def end_match(*, actor, id):\n    find_locked(actor, 1, 2, id)\ndef _part(x):\n    pass"
    excepted = planted("muruna/accounts/actions.py", "def sign_up(*, handle):\n    pass")

    assert deed_rules.unguarded_deeds(planted("muruna/matching/actions.py", good), {}) == []
    assert deed_rules.unguarded_deeds(excepted, {"accounts.sign_up": "nobody is there yet"}) == []
    assert deed_rules.stale_exceptions([excepted], {"accounts.sign_up": "nobody is there yet"}) == []


def test_planted_stale_exception_is_found() -> None:
    assert len(deed_rules.stale_exceptions([], {"accounts.gone": "a reason"})) == 1


@pytest.mark.parametrize(
    "text",
    ["@pytest.mark.skip\ndef test_a(): ...", "from unittest.mock import patch", "pytest.skip('later')"],
)
def test_planted_skip_is_found(text: str) -> None:
    assert len(rules.skipped_or_faked(planted("tests/x.py", text))) == 1
