"""Things a person keeps for themselves, and the list of who looked at their words."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, Actor, require
from muruna.accounts.models import KeptItem, Opening, Person
from muruna.foundation.clock import today


@transaction.atomic
def keep_item(*, actor: Actor, data: dict[str, Any]) -> KeptItem:
    """Keep `data` (JSON; "title" and "text" are shown as such) where only the actor can read it.

    Raises vault.TooLong above 64 KiB.
    """
    require(actor, Action.ACCOUNT_CHANGE, actor.person)
    return KeptItem.objects.create(person=actor.person, blob=actor.keys.seal_own_padded("kept", data))


@transaction.atomic
def drop_kept(*, actor: Actor, item: KeptItem) -> None:
    """Let go of something kept: it is gone for good."""
    require(actor, Action.KEPT_SEE, item)
    item.delete()


def record_opening(
    *, person: Person, actor: Actor, role: str, thing: str, thing_id: UUID, reason: str
) -> None:
    """Tell `person` that `actor`, as `role`, opened their words: once a day for each thing and reason.

    Called by the deed that opens them, inside its transaction, which has already asked `require`.
    """
    require(actor, Action.ACCOUNT_SEE, actor.person)
    Opening.objects.get_or_create(
        person=person,
        looker_id=actor.membership.pk,
        thing_id=thing_id,
        reason=reason,
        day=today(),
        defaults={"space_id": actor.space.pk, "looker_role": role, "thing": thing},
    )
