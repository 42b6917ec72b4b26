"""What could go into a person's record, from goals, decisions, practices and tries."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from muruna.goals.logic.goals import Goal
from muruna.goals.logic.record import CHOICE, OBSTACLE, PERSON, REACHED, STRENGTH, Entry, to_gather
from muruna.goals.queries.own import Own, my_decisions, my_goals, my_practices, my_record
from muruna.language import current
from muruna.strategies.queries import my_tries, titles_of


def could_be_gathered(actor: Any) -> list[Entry]:
    """Everything that is not in the record yet, in words that its owner can change afterwards."""
    found = [*_from_goals(actor), *_from_decisions(actor), *_from_practices(actor), *_from_tries(actor)]
    return to_gather(found, [one.words for one in my_record(actor)])


def _from_goals(actor: Any) -> Iterator[Entry]:
    for one in my_goals(actor):
        yield from _from_goal(one)


def _from_goal(one: Own[Goal]) -> Iterator[Entry]:
    goal, at = one.words, f"goal:{one.row.pk}"
    for step in goal.steps:
        if step.done_on:
            yield Entry(REACHED, step.words, step.done_on, f"{at}:{step.id}")
    if goal.state == "reached":
        yield Entry(REACHED, _joined(goal.wish, goal.came), goal.state_day, at)
        if goal.obstacle:
            then = _("What I did then: %(words)s") % {"words": goal.then} if goal.then else ""
            yield Entry(OBSTACLE, _joined(goal.obstacle, then), goal.state_day, f"{at}:obstacle")
    if goal.state == "let_go":
        yield Entry(CHOICE, _joined(_("I let go of: %(wish)s") % {"wish": goal.wish}, goal.came),
                    goal.state_day, at)  # fmt: skip


def _from_decisions(actor: Any) -> Iterator[Entry]:
    for one in my_decisions(actor):
        sheet, at = one.words, f"choice:{one.row.pk}"
        if not sheet.is_decided:
            continue
        chosen = sheet.choice
        words = _joined(sheet.question, chosen.name if chosen else "", sheet.decided)
        yield Entry(CHOICE, words, sheet.decided_on, at)
        if chosen and chosen.who:
            yield Entry(PERSON, chosen.who, sheet.decided_on, f"{at}:who")


def _from_practices(actor: Any) -> Iterator[Entry]:
    for one in my_practices(actor):
        practice, at = one.words, f"sure:{one.row.pk}"
        if practice.strength:
            yield Entry(STRENGTH, practice.strength, practice.day, f"{at}:strength")
        if practice.change == "more":
            words = _("%(what)s: from %(before)s to %(now)s") % {
                "what": practice.what, "before": practice.sure, "now": practice.now,
            }  # fmt: skip
            yield Entry(STRENGTH, _joined(words, practice.looks[-1].changed), practice.looks[-1].day, at)


def _from_tries(actor: Any) -> Iterator[Entry]:
    helped = [told for told in my_tries(actor) if told.answer.outcome == "helped"]
    titles = titles_of(actor, (told.strategy for told in helped), current().code)
    for told in helped:
        if title := titles.get(told.strategy, ""):
            yield Entry(STRENGTH, _joined(title, told.words), told.row.day.isoformat(), f"try:{told.row.pk}")


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
