"""Reading one's plan for hard times, and numbers that could stand in it."""

from dataclasses import dataclass
from typing import Any

from babel import Locale

from muruna.access import Action, visible
from muruna.foundation.clock import now, today
from muruna.goals.hard_times_words import EMERGENCIES
from muruna.goals.logic import hard_times
from muruna.goals.models.hard_times import HardTimes
from muruna.language import language_of
from muruna.safeguarding.logic.directory import Line, for_country
from muruna.safeguarding.numbers import countries
from muruna.sharing.companions import companions
from muruna.sharing.models import Share
from muruna.sharing.queries import given
from muruna.spaces.models import Membership

HARD_TIMES = "hard-times"  # what the vault binds the blob to


@dataclass(frozen=True)
class Offered:
    """A number of the directory, as a line of the plan would say it."""

    id: str
    text: str


def minutes_now() -> int:
    """The time as the plan's undo counts it: minutes of the epoch."""
    return int(now().timestamp() // 60)


def my_hard_times(actor: Any) -> hard_times.Plan:
    """The reader's plan for hard times; an empty one before the first word."""
    row = visible(actor, Action.HARD_TIMES, HardTimes).first()
    if row is None:
        return hard_times.Plan()
    return hard_times.from_data(actor.keys.open_own(HARD_TIMES, row.body))


def my_shares(actor: Any) -> list[Share]:
    """What the reader lets companions see of it, one share for each."""
    return given(actor, kind=HARD_TIMES)


def seen_by(actor: Any, plan: hard_times.Plan) -> dict[str, list[Share]]:
    """The shares by which a line is seen, for each line (by id); a share may rest just now."""
    found: dict[str, list[Share]] = {}
    for share in my_shares(actor):
        for line in plan.shown.get(str(share.receiver_id), ()):
            found.setdefault(line, []).append(share)
    return found


def my_companions(actor: Any) -> list[tuple[Membership, Share | None]]:
    """Everybody the reader is in a talk with, and what they let each see."""
    shown = {one.receiver_id: one for one in my_shares(actor)}
    return [(one, shown.get(one.pk)) for one in companions(actor).order_by("pk")]


def version_of(actor: Any, *words: str) -> int:
    """A number that stands for these words, and says nothing of them: another one once any has changed."""
    digest: bytes = actor.keys.digest("\0".join(words).encode())
    return int.from_bytes(digest[:4], "big") >> 1


def version_shown(actor: Any, plan: hard_times.Plan, who: Any, share: Share | None) -> int:
    """The version of what a companion sees: another one when it ends, and when any line is said anew."""
    seen = sorted(plan.shown.get(str(who), ())) if share else []
    lines = (f"{line.id} {line.text}" for part in plan.parts for line in part.lines)
    return version_of(actor, str(share.pk) if share else "", " ".join(seen), *lines)


def country_names(language: str) -> list[tuple[str, str]]:
    """Code and name, in a language, of each country whose numbers we know, by name."""
    territories = Locale.parse(language_of(language).locale).territories
    found = [(code.lower(), str(territories.get(code, code))) for code in countries()]
    return sorted(found, key=lambda row: row[1])


def numbers_for(country: str) -> list[Offered]:
    """What the directory may show for a country today, emergencies first; empty for one we do not know."""
    listing = for_country(countries(), country, today())
    return [Offered(line.id, text) for line in (*listing.emergency, *listing.lines) if (text := _said(line))]


def emergencies_of(country: str) -> list[tuple[str, Line]]:
    """Whom to call at once in a country: name and line; the police only where nobody else would come."""
    every = for_country(countries(), country, today()).emergency
    calm = [line for line in every if line.what != "police"]
    return [(str(EMERGENCIES[line.what]), line) for line in calm or every]


def _said(line: Line) -> str:
    number = line.number or line.text_number
    if not number:
        return ""
    word = f" ({line.text_word})" if not line.number and line.text_word else ""
    name = str(EMERGENCIES[line.what]) if line.kind == "emergency" else line.own_name or line.name
    return f"{name}: {number}{word}" if name else f"{number}{word}"
