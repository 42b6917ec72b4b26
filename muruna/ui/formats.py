"""Days, hours and numbers as the reader writes them, in the reader's language and time zone."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel import dates as babel_dates
from babel import numbers as babel_numbers
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, pgettext

from muruna.foundation.clock import now

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi"}


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    if code == "en":
        code = "en-GB"  # day before month and 24 hours: the spelling that most readers of English share
    for name in (code.replace("-", "_"), code.split("-")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def locale() -> Locale:
    """The reader's locale; an invented language of the tests counts as the language it is made from."""
    return _locale(get_language() or "en")


def in_digits(text: str, digits: str = "latn") -> str:
    """`text` with Latin digits, or with Arabic-Indic ones when `digits` is "arab"."""
    return text.translate(_ARABIC_INDIC) if digits == "arab" else text


def listed(names: Iterable[str | Promise]) -> str:
    """Names one after another, parted as the reader's language parts them."""
    return pgettext("between the names of a list", ", ").join(map(str, names))


class Reader:
    """The reader's language and time zone, asked once for a page with many days and hours."""

    def __init__(self) -> None:
        self._code = get_language() or "en"
        self._zone = timezone.get_current_timezone()

    def day(self, value: dt.date | dt.datetime, style: str = "long") -> str:
        """A date without its hour ("22 November 2026"); a moment counts in the reader's time zone."""
        return _day(self._here(value).date() if isinstance(value, dt.datetime) else value, style, self._code)

    def clock_time(self, value: dt.datetime | dt.time) -> str:
        """Hour and minute only."""
        time = self._here(value).time() if isinstance(value, dt.datetime) else value
        return _clock(time.replace(second=0, microsecond=0), self._code)

    def day_and_hour(self, value: dt.date | dt.datetime) -> tuple[str, str]:
        """Both of a moment; of a day, the day and nothing."""
        if not isinstance(value, dt.datetime):
            return self.day(value), ""
        here = self._here(value)
        return self.day(here.date()), self.clock_time(here.time())

    def _here(self, value: dt.datetime) -> dt.datetime:
        return value.astimezone(self._zone) if value.tzinfo else value


def day(value: dt.date | dt.datetime | str | None, style: str = "long", digits: str = "latn") -> str:
    """A date without its hour ("22 November 2026"); a moment counts in the reader's time zone.

    A date that was sealed comes as it was written there: in ISO's spelling, or empty.
    """
    when = dt.date.fromisoformat(value) if isinstance(value, str) and value else value
    return in_digits(Reader().day(when, style), digits) if when else ""


@lru_cache(maxsize=2048)
def _day(value: dt.date, style: str, code: str) -> str:
    return babel_dates.format_date(value, format=style, locale=_locale(code))


def clock_time(value: dt.datetime | dt.time | None, digits: str = "latn") -> str:
    """Hour and minute only."""
    return "" if value is None else in_digits(Reader().clock_time(value), digits)


@lru_cache(maxsize=2048)
def _clock(value: dt.time, code: str) -> str:
    return babel_dates.format_time(value, format="short", locale=_locale(code))


def own_day(at: dt.datetime | None = None) -> dt.date:
    """The reader's own day at a moment, or now: around midnight it is not that of the server."""
    return (at or now()).astimezone(timezone.get_current_timezone()).date()


def moment(value: dt.datetime | None, digits: str = "latn") -> str:
    """A date with its hour, in the reader's time zone."""
    if value is None:
        return ""
    date, clock = day(value, digits=digits), clock_time(value, digits=digits)
    # Translators: a date followed by an hour, as in "22 November 2026, 14:05".
    return pgettext("date and hour", "%(day)s, %(time)s") % {"day": date, "time": clock}


def iso(value: dt.date | dt.datetime | None) -> str:
    """For machines: the `datetime` attribute of <time>."""
    return "" if value is None else value.isoformat()


def number(value: float, digits: str = "latn") -> str:
    """A number with the reader's separators."""
    return babel_numbers.format_decimal(value, locale=locale(), numbering_system=digits)


def duration(value: dt.timedelta | float) -> str:
    """A length of time in the largest unit that says enough: minutes below two hours, then hours, then days.

    A plain number counts minutes; parts of a minute are rounded up, because nobody waits zero minutes.
    """
    seconds = value.total_seconds() if isinstance(value, dt.timedelta) else value * 60
    minutes = max(1, -int(-seconds // 60))
    if minutes < 120:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": number(minutes)}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": number(hours)}
    days = round(hours / 24)
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": number(days)}


def language_name(code: str) -> str:
    """What the language calls itself."""
    found = _locale(code)
    return (found.display_name or code).split("(")[0].strip()


def language_direction(code: str | None) -> str:
    """ "rtl" or "ltr" for a text in this language; "auto" when the language is not known."""
    if not code:
        return "auto"
    return "rtl" if code.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"
