"""The numbers page: made in memory from files alone, so that it is there when nothing else is."""

import datetime as dt
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.templatetags.static import static
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from muruna.foundation.clock import today as this_day
from muruna.foundation.yaml_files import read_yaml
from muruna.language import CODES, LANGUAGES, language_of
from muruna.language.logic.negotiation import negotiate
from muruna.safeguarding.logic.directory import HELPLINES_ADDRESS, Line, Listing, for_country, for_language
from muruna.safeguarding.numbers import countries

_PATH = re.compile(r"/numbers/(?:([a-z]{2})/)?\Z")
_SHEETS = ("ui/tokens.css", "ui/page.css", "ui/parts.css", "public/numbers.css")
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """The page's sentences by language."""
    text = (Path(settings.CONTENT_DIR) / "numbers" / "sentences.yaml").read_text("utf-8")
    data: dict[str, Any] = read_yaml(text)
    return {code: data[code] for code in CODES}


def numbers_page(
    language: str, country: str | None = None, *, near: str = "", today: dt.date | None = None
) -> bytes:
    """The whole page as UTF-8 HTML in one of the twelve languages (else English), for one country or none.

    Without a country, `near` is the one to put first if we know it: that of the community one came from.
    Made once a day and kept in memory; needs no database, session or catalogue.
    """
    code = country.upper() if country else ""
    if code and code not in countries():
        code = "ZZ"  # every country we do not know has the same page, so the memory it takes is bounded
    first = near.upper() if not code and near.upper() in countries() else ""
    return _made(language if language in CODES else "en", code, first, today or this_day())


def warm() -> None:
    """Make the first page of every language; a wrong file stops the start here and not in an emergency."""
    for code in CODES:
        numbers_page(code)


def numbers_answer(path: str, query: str, language: str) -> tuple[int, list[tuple[str, str]], bytes] | None:
    """Status, headers and body for /numbers/ and /numbers/<country>/; None for any other path.

    `language` is what cookie and browser wish for; `?l=tr` in the query comes before it. `?in=de` is the
    country of the community whose page led here; where somebody is, is never looked up.
    """
    match = _PATH.match(path)
    if match is None:
        return None
    asked = parse_qs(query[:200])
    chosen, near = asked.get("l", [""])[-1], asked.get("in", [""])[-1]
    # All twelve languages here, whether or not the rest of the site is offered in them.
    code = negotiate(person=chosen, cookie=language, header=None, offered=CODES)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", code),
        ("Vary", "Accept-Language, Cookie"),
        ("Cache-Control", "no-store"),  # a shared phone should not keep it
    ]
    return 200, headers, numbers_page(code, match[1], near=near)


@lru_cache(maxsize=2048)
def _made(language: str, country: str, near: str, today: dt.date) -> bytes:
    known = countries()
    locale = Locale.parse(language_of(language).locale)
    listings: tuple[Listing, ...]
    listings = (for_country(known, country, today),) if country else for_language(known, language, today)
    names = {code: _place(locale, code) for code in known}
    # In the reader's own alphabet; but a state that is against those who ask here never comes before others.
    listings = tuple(sorted(listings, key=lambda one: (one.is_hostile, names.get(one.country, ""))))
    if near:
        here = for_country(known, near, today, only_general=True)
        listings = (here, *(one for one in listings if one.country != near))
    page = _PAGES.get_template("public/numbers.html").render(
        language=language_of(language),
        languages=LANGUAGES,
        says=sentences()[language],
        site_name=settings.SITE_NAME,
        sheets=[static(sheet) for sheet in _SHEETS],
        listings=listings,
        only=country,
        near=near,
        place=names.get(country, ""),
        place_name=names.__getitem__,
        places=sorted(
            ((code, name) for code, name in names.items() if code != country), key=lambda row: row[1]
        ),
        general_emergency=country == "ZZ",
        records=any(listing.is_hostile for listing in listings),
        helplines=HELPLINES_ADDRESS,
        helplines_name=HELPLINES_ADDRESS.removeprefix("https://"),
        here=f"/numbers/{country.lower()}/" if country else "/numbers/",
        **_sentence_makers(sentences()[language], locale),
    )
    return page.encode("utf-8")


def _sentence_makers(says: dict[str, str], locale: Locale) -> dict[str, Any]:
    def hours(line: Line) -> str:
        if line.hours == "24/7":
            return says["always"]
        if line.hours == "unknown":
            return says["hours_unknown"]
        return says["hours"].format(hours="\u2068" + line.hours.replace("-", "–") + "\u2069")

    def text(line: Line) -> str:
        return says["text_word" if line.text_word else "text"].format(
            number=f"\u2068{line.text_number}\u2069", word=f"\u2068{line.text_word}\u2069"
        )

    def languages(line: Line) -> str:
        return says["languages"].format(
            languages=" · ".join(locale.languages[code] for code in line.languages)
        )

    def checked(line: Line) -> str:
        date = format_date(line.verified_at, "long", locale=locale)
        return says["confirmed" if line.is_confirmed else "unconfirmed"].format(date=date)

    def near(place: str) -> str:
        return says["near"].format(place=place)

    return {
        "near_sentence": near,
        "hours_sentence": hours,
        "text_sentence": text,
        "languages_sentence": languages,
        "checked_sentence": checked,
    }


def _place(locale: Locale, code: str) -> str:
    return str(locale.territories.get(code, code))
