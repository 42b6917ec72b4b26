"""Ending shares: keys first, then the copies and the words beside them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from muruna.accounts.keyring import destroy_container
from muruna.foundation import live
from muruna.sharing.companions import in_talk_with
from muruna.sharing.models import Share
from muruna.spaces.models import Membership


def given_by(actor: Any, *, kind: str, item: UUID) -> QuerySet[Share]:
    """The actor's shares of one item."""
    return Share.objects.filter(giver=actor.membership, kind=kind, item=item)


def end_shares(shares: QuerySet[Share]) -> None:
    """Destroy the keys, then the copies and the words beside them: all of it, or nothing."""
    with transaction.atomic():
        for one in shares.select_related("giver", "receiver"):
            destroy_container(one.pk)
            for person in (one.giver.person_id, one.receiver.person_id):
                live.changed(person=person)
            one.delete()


def end_those_apart(memberships: list[Membership]) -> None:
    """End what these personas share with, or have from, somebody they are in no talk with any more."""
    with transaction.atomic():
        for membership in memberships:
            together = in_talk_with(membership)
            end_shares(
                Share.objects.filter(
                    Q(giver=membership) & ~Q(receiver__in=together)
                    | Q(receiver=membership) & ~Q(giver__in=together)
                )
            )
