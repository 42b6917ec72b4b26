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


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_every_name_for_gettext_is_collected(path: Path) -> None:
    assert unknown_names(path.read_text("utf-8")) == set()


def test_a_planted_name_is_found() -> None:
    assert unknown_names("from django.utils.translation import pgettext_lazy as _hidden\n") == {"_hidden"}
