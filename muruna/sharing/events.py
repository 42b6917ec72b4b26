"""What happens to shares when people part, and where they are found."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, visible
from muruna.conversations.events import CONVERSATION_ENDED
from muruna.conversations.models import Participant
from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.sharing import belongings
from muruna.sharing.erasing import end_shares, end_those_apart
from muruna.sharing.models import Share
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT
from muruna.spaces.models import Membership, Space

__all__ = ["belongings"]


@outbox.on(CONVERSATION_ENDED)
def end_with_the_talk(space: UUID, conversation: UUID, **_more: Any) -> None:
    """What the two shared was for as long as they talk."""
    with in_space(Space.objects.get(pk=space)):
        were = Participant.objects.filter(conversation_id=conversation).values("membership")
        end_those_apart(list(Membership.objects.filter(pk__in=were)))


@outbox.on(MEMBER_LEFT)
def end_those_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves shares nothing, and has nothing of others."""
    with in_space(Space.objects.get(pk=space)):
        end_shares(Share.objects.filter(Q(giver_id=membership) | Q(receiver_id=membership)))


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """One card, once there is something."""
    if not visible(actor, Action.SHARE_SEE, Share).exists():
        return []
    address = reverse("shares", kwargs={"code": actor.space.code})
    text = _("What you share with somebody you are talking with, and what they share with you.")
    return [home.HomeCard(_("Between us"), text, address, 45)]
