"""What search does when something can be found, reads differently, or must no longer be found."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from muruna.foundation import findable, outbox
from muruna.search.index.keeping import forget
from muruna.search.index.waiting import bring_up_to_date
from muruna.spaces import home
from muruna.ui.environment import url


def listen() -> None:
    """Hear of every registered kind; called when all packages have registered theirs."""
    for kind in findable.findables():

        def hear(id: UUID, space: UUID | None = None, *, kind: str = kind) -> None:
            bring_up_to_date(kind, str(id), space)

        hear.__qualname__ = f"hear_{kind}"
        outbox.on(findable.topic(kind))(hear)


# In the deed's own transaction: when a withdrawal stands, nothing of it can be found.
findable.on_forgotten(forget)
listen()


@home.nav
def nav_items(actor: Any) -> list[home.NavItem]:
    """The box, from every page."""
    return [home.NavItem(_("Find"), url("find", code=actor.space.code), priority=40, icon="find")]
