"""Where sentences and rules come from, in the reader's words: looked up, read elsewhere, or still open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from muruna.ui.formats import day, number
from muruna.wellbeing import labels, meanings
from muruna.wellbeing.asked import Asked
from muruna.wellbeing.logic.change import RELIABLE
from muruna.wellbeing.logic.instruments import Figures
from muruna.wellbeing.meanings import Statement, Told


@dataclass(frozen=True)
class Source:
    """What one would look up, and how far that has been done."""

    words: str
    remark: str = ""
    is_english: bool = True  # a title, or a sentence in the reader's language


def source_of(asked: Asked) -> Source:
    """Where a questionnaire comes from, as one would look it up, and whether anybody has."""
    words = asked.words
    remarks = [_known(words.source_mark, words.source_checked)] if words.source_mark else []
    if asked.is_entered:
        remarks.append(_("Its questions were chosen and entered here."))
    doi = f" doi:{words.doi}." if words.doi else ""
    return Source(f"{words.cite}{doi}", " ".join(remarks))


def _known(mark: str, checked: Any) -> str:
    return str(labels.MARKS[mark]) % {"day": day(checked)}


def sourced(statements: Sequence[Statement], asked: Asked) -> tuple[Statement, ...]:
    """The statements with their sources as a page lists them."""
    return tuple(replace(one, source=_listed(one.source, asked)) for one in statements)


def _listed(source: Any, asked: Asked) -> Source:
    if isinstance(source, Source):
        return source
    if isinstance(source, Told):
        return Source(source.cite, str(source.remark))
    return source_of(asked) if source == meanings.OWN else Source(str(source), is_english=False)


def rule_of(asked: Asked) -> Statement:
    """The rule of change in words, with what it rests on."""
    rule = asked.instrument.rule
    sure = number(rule.reliable_from or rule.at_least)
    words = [str(labels.RULES[rule.kind]) % {"figure": number(rule.at_least), "sure": sure}]
    if rule.provisional:
        words.append(str(labels.PROVISIONAL))
    if rule.kind != "none":
        words.append(str(labels.UNCONFIRMED))
    return Statement(" ".join(words), Source(_rests_on(asked), is_english=False))


def short_rule_of(asked: Asked) -> str:
    """The rule of change in one sentence, for a page that says elsewhere what such rules rest on."""
    rule = asked.instrument.rule
    sure = number(rule.reliable_from or rule.at_least)
    return str(labels.RULES_SHORT[rule.kind]) % {"figure": number(rule.at_least), "sure": sure}


def _rests_on(asked: Asked) -> str:
    instrument = asked.instrument
    said = [str(labels.ORIGINS.get(instrument.id, labels.NO_ORIGIN))]
    if instrument.figures:
        said.append(_formula(instrument.figures))
        if instrument.rule.kind != "noticeable":
            said.append(str(labels.NOT_SURE))
    return " ".join(said).replace("(1 − r)", "(1\u00a0−\u00a0r)")  # no line ends within a root


def _formula(figures: Figures) -> str:
    size = RELIABLE * figures.sd * sqrt(2) * sqrt(1 - figures.reliability)
    return str(labels.FORMULA) % {
        "sd": number(figures.sd), "r": number(figures.reliability), "size": number(round(size, 2)),
        "kind": labels.STEADY[figures.reliability_kind],
    }  # fmt: skip


def numbered(*groups: Sequence[Statement]) -> dict[Source, int]:
    """Where all of it comes from, each once, numbered in the order of the page."""
    every = dict.fromkeys(one.source for group in groups for one in group)
    return {source: number for number, source in enumerate(every, 1)}
