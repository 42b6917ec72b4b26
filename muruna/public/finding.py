"""Public pages and numbers as search finds them."""

from typing import Any

from babel import Locale
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muruna.foundation.findable import Findable, FindableText, findable
from muruna.language import CODES, language_of
from muruna.public.texts import PAGES, PageText, page_text
from muruna.safeguarding.numbers import countries

ROUTES = {"about": "about", "limits": "about-limits", "sealed": "about-kept", "agreement": "about-here"}


def _pages(name: str) -> list[FindableText]:
    texts = {page_text(name, code).language: page_text(name, code) for code in CODES}
    return [FindableText(text.heading, _told(text), code) for code, text in texts.items()]


def _told(text: PageText) -> str:
    parts = [text.lead]
    for section in text.sections:
        parts += [section.heading, *section.paragraphs, *section.points]
    return "\n".join(parts)


def _numbers(code: str) -> list[FindableText]:
    """A country under its name in every language, with the names of its lines."""
    lines = "\n".join(line.name for line in countries()[code].lines if line.name)
    found = []
    for language in CODES:
        name = Locale.parse(language_of(language).locale).territories.get(code, code)
        found.append(FindableText(str(name), lines, language))
    return found


def _anybody(_actor: Any, ids: list[str]) -> set[str]:
    return set(ids)


findable(
    Findable(
        kind="page",
        name=_("About this place"),
        texts=_pages,
        address=lambda _actor, name, _language: reverse(ROUTES[name]),
        every=lambda: [(None, name) for name in PAGES],
        seen=_anybody,
        priority=85,
    )
)
findable(
    Findable(
        kind="numbers",
        name=_("Numbers to call"),
        texts=_numbers,
        address=lambda _actor, code, language: f"/numbers/{code.lower()}/?l={language}",
        every=lambda: [(None, code) for code in countries()],
        seen=_anybody,
        by_meaning=False,  # a number is shown to whoever asks for it, never by likeness
        priority=90,
    )
)
