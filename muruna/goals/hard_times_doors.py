"""What the plan for hard times hangs up at start: how it is shared, found, exported, and how it goes."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.goals.digits import shown_to_a_companion
from muruna.goals.hard_times_words import TITLES
from muruna.goals.models import HardTimes
from muruna.goals.queries.hard_times import HARD_TIMES, my_hard_times, seen_by
from muruna.sharing.kinds import Kind, shareable
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT
from muruna.spaces.models import Space

shareable(
    Kind(
        HARD_TIMES,
        gettext_lazy("Lines for hard times"),
        "goals/hard_times_shared.html",
        home="hard-times-with",
        proposes=gettext_lazy("a line for these parts"),
        take="hard-times-take",
        shown=shown_to_a_companion,
    )
)


def export(actor: Actor) -> list[Section]:
    """The plan of this persona."""
    if actor.membership is None:
        return []
    plan = my_hard_times(actor)
    seen = seen_by(actor, plan)
    rows: list[dict[str, Any]] = []
    for part in plan.parts:
        if part.lines:
            row = {_("Part"): str(TITLES[part.code]), _("Lines"): [line.text for line in part.lines]}
            shown = [(one, line) for line in part.lines for one in seen.get(line.id, ()) if not one.rests]
            if shown:
                row[_("Who sees which")] = [f"{one.receiver.name}: {line.text}" for one, line in shown]
            rows.append(row)
    return [Section(_("When times are hard"), rows)] if rows else []


def forget(person: Any) -> None:
    """Delete the plans of every persona; what was shared of them ends with sharing's own forgetting."""
    HardTimes.objects.filter(membership__in=person.memberships.values("pk")).delete()


belongs("hard-times", export=export, forget=forget)


@outbox.on(MEMBER_LEFT)
def let_go_of_plan(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves takes their plan with them."""
    with in_space(Space.objects.get(pk=space)):
        HardTimes.objects.filter(membership_id=membership).delete()


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """Two taps from every page: to the first page, and from there."""
    address = reverse("hard-times", kwargs={"code": actor.space.code})
    text = _("What helps me, and whom I call. Written on a calm day; only you can open it.")
    return [home.HomeCard(_("When times are hard"), text, address, 25)]


@home.anchor
def anchors(space: Space) -> list[home.Anchor]:
    """Offered, and never more, where somebody may be having a hard time, and where communities are chosen."""
    address = reverse("hard-times", kwargs={"code": space.code})
    return [home.Anchor(_("Your lines for hard times"), address)]
