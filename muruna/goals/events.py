"""What goals do when something happens elsewhere, and what they put on other packages' pages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.foundation import outbox
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.goals import belongings, hard_times_doors, showing
from muruna.goals.models import Decision, Goal, Practice, RecordEntry
from muruna.goals.queries.own import my_decisions
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT
from muruna.spaces.models import Space
from muruna.ui.environment import url

__all__ = ["belongings", "hard_times_doors", "showing"]


@outbox.on(MEMBER_LEFT)
def let_go_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves takes their goals, decisions and record with them; sharing ends what was shared."""
    with in_space(Space.objects.get(pk=space)), transaction.atomic():
        for model in (Goal, Decision, RecordEntry, Practice):
            model.objects.filter(membership_id=membership).delete()


@home.nav
def nav_items(actor: Any) -> list[home.NavItem]:
    """One's goals from every page."""
    return [home.NavItem(_("My goals"), url("goals", code=actor.space.code), 32, "check")]


@home.own
def own_pages(space: Any) -> list[home.Anchor]:
    """What stays open to read when a community suspends somebody."""
    here = {"code": space.code}
    return [
        home.Anchor(_("My goals"), reverse("goals", kwargs=here)),
        home.Anchor(_("My record"), reverse("record", kwargs=here)),
    ]


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """A look back that somebody asked for, once its day has come; nothing else asks for anything."""
    due = [one for one in my_decisions(actor) if one.words.is_due(today())]
    if not due:
        return []
    text = _("On a day that you chose, you wanted to see how a decision looks from later.")
    address = reverse("choice", kwargs={"code": actor.space.code, "id": due[0].row.pk})
    return [home.HomeCard(_("A look back"), text, address, 25)]
