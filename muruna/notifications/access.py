"""Who may see and change where a person is reached: that person."""

from django.db.models import Q

from muruna.access import Action, Grant, Relation, register
from muruna.notifications.models import Letterbox

register(
    Letterbox,
    relations={Relation.OWNER: lambda actor: Q(person=actor.person) if actor.is_signed_in else None},
    grants=[Grant(Action.NOTIFICATION_CHANGE, {Relation.OWNER})],
)
