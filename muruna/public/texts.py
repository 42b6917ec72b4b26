"""The longer texts of public pages, from content/<language>/pages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from muruna.foundation.yaml_files import read_yaml

PAGES = ("about", "limits", "sealed", "agreement")


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and points below it."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class PageText:
    """A page's words; `title` is for the tab and says nothing about its reader."""

    language: str
    title: str
    heading: str
    lead: str
    sections: tuple[Section, ...]


@cache
def page_text(name: str, language: str) -> PageText:
    """A page in this language, or in English where it is not translated; raises KeyError for another name."""
    if name not in PAGES:
        raise KeyError(name)
    content = Path(settings.CONTENT_DIR)
    path = content / language / "pages" / f"{name}.yaml"
    if not path.exists():
        path = content / "en" / "pages" / f"{name}.yaml"
    data: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    return PageText(
        language=data["language"],
        title=data["title"],
        heading=data["heading"],
        lead=data["lead"],
        sections=tuple(
            Section(row["heading"], tuple(row.get("paragraphs", ())), tuple(row.get("points", ())))
            for row in data["sections"]
        ),
    )
