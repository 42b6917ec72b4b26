"""What strategies hold of a person: their copy of it, and how it goes."""

from typing import Any

from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.language import current
from muruna.strategies import labels
from muruna.strategies.erasing import delete_ideas
from muruna.strategies.logic.who_knows import Plan
from muruna.strategies.models import Idea, Tried, WhoKnows
from muruna.strategies.queries import my_ideas, my_plan, my_tries, titles_of


def export(actor: Actor) -> list[Section]:
    """What was tried, the plan, and the ideas of this persona."""
    if actor.membership is None:
        return []
    sections = [
        Section(_("What I tried"), _tries(actor)),
        Section(_("My people, in my order"), _plan(my_plan(actor))),
        Section(_("What I wrote for others"), [_idea(one) for one in my_ideas(actor)]),
    ]
    return [section for section in sections if section.rows]


def forget(person: Any) -> None:
    """Delete it all; the counts stay and say nothing of anybody."""
    mine = person.memberships.values("pk")
    Tried.objects.filter(membership__in=mine).delete()
    WhoKnows.objects.filter(membership__in=mine).delete()
    delete_ideas(Idea.objects.filter(author__in=mine))


def _tries(actor: Actor) -> list[dict[str, Any]]:
    tries = my_tries(actor)
    titles = titles_of(actor, (one.strategy for one in tries), current().code)
    return [
        _tried(one, titles.get(one.strategy) or _("Something that is not here any more")) for one in tries
    ]


def _tried(one: Any, title: str) -> dict[str, Any]:
    return {
        _("What"): title,
        _("Day"): one.row.day,
        _("How it went"): str(labels.OUTCOMES[one.answer.outcome]),
        _("Around me"): [str(labels.SITUATIONS[name]) for name in one.answer.situations],
        _("Words"): one.words,
    }


def _plan(plan: Plan) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            _("Who"): one.name,
            _("What they know"): str(labels.KNOWS[one.knows]),
            _("Safety"): str(labels.SAFE[one.safe]),
            _("Needed for"): [str(labels.DEPENDS[name]) for name in one.depends],
            _("Words"): one.plan,
        }
        for one in plan.people
    ]
    if plan.places or plan.if_bad:
        rows.append({_("Safe places"): plan.places, _("If it goes badly"): plan.if_bad})
    return rows


def _idea(one: Idea) -> dict[str, Any]:
    return {
        _("Title"): one.words["title"],
        _("State"): str(labels.IDEA_STATES[one.state]),
        _("Day"): one.day,
        _("Words"): "\n".join([one.words["in_short"], *one.words["steps"], *one.words["not_when"]]),
        _("Somebody who did it"): one.words["example"],
        _("Begin with this"): list(one.words["practice"]),
    }


belongs("strategies", export=export, forget=forget)
