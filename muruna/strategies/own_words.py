"""What somebody planned, tried and proposed, as their own search finds it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.language import current
from muruna.strategies.queries import my_ideas, my_plan, my_tries, titles_of, told_by


def _at(actor: Actor, name: str, **parts: Any) -> str:
    return reverse(name, kwargs={"code": actor.space.code, **parts})


@own_texts("plan")
def _plan(actor: Actor) -> Iterator[OwnText]:
    plan = my_plan(actor)
    for one in plan.people:
        yield OwnText(one.name, one.plan, _at(actor, "plan-person", who=one.id))
    for title, text in ((_("Safe places"), plan.places), (_("If it goes badly"), plan.if_bad)):
        if text:
            yield OwnText(title, text, _at(actor, "plan"))


@own_texts("tries")
def _tries(actor: Actor) -> Iterator[OwnText]:
    tries = my_tries(actor)
    titles = titles_of(actor, (one.strategy for one in tries), current().code)
    for one in tries:
        title = titles.get(one.strategy) or _("What I tried")
        yield OwnText(title, one.words, _at(actor, "ways-mine"), one.row.day)


@own_texts("ideas")
def _mine(actor: Actor) -> Iterator[OwnText]:
    for one in my_ideas(actor):
        yield OwnText(one.words["title"], told_by(one), _at(actor, "idea", id=one.pk), one.day)
