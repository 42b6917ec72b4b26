"""Reading one's own letterbox."""

from muruna.access import Action, Actor, visible
from muruna.notifications.models import Letterbox


def own_letterbox(actor: Actor) -> Letterbox | None:
    """The actor's own letterbox, if they asked for one."""
    found: Letterbox | None = visible(actor, Action.NOTIFICATION_CHANGE, Letterbox).first()
    return found
