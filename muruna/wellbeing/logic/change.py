"""Change between two scores: each instrument's adopted rule, and Jacobson and Truax (1991) for any measure.

The standard error is the one of Jacobson and Truax, SD * sqrt(1 - r); rivals exist (Maassen 2004), so
whoever shows a figure names it.
"""

from dataclasses import dataclass
from math import inf, isfinite, sqrt
from typing import Literal

from muruna.wellbeing.logic.instruments import Better, ChangeRule, Instrument

RELIABLE = 1.96
# Two scores are means of whole numbers; a difference of 1.08 must not fail for the last bit of a float.
_TINY = 1e-9

Kind = Literal["changed_better", "changed_worse", "not_sure", "not_changed"]
Klass = Literal["recovered", "improved", "unchanged", "deteriorated"]


class BadFigures(ValueError):
    """The figures cannot be those of a measure; says which and why."""


@dataclass(frozen=True)
class ReliableChange:
    """Jacobson and Truax: errors in units of the score, cut-offs a, b and c where their figures are known."""

    standard_error: float
    s_diff: float
    reliable_change_index: float
    criterion_a: float | None
    criterion_b: float | None
    criterion_c: float | None
    klass: Klass
    better: Better

    @property
    def is_reliable(self) -> bool:
        """Whether a difference like this comes by chance in fewer than five of a hundred."""
        return abs(self.reliable_change_index) > RELIABLE


@dataclass(frozen=True)
class Change:
    """What may be said about two scores of one instrument."""

    kind: Kind
    rule: ChangeRule
    difference: float
    # Large enough to be noticed in life, whether or not it is beyond chance.
    is_noticeable: bool
    figures: ReliableChange | None
    klass: Klass


def reliable_change(
    before: float,
    after: float,
    *,
    sd: float,
    reliability: float,
    patient_mean: float | None = None,
    normal_mean: float | None = None,
    normal_sd: float | None = None,
    patient_sd: float | None = None,
    better: Better | None = None,
) -> ReliableChange:
    """The reliable change index with its class; raises BadFigures.

    The SD of the patients is `sd` unless `patient_sd` says otherwise. Without `better` the two means tell the
    direction, and without them higher is better.
    """
    _check_numbers(before=before, after=after, sd=sd, reliability=reliability)
    _check_above_zero(sd=sd)
    if not 0 <= reliability < 1:
        raise BadFigures("The reliability must be at least 0 and below 1.")
    way = _way(patient_mean, normal_mean, better)
    a, b, c = criteria(
        better=way,
        patient_mean=patient_mean,
        patient_sd=sd if patient_sd is None else patient_sd,
        normal_mean=normal_mean,
        normal_sd=normal_sd,
    )
    sign = 1 if way == "higher" else -1
    standard_error = sd * sqrt(1 - reliability)
    s_diff = standard_error * sqrt(2)
    index = (after - before) / s_diff if s_diff else inf
    if not (isfinite(index) and isfinite(after - before)):
        raise BadFigures("These figures are too large, or too small, to be compared.")
    cut = next((one for one in (c, b, a) if one is not None), None)
    klass: Klass = "unchanged"
    if sign * index > RELIABLE:
        klass = "recovered" if _crosses(before, after, cut, sign) else "improved"
    elif sign * index < -RELIABLE:
        klass = "deteriorated"
    return ReliableChange(standard_error, s_diff, index, a, b, c, klass, way)


def criteria(
    *,
    better: Better,
    patient_mean: float | None,
    patient_sd: float,
    normal_mean: float | None,
    normal_sd: float | None,
) -> tuple[float | None, float | None, float | None]:
    """Cut-offs a (beyond the patients), b (among the healthy), c (nearer to these); raises BadFigures."""
    given = {"patient mean": patient_mean, "normal mean": normal_mean, "normal sd": normal_sd}
    _check_numbers(**{name: value for name, value in given.items() if value is not None})
    _check_above_zero(**{"patient sd": patient_sd, "normal sd": 1 if normal_sd is None else normal_sd})
    if normal_sd is not None and normal_mean is None:
        raise BadFigures("A normal sd needs a normal mean.")
    _way(patient_mean, normal_mean, better)
    sign = 1 if better == "higher" else -1
    a = None if patient_mean is None else patient_mean + sign * 2 * patient_sd
    b = c = None
    if normal_mean is not None and normal_sd is not None:
        b = normal_mean - sign * 2 * normal_sd
        if patient_mean is not None:
            # Each mean is weighted by the SD of the other group.
            c = (normal_sd * patient_mean + patient_sd * normal_mean) / (normal_sd + patient_sd)
    if not all(isfinite(one) for one in (a, b, c) if one is not None):
        raise BadFigures("These figures are too large, or too small, to be compared.")
    return a, b, c


def change(instrument: Instrument, before: float, after: float, *, cut: float | None = None) -> Change:
    """What the adopted rule of an instrument says about two of its scores; raises BadFigures.

    `cut` is a threshold of recovery where none is published (units of the score).
    """
    for name, value in (("before", before), ("after", after)):
        if not (isfinite(value) and instrument.low <= value <= instrument.high):
            raise BadFigures(
                f"{name} is {value:g}; {instrument.id} goes from {instrument.low:g} to {instrument.high:g}."
            )
    rule = instrument.rule
    if rule.kind == "none":
        raise BadFigures(f"There is no rule of change for {instrument.id}.")
    figures = None
    if instrument.figures:
        figures = reliable_change(
            before,
            after,
            sd=instrument.figures.sd,
            reliability=instrument.figures.reliability,
            better=instrument.better,
        )
    sign = 1 if instrument.better == "higher" else -1
    gain = sign * (after - before)
    size = abs(gain) + _TINY
    counts = size >= (rule.at_least if rule.reliable_from is None else rule.reliable_from)
    kind: Kind
    if counts:
        kind = "changed_better" if gain > 0 else "changed_worse"
    elif rule.kind == "noticeable":
        kind = "not_sure" if size >= rule.at_least else "not_changed"
    else:
        # One standard error of measurement comes and goes by itself.
        error = figures.standard_error if figures else rule.at_least / 2
        kind = "not_sure" if abs(gain) > error else "not_changed"
    klass: Klass = "unchanged"
    if kind == "changed_worse":
        klass = "deteriorated"
    elif kind == "changed_better":
        past = rule.recovered_past if cut is None else cut
        klass = "recovered" if _crosses(before, after, past, sign) else "improved"
    return Change(kind, rule, after - before, size >= rule.at_least, figures, klass)


def _way(patient_mean: float | None, normal_mean: float | None, better: Better | None) -> Better:
    if patient_mean is None or normal_mean is None or patient_mean == normal_mean:
        return better or "higher"
    told: Better = "higher" if normal_mean > patient_mean else "lower"
    if better and better != told:
        raise BadFigures(
            f"The normal mean is {normal_mean:g} and the patients' {patient_mean:g}, "
            f"so {told} is better, not {better}."
        )
    return told


def _crosses(before: float, after: float, cut: float | None, sign: int) -> bool:
    """Whether a change goes from the cut-off, or from before it, to past it."""
    return cut is not None and sign * before <= sign * cut < sign * after


def _check_numbers(**named: float) -> None:
    for name, value in named.items():
        if not isfinite(value):
            raise BadFigures(f"The {name} must be a number.")


def _check_above_zero(**named: float) -> None:
    for name, value in named.items():
        if not (isfinite(value) and value > 0):
            raise BadFigures(f"The {name} must be above 0.")
