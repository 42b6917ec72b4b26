"""What goals hold of a person: their copy of it, and how it goes."""

from typing import Any

from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.goals import labels
from muruna.goals.logic.confidence import Practice as Practised
from muruna.goals.logic.decisions import Decision as Sheet
from muruna.goals.logic.goals import Goal as Wished
from muruna.goals.models import Decision, Goal, Practice, RecordEntry
from muruna.goals.queries.levels import Levels, every_level
from muruna.goals.queries.own import my_decisions, my_goals, my_practices, my_record
from muruna.language import current
from muruna.strategies.queries import titles_of


def export(actor: Actor) -> list[Section]:
    """Every goal, decision, practice and line of the record of this persona."""
    if actor.membership is None:
        return []
    levels = every_level(actor)
    sections = [
        Section(_("My goals"), [_goal(one.words, levels.get(one.row.pk)) for one in my_goals(actor)]),
        Section(_("Decisions"), [_decision(one.words) for one in my_decisions(actor)]),
        Section(_("What I trust myself to do"), _practices(actor)),
        Section(_("My record"), [
            {_("What"): str(labels.KINDS[one.words.kind]), _("Day"): one.words.day,
             _("Words"): one.words.words}
            for one in my_record(actor)
        ]),
    ]  # fmt: skip
    return [section for section in sections if section.rows]


def forget(person: Any) -> None:
    """Delete it all; levels go with their goals, and what was shared ends with sharing's own part."""
    mine = person.memberships.values("pk")
    for model in (Goal, Decision, Practice, RecordEntry):
        model.objects.filter(membership__in=mine).delete()


def _goal(goal: Wished, levels: Levels | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        _("Wish"): goal.wish,
        _("State"): str(labels.STATES[goal.state]),
        _("State since"): goal.state_day,
        _("The best about it"): goal.outcome,
        _("What stands in the way"): goal.obstacle,
        _("If this happens:"): goal.when,
        _("then I do this:"): goal.then,
        _("Day"): goal.day,
        _("Small steps"): [f"{step.words} ({step.done_on or '–'})" for step in goal.steps],
        _("My words about it"): goal.came,
    }
    if levels:
        told[_("Five levels")] = [f"{level:+d}: {words}" for level, words in levels.words.items()]
        told[_("How much it matters")] = str(labels.WEIGHTS[levels.weight])
        told[_("Where it came")] = "" if levels.reached is None else f"{levels.reached:+d}"
        told[_("Words")] = levels.about_it
    return told


def _decision(sheet: Sheet) -> dict[str, Any]:
    chosen = sheet.choice.name if sheet.choice else ""
    return {
        _("What it is about"): sheet.question,
        _("What matters to me here"): sheet.matters,
        _("What I could do"): [
            " · ".join(part for part in (one.name, one.good, one.cost, one.who) if part)
            for one in sheet.options
        ],
        _("What I decided"): "\n".join(part for part in (chosen, sheet.decided) if part),
        _("Day"): sheet.decided_on,
        _("A day to look back"): sheet.look_on,
        _("From a later day"): sheet.looked,
        _("Looked back on"): sheet.looked_on,
    }


def _practices(actor: Actor) -> list[dict[str, Any]]:
    mine = [one.words for one in my_practices(actor)]
    titles = titles_of(actor, (one.strategy for one in mine if one.strategy), current().code)
    return [_practice(one, titles.get(one.strategy, "")) for one in mine]


def _practice(practice: Practised, strategy: str) -> dict[str, Any]:
    return {
        _("What"): practice.what,
        _("Something from “What helps” that you try for it"): strategy,
        _("What I can do already"): practice.strength,
        _("How sure, from 0 to 10"): [
            f"{practice.day}: {practice.sure}",
            *(f"{look.day}: {look.sure} {look.changed}" for look in practice.looks),
        ],
    }


belongs("goals", export=export, forget=forget)
