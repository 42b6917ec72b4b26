"""Things a person keeps for themselves, and the list of who looked at their words."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from muruna.access import Action, Actor, require
from muruna.accounts.models import KeptItem, Opening, Person
from muruna.foundation.clock import today


def keep_item(*, actor: Actor, data: dict[str, Any], by: Any = None, once: str = "") -> Any:
    """Keep `data` (JSON; "title" and "text" are shown as such) where only the actor can read it.

    In the place of a title, "what" is a kind of labels.describe_kept, and `by` the persona whose words they
    are: the name is shown only while they go by it. "at" is when it was said, an ISO moment.
    `once` names what is kept: while it is kept, keeping it again changes nothing.

    Raises vault.TooLong above 64 KiB.
    """
    with transaction.atomic():
        require(actor, Action.ACCOUNT_CHANGE, actor.person)
        here = {"zone": timezone.get_current_timezone_name()}
        if by is not None:
            here["by"] = [by.person_id.hex, by.space_id.hex, by.name]
        blob = actor.keys.seal_own_padded("kept", {**here, **data})
        # The row's own id makes it one: a digest, which tells nothing to anybody without the root key.
        id = UUID(bytes=actor.keys.digest(f"kept:{once}".encode())[:16], version=4) if once else uuid4()
        return KeptItem.objects.get_or_create(pk=id, defaults={"person": actor.person, "blob": blob})[0]


def drop_kept(*, actor: Actor, item: KeptItem) -> None:
    """Let go of something kept: it is gone for good."""
    with transaction.atomic():
        require(actor, Action.KEPT_SEE, item)
        item.delete()


def record_opening(
    *,
    person: Person,
    actor: Actor,
    role: str,
    thing: str,
    thing_id: UUID,
    reason: str,
    is_hidden: bool = False,
) -> None:
    """Tell `person` that `actor`, as `role`, opened their words: once a day for each thing and reason.

    `is_hidden`: they are reported, and are told only from the day on which `show_openings` is called.

    Called by the deed that opens them, inside its transaction, which has already asked `require`.
    """
    require(actor, Action.ACCOUNT_SEE, actor.person)
    Opening.objects.get_or_create(
        person=person,
        looker_id=actor.membership.pk,
        thing_id=thing_id,
        reason=reason,
        day=today(),
        defaults={
            "space_id": actor.space.pk,
            "looker_role": role,
            "thing": thing,
            "visible_from": None if is_hidden else today(),
        },
    )


def show_openings(*, actor: Actor, thing_id: UUID) -> None:
    """Show from today the openings of this thing that were hidden; called by the deed that ends why."""
    require(actor, Action.ACCOUNT_SEE, actor.person)
    Opening.objects.filter(thing_id=thing_id, visible_from=None).update(visible_from=today())
