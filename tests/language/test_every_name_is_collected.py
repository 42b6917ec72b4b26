"""A text called through a name that the collector does not know would stay English for ever."""

import ast
from pathlib import Path

import pytest

from muruna.language.catalogues import _KEYWORDS

SOURCES = sorted(Path("muruna").rglob("*.py"))


def unknown_names(source: str) -> set[str]:
    """Names under which `source` imports gettext functions and that the collector does not look for."""
    return {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name and (alias.asname or alias.name) not in _KEYWORDS
    }


def hidden_calls(source: str) -> list[int]:
    """Lines on which a text is called inside an f-string, where the collector sees no call."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id in {*_KEYWORDS, "_"}
    ]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_text_hides_in_an_f_string(path: Path) -> None:
    assert hidden_calls(path.read_text("utf-8")) == []


def test_a_planted_hidden_text_is_found() -> None:
    assert hidden_calls("""x = f"<p>{escape(_('Hidden'))}</p>"\n""") == [1]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_every_name_for_gettext_is_collected(path: Path) -> None:
    assert unknown_names(path.read_text("utf-8")) == set()


def test_a_planted_name_is_found() -> None:
    assert unknown_names("from django.utils.translation import pgettext_lazy as _hidden\n") == {"_hidden"}
