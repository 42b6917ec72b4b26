"""What wellbeing does when something happens elsewhere, and what it puts on other packages' pages."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.sharing.kinds import Kind, shareable
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT
from muruna.spaces.models import Space
from muruna.ui.environment import url
from muruna.wellbeing import belongings
from muruna.wellbeing.actions.showing import RESULT, SERIES
from muruna.wellbeing.models import Entry
from muruna.wellbeing.shown import title_for_reader

__all__ = ["belongings"]

for code, name in ((RESULT, gettext_lazy("A figure of mine")), (SERIES, gettext_lazy("Figures over time"))):
    shareable(Kind(code, name, template="wellbeing/shared.html", home="day-time", titled=title_for_reader))


@outbox.on(MEMBER_LEFT)
def let_go_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves takes what they kept with them."""
    with in_space(Space.objects.get(pk=space)):
        Entry.objects.filter(membership_id=membership).delete()


@home.nav
def nav_items(actor: Any) -> list[home.NavItem]:
    """One's own days from every page."""
    return [home.NavItem(_("My days"), url("days", code=actor.space.code), 32, "clock")]


@home.own
def own_pages(space: Any) -> list[home.Anchor]:
    """What stays open to read when a community suspends somebody."""
    return [home.Anchor(_("My days"), reverse("days", kwargs={"code": space.code}))]


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """Ten seconds for oneself."""
    if not actor.membership:
        return []
    address = reverse("day-now", kwargs={"code": actor.space.code})
    text = _("Ten seconds for yourself: how it is, one word, one thing that helped.")
    return [home.HomeCard(_("How is it just now?"), text, address, 40)]
