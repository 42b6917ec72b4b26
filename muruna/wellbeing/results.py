"""A figure with what must stand beside it: what it means, what it does not, and how it has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.timezone import localtime

from muruna.language import current
from muruna.language import direction as direction_of
from muruna.ui.addresses import code_of
from muruna.ui.formats import number
from muruna.wellbeing import labels, meanings
from muruna.wellbeing.asked import Asked, was_said
from muruna.wellbeing.logic.answering import values_of
from muruna.wellbeing.logic.change import Change, change
from muruna.wellbeing.logic.chart import Chart, chart
from muruna.wellbeing.logic.diary import Answers, Mark
from muruna.wellbeing.logic.instruments import Instrument
from muruna.wellbeing.logic.scoring import BadAnswers, Score, score
from muruna.wellbeing.meanings import Meaning, Statement
from muruna.wellbeing.sources import rule_of, sourced

# At these heights numbers to call stand first.
HEAVY = frozenset({"severe", "moderately severe", "very low"})
CERTAIN = HEAVY | {"moderate", "low"}  # what is said although something is missing, when it is certain
NOT_READ_BESIDE_IT = frozenset({"minimal", "mild", "normal"})  # what would sound small beside a hard answer


@dataclass(frozen=True)
class Result:
    """One finished questionnaire, ready to be shown."""

    answers: Answers
    title: str
    code: str
    figure: str  # empty where there is none
    parts: tuple[tuple[str, str], ...]  # questions that stand by themselves, with their figures
    says: tuple[Statement, ...]
    not_meant: tuple[Statement, ...]
    score: float | None
    is_heavy: bool
    is_watched: bool  # numbers to call, at once, whatever the figure
    is_asked: bool = True


def result(one: Answers, asked: Asked | None) -> Result:
    """One finished questionnaire; without words where nobody has them any more."""
    if asked is None:
        return Result(one, "", code_of(one.of), "", (), (), (), None, False, False, is_asked=False)
    found, meaning = scored(one, asked), _meaning(asked)
    says = _says(found, meaning, hides_small=was_said(asked, one.given), most=_most(one, asked))
    heavy = _heavy_answers(asked, found)
    says += (meanings.HEAVY_ANSWER,) if heavy else ()
    not_meant = meaning.not_meant if meaning else ()
    return Result(
        answers=one, title=asked.words.title, code=asked.code, figure=_figure(one, asked, found),
        parts=_parts(one, asked), says=sourced(says, asked), not_meant=sourced(not_meant, asked),
        score=_readable(found),
        is_heavy=(found.band or found.certain) in HEAVY or _is_hardest(asked, found) or heavy > 1,
        is_watched=was_said(asked, one.given), is_asked=asked.is_asked,
    )  # fmt: skip


def _meaning(asked: Asked) -> Meaning | None:
    """What is said of its figures; of what was entered here, what can be counted."""
    if not asked.is_entered:
        return meanings.MEANINGS.get(asked.id)
    instrument = asked.instrument
    not_meant: tuple[Statement, ...] = meanings.ENTERED_NOT_MEANT
    ends = {"low": number(instrument.low), "high": number(instrument.high)}
    if instrument.method in ("sum", "mean"):
        is_up = instrument.better == "higher"
        words = str(meanings.ENTERED_BETTER if is_up else meanings.ENTERED_WORSE) % ends
    elif instrument.parts:
        words = str(meanings.ENTERED_PARTS) % ends
    else:
        words, not_meant = str(meanings.ENTERED_ALONE), meanings.ENTERED_NOT_MEANT_ALONE
    return Meaning(Statement(words, meanings.OWN), not_meant=not_meant)


def _is_hardest(asked: Asked, found: Score) -> bool:
    """Whether a figure lies in the hardest tenth of its range; of what was entered here nobody knows that."""
    figure, instrument = _readable(found), asked.instrument
    if figure is None or asked.is_entered or instrument.method not in ("sum", "mean"):
        return False
    tenth = (instrument.high - instrument.low) / 10
    if instrument.better == "higher":
        return figure <= instrument.low + tenth
    return figure >= instrument.high - tenth


def _heavy_answers(asked: Asked, found: Score) -> int:
    """How many questions that stand by themselves lie in the hardest of their bands, its very end twice."""
    heavy = 0
    for part in asked.instrument.parts if not asked.is_entered else ():
        figure = found.parts[part.id].score if part.id in found.parts else None
        if figure is None or not part.bands:
            continue
        worst = part.bands[0] if part.better == "higher" else part.bands[-1]
        end = worst.low if part.better == "higher" else worst.high
        heavy += (worst.low <= figure <= worst.high) + (figure == end)
    return heavy


def scored(one: Answers, asked: Asked) -> Score:
    """The score of kept answers; none where the key has moved on so far that they do not fit it."""
    try:
        return score(asked.instrument, values_of(asked.instrument, one.given))
    except BadAnswers:
        return Score(None, None, ())


def _readable(found: Score) -> float | None:
    """The score, unless the answers cannot be read: questions that point both ways, answered alike."""
    return None if "invariant" in found.flags else found.score


def _most(one: Answers, asked: Asked) -> float:
    return max((value for value in values_of(asked.instrument, one.given) if value is not None), default=0)


def _figure(one: Answers, asked: Asked, found: Score) -> str:
    if (figure := _readable(found)) is not None:
        return number(figure)
    if asked.instrument.method == "category":  # one question: the answer itself, in its own words
        return next((label for link, code in one.given.items() if (label := asked.said(link, code))), "")
    return ""


def _parts(one: Answers, asked: Asked) -> tuple[tuple[str, str], ...]:
    if asked.instrument.method != "none":
        return ()
    if asked.is_entered and asked.instrument.parts:
        means = ((id, part.score) for id, part in scored(one, asked).parts.items())
        return tuple((id, number(round(mean, 2)) if mean is not None else "–") for id, mean in means)
    return tuple(
        (each.words, asked.said(each.link, one.given.get(each.link)) or "–") for each in asked.questions
    )


def _says(found: Score, meaning: Meaning | None, *, hides_small: bool, most: float) -> tuple[Statement, ...]:
    says = [meaning.about] if meaning else []
    if "invariant" in found.flags:
        says.append(meanings.SAME_EVERYWHERE)
    elif "missing" in found.flags:
        says.append(meanings.TOO_FEW)
        if meaning and found.certain in CERTAIN & meaning.bands.keys():
            says.append(meaning.bands[str(found.certain)])
    elif meaning and found.band in NOT_READ_BESIDE_IT and meaning.often_from and most >= meaning.often_from:
        says += [] if hides_small else [meanings.ONE_OFTEN]
    elif meaning and found.band in meaning.bands and not (hides_small and found.band in NOT_READ_BESIDE_IT):
        says.append(meaning.bands[str(found.band)])
    says += [words for flag, words in _FLAGS.items() if flag in found.flags]
    return tuple(says)


_FLAGS = {"screen:phq-2": meanings.MORE_ABOUT_MOOD, "screen:gad-2": meanings.MORE_ABOUT_WORRY}


@dataclass(frozen=True)
class Series:
    """One questionnaire over time."""

    asked: Asked
    results: tuple[Result, ...]  # the oldest first
    chart: Chart | None
    latest: Change | None  # from the first figure to the newest
    step: Change | None  # from the one before to the newest
    band: tuple[float, float] | None  # around the first figure: ordinary ups and downs
    rule: Statement
    whole: int  # how many times nothing was passed over
    marks: tuple[Mark, ...]

    @property
    def title(self) -> str:
        return str(self.asked.words.title)

    @property
    def figures(self) -> tuple[Result, ...]:
        """Those that have a figure which can be read."""
        return tuple(one for one in self.results if one.score is not None)

    @property
    def has_turned(self) -> bool:
        """Whether it has become harder since the time before, which is said before anything else."""
        return self.step is not None and self.step.kind == "changed_worse"


def series(answers: Sequence[Answers], asked: Asked, marks: Sequence[Mark] = ()) -> Series:
    """A questionnaire's results over time, with what may be said about the change; `marks` by their days."""
    results = tuple(result(one, asked) for one in answers)
    points = [(localtime(one.answers.at), one.score) for one in results if one.score is not None]
    rule, instrument = asked.instrument.rule, asked.instrument
    has_rule = rule.kind != "none" and len(points) > 1
    shown = tuple(sorted(marks, key=lambda one: one.on))
    drawn, band = None, _band(points[0][1], instrument) if points else None
    if points and instrument.low < instrument.high:
        drawn = chart(
            points, low=instrument.low, high=instrument.high, band=band,
            marks=[one.on for one in shown], is_mirrored=direction_of(current().code) == "rtl",
        )  # fmt: skip
    return Series(
        asked=asked, results=results, chart=drawn,
        latest=change(instrument, points[0][1], points[-1][1]) if has_rule else None,
        step=change(instrument, points[-2][1], points[-1][1]) if has_rule and len(points) > 2 else None,
        band=band, rule=rule_of(asked), whole=sum(one.answers.is_whole for one in results), marks=shown,
    )  # fmt: skip


def _band(first: float, instrument: Instrument) -> tuple[float, float] | None:
    """Around the first figure: what the rule that is named on the page does not call a change.

    It ends half a step before the first figure that counts as one, so that none stands on its edge.
    """
    rule = instrument.rule
    if rule.kind == "none":
        return None
    scored = sum(one.is_scored for one in instrument.items)
    step = 1 / scored if instrument.method == "mean" else instrument.multiply
    half = (ceil((rule.reliable_from or rule.at_least) / step - 1e-9) - 0.5) * step
    return max(instrument.low, first - half), min(instrument.high, first + half)


def table(found: Series) -> list[Mapping[str, Any]]:
    """The series as rows, the newest first: what a screen reader reads in the place of the picture."""
    rows: list[Mapping[str, Any]] = []
    before: float | None = None
    for one in found.results:
        rows.append(
            {"at": one.answers.at, "figure": one.figure, "against": _against(found, before, one.score)}
        )
        before = one.score if one.score is not None else before
    return rows[::-1]


def _against(found: Series, before: float | None, now: float | None) -> Any:
    if before is None or now is None or found.asked.instrument.rule.kind == "none":
        return ""
    return labels.CHANGES[change(found.asked.instrument, before, now).kind]
