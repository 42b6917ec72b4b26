"""What strategies do when something happens elsewhere, and what they put on other packages' pages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT
from muruna.spaces.models import Space
from muruna.strategies import belongings
from muruna.strategies.erasing import delete_ideas
from muruna.strategies.models import Idea, Tried, WhoKnows
from muruna.ui.environment import url

__all__ = ["belongings"]


@outbox.on(MEMBER_LEFT)
def let_go_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves takes their texts and their plan with them."""
    with in_space(Space.objects.get(pk=space)), transaction.atomic():
        Tried.objects.filter(membership_id=membership).delete()
        WhoKnows.objects.filter(membership_id=membership).delete()
        delete_ideas(Idea.objects.filter(author_id=membership))


@home.nav
def nav_items(actor: Any) -> list[home.NavItem]:
    """The library from every page."""
    return [home.NavItem(_("What helps"), url("ways", code=actor.space.code), 30, "leaf")]
