"""The two invented languages, offered for the time of a test."""

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import babel
import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.test import override_settings
from django.utils.translation import get_language

from muruna.circles.starting_points import templates
from muruna.circles.views import proposing
from muruna.goals.queries import hard_times
from muruna.goals.views import hard_times as hard_times_view
from muruna.language import catalogues
from muruna.language.logic import pseudo
from muruna.language.logic.pseudo import accented, mirrored
from muruna.matching.vocabulary import Entry
from muruna.spaces import labels
from muruna.strategies import queries as strategy_queries
from muruna.strategies.library import library
from muruna.strategies.logic.library import Strategy
from muruna.strategies.rehearsals import rehearsals
from muruna.ui import formats, zones
from muruna.wellbeing import library as instruments


def _djangos(folder: Path) -> None:
    """Django's own sentences: it brings them in our twelve languages, but not in the invented ones."""
    theirs = Path(django.__file__).parent / "conf" / "locale" / "ar" / "LC_MESSAGES" / "django.mo"
    with theirs.open("rb") as file:
        keys = list(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    sentences = sorted({key for key in keys if isinstance(key, str) and key and "\x04" not in key})
    for locale, like, change in (("en_XA", "en", accented), ("ar_XB", "ar", mirrored)):
        catalog = Catalog(locale=like, charset="utf-8", fuzzy=False)
        for one in sentences:
            catalog.add(one, change(one))
        path = folder / locale / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalog)


@contextmanager
def invented_languages(folder: Path) -> Iterator[None]:
    """Pages can be had in `en-xa` and `ar-xb`; what is data with translations counts as translated too."""
    root = Path(settings.BASE_DIR)
    catalogues.write_pseudo(root, folder / "ours")
    _djangos(folder / "djangos")
    patch = pytest.MonkeyPatch()
    _data(patch)
    with override_settings(
        PSEUDO_LANGUAGES=True, LOCALE_PATHS=[folder / "ours", folder / "djangos", root / "locale"]
    ):
        yield
    patch.undo()
    zones._everywhere.cache_clear()  # kept by locale, which an invented language shares


def _data(patch: pytest.MonkeyPatch) -> None:
    """Dates, names of languages, labels of experiences come from tables for each language, also Arabic."""
    day, clock, label = formats._day.__wrapped__, formats._clock.__wrapped__, Entry.label

    def invented(text: str, code: str = "en-xa") -> str:
        return text.translate(pseudo._ACCENTED) if code == "en-xa" else text

    patch.setattr(formats, "_day", lambda value, style, code: invented(day(value, style, code), code))
    patch.setattr(formats, "_clock", lambda value, code: invented(clock(value, code), code))
    patch.setattr(Entry, "label", lambda self, code: invented(label(self, code), code))
    _library(patch)
    own_name = property(lambda locale: invented(locale.get_display_name()))
    patch.setattr(babel.Locale, "display_name", own_name)
    days, countries = labels.weekdays, labels.countries

    def in_this_one(text: str) -> str:
        return invented(text, get_language() or "")

    lands = hard_times.country_names
    patch.setattr(
        hard_times,
        "country_names",
        lambda code: [(key, invented(name, code)) for key, name in lands(_like(code))],
    )
    patch.setattr(labels, "weekdays", lambda: [in_this_one(name) for name in days()])
    patch.setattr(labels, "countries", lambda: [(code, in_this_one(name)) for code, name in countries()])


def _library(patch: pytest.MonkeyPatch) -> None:
    """The library of strategies and rehearsals is written anew in each language."""
    text, read = Strategy.text, rehearsals

    def invented_text(self: Strategy, code: str) -> Any:
        return _reworded(text(self, _like(code)), code)

    def invented_rehearsals(code: str) -> Any:
        return {id: _reworded(one, code) for id, one in read(_like(code)).items()}

    patch.setattr(Strategy, "text", invented_text)
    patch.setattr(strategy_queries, "rehearsals", invented_rehearsals)
    patch.setattr(
        proposing,
        "templates",
        lambda code: {id: _reworded(one, code) for id, one in templates(_like(code)).items()},
    )
    lines = hard_times_view.examples
    patch.setattr(hard_times_view, "examples", lambda code: _reworded(lines(_like(code)), code))
    asked = instruments.instruments
    patch.setattr(
        instruments,
        "instruments",
        lambda code: {id: _reworded(one, code) for id, one in asked(_like(code)).items()},
    )
    for one in library().values():
        for words in (one.tested_with, *(note.words for note in one.law)):
            patch.setitem(words, "en-xa", _reworded(words["en"], "en-xa"))  # type: ignore[arg-type]
            patch.setitem(words, "ar-xb", words["ar"])  # type: ignore[arg-type]


def _like(code: str) -> str:
    return {"en-xa": "en", "ar-xb": "ar"}.get(code, code)


def _reworded(thing: Any, code: str) -> Any:
    """The same with every sentence in the invented language; what has no space in it is an id or a word."""
    if code not in {"en-xa", "ar-xb"}:
        return thing
    if isinstance(thing, str):
        return thing.translate(pseudo._ACCENTED) if code == "en-xa" and " " in thing else thing
    if isinstance(thing, tuple):
        return tuple(_reworded(one, code) for one in thing)
    if isinstance(thing, Mapping):
        return {key: _reworded(one, code) for key, one in thing.items()}
    if not is_dataclass(thing):
        return thing
    parts = {one.name: _reworded(getattr(thing, one.name), code) for one in fields(thing)}
    return replace(thing, **parts | ({"language": code} if "language" in parts else {}))  # type: ignore[type-var]
