"""Whom one may share with: whoever is in a talk with one now."""

from django.db.models import QuerySet

from muruna.access import Actor
from muruna.conversations.models import Conversation, Participant
from muruna.spaces.models import Membership

TALKING = (Participant.MEMBER, Participant.SUPPORTER)
ALIVE = (Conversation.OPEN, Conversation.PAUSED)


def companions(actor: Actor) -> QuerySet[Membership]:
    """The personas that are in an open or resting talk with the actor, as member or as supporter."""
    return companions_of(actor.membership)


def companions_of(membership: Membership) -> QuerySet[Membership]:
    """The same for any persona."""
    here = Participant.objects.filter(is_here=True, part__in=TALKING, conversation__state__in=ALIVE)
    mine = here.filter(membership=membership).values("conversation")
    others = here.filter(conversation__in=mine).exclude(membership=membership)
    return Membership.objects.filter(pk__in=others.values("membership"), state=Membership.ACTIVE)
