"""Scores: one pure function for every instrument, told by its data what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from muruna.wellbeing.logic.instruments import Band, Edges, Instrument, Item, Mark, Method

# From this share of answers on a missing one may be filled with the mean of the others, if that is asked for.
ENOUGH_TO_PRORATE = 0.8


class BadAnswers(ValueError):
    """The answers do not belong to this instrument; says which and why."""


@dataclass(frozen=True)
class Score:
    """A score with its published band; None where it must not be given."""

    score: float | None
    band: str | None
    flags: tuple[str, ...]
    parts: Mapping[str, "Score"] = field(default_factory=dict)
    answered: int = 0
    items: int = 0
    # Where answers are missing: the band that the best of answers in their place would still leave.
    certain: str | None = None


def score(instrument: Instrument, answers: Sequence[float | None], *, prorate: bool = False) -> Score:
    """The score of answers in the order of the items (None: not answered); raises BadAnswers."""
    if not instrument.is_complete:
        raise BadAnswers(
            f"{instrument.id} cannot be scored: its key is not complete here. "
            "Its reversed items and sub-scales are entered together with its items."
        )
    given = _given(instrument, answers)
    scored = tuple(item for item in instrument.items if item.is_scored)
    total = _total(scored, given, instrument.method, instrument.multiply, prorate, instrument.missing_allowed)
    flags = list(total.flags)
    if is_invariant(instrument, given):
        flags.append("invariant")
    flags += _marked(instrument.marks, total, given)
    parts = {}
    for part in instrument.parts:
        its_items = tuple(item for item in instrument.items if item.link_id in part.items)
        its_total = _total(its_items, given, part.method, 1, prorate)
        its_flags = (*its_total.flags, *_marked(part.marks, its_total, given))
        parts[part.id] = Score(
            its_total.value,
            _band(its_total.value, part.bands, "from"),
            its_flags,
            {},
            its_total.answered,
            len(its_items),
        )
        flags += [flag for flag in its_flags if flag not in ("missing", "prorated", *flags)]
    if instrument.method == "category":
        band = _category(scored[0], given)
    elif "invariant" in flags:
        band = None
    else:
        band = _band(total.value, instrument.bands, instrument.edges)
    certain = None if "invariant" in flags else _certain(instrument, total)
    return Score(total.value, band, tuple(flags), parts, total.answered, len(scored), certain)


def _certain(instrument: Instrument, total: "_Total") -> str | None:
    if total.value is not None or instrument.method in ("category", "none"):
        return None
    best = total.least if instrument.better == "lower" else total.most
    return _band(best, instrument.bands, instrument.edges)


def is_invariant(instrument: Instrument, given: Mapping[str, float]) -> bool:
    """Whether questions that point both ways all got the same answer: nobody can mean that."""
    ways = {item.reversed for item in instrument.items if item.is_scored and item.link_id in given}
    return ways == {True, False} and len({given[id] for id in given if _counts(instrument, id)}) == 1


def shortened(short: Instrument, longer: Instrument, answers: Sequence[float | None]) -> list[float | None]:
    """Answers to a longer form without the items that the short one leaves out."""
    by_id = dict(zip(longer.item_ids, answers, strict=True))
    return [by_id[link_id] for link_id in short.item_ids]


def value_of(item: Item, answer: str) -> float | None:
    """The value that a written answer stands for: a number, or the code of a choice; raises BadAnswers."""
    text = answer.strip()
    if not text:
        return None
    for choice in item.choices:
        if text.casefold() == choice.code.casefold():
            return choice.value
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value not in item.values:
        raise BadAnswers(f"{text!r} is not an answer; it takes {_said(item.values)}")
    return whole(value)


def whole(value: float) -> float:
    """The same number, as an int when it has no fraction."""
    return int(value) if value == int(value) else value


@dataclass(frozen=True)
class _Total:
    value: float | None
    flags: tuple[str, ...]
    answered: int
    # What the score lies between, whatever is missing.
    least: float
    most: float


def _total(
    items: Sequence[Item],
    given: Mapping[str, float],
    method: Method,
    multiply: float,
    prorate: bool,
    missing_allowed: int = 0,
) -> _Total:
    points = [item.points(given[item.link_id]) for item in items if item.link_id in given]
    rest = [item.range for item in items if item.link_id not in given]
    divide = len(items) if method == "mean" else 1
    factor = Fraction(multiply) / divide

    def scaled(raw: float) -> float:
        return whole(float(Fraction(raw) * factor))

    least = scaled(sum(points) + sum(low for low, _ in rest))
    most = scaled(sum(points) + sum(high for _, high in rest))
    if method in ("category", "none"):
        return _Total(None, ("missing",) if rest else (), len(points), least, most)
    if not rest:
        return _Total(least, (), len(points), least, most)
    if len(rest) <= missing_allowed:
        return _Total(scaled(sum(points)), ("missing",), len(points), least, most)
    if prorate and items and len(points) >= ENOUGH_TO_PRORATE * len(items):
        filled = whole(float(Fraction(sum(points)) * len(items) / len(points) * factor))
        return _Total(filled, ("missing", "prorated"), len(points), filled, filled)
    return _Total(None, ("missing",), len(points), least, most)


def _marked(marks: Sequence[Mark], total: _Total, given: Mapping[str, float]) -> list[str]:
    """Flags that are certain, whatever the missing answers would have been."""
    found = []
    for mark in marks:
        if mark.item:
            least = most = given.get(mark.item)
        else:
            least, most = total.least, total.most
        over = mark.at_least is not None and least is not None and least >= mark.at_least
        under = mark.at_most is not None and most is not None and most <= mark.at_most
        if over or under:
            found.append(mark.code)
    return found


def _band(value: float | None, bands: Sequence[Band], edges: Edges) -> str | None:
    if value is None or not bands:
        return None
    rising = sorted(bands, key=lambda band: band.low)
    if edges == "from":
        return next(band.code for band in reversed(rising) if value >= band.low or band is rising[0])
    return next(band.code for band in rising if value <= band.high or band is rising[-1])


def _category(item: Item, given: Mapping[str, float]) -> str | None:
    return item.code_of(given.get(item.link_id)) or None


def _given(instrument: Instrument, answers: Sequence[float | None]) -> dict[str, float]:
    if len(answers) != len(instrument.items):
        raise BadAnswers(
            f"{instrument.id} has {len(instrument.items)} answers, not {len(answers)}. "
            "A missing answer is written as empty, as in 1,,2."
        )
    given = {}
    for place, (item, answer) in enumerate(zip(instrument.items, answers, strict=True), start=1):
        if answer is None:
            continue
        if isinstance(answer, bool) or answer not in item.values:
            raise BadAnswers(f"Answer {place} is {answer}; it takes {_said(item.values)}.")
        given[item.link_id] = answer
    return given


def _counts(instrument: Instrument, link_id: str) -> bool:
    item = instrument.item(link_id)
    return item is not None and item.is_scored


def _said(values: Sequence[float]) -> str:
    shown = [f"{value:g}" for value in values]
    if len(shown) > 2 and list(values) == list(range(int(values[0]), int(values[-1]) + 1)):
        return f"{shown[0]} to {shown[-1]}"
    return " or ".join(shown)
