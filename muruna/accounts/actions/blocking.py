"""Blocking a person silently, known by one name in one room, and undoing it (ADR 11)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, Actor, NotFound, require
from muruna.accounts.encounters import have_met
from muruna.accounts.models import Block
from muruna.foundation.trace import trace


def block_person(*, actor: Actor, membership: Any, known_as: str = "", room: UUID | None = None) -> Any:
    """Block whoever is behind a persona that the actor can see in the active space; they never learn of it.

    Contact is refused over all personas of both; words are hidden only in `room` (the space, unless said),
    where the actor knew them as `known_as` (their persona's name, unless said). Doing it twice in one room
    changes nothing. Raises NotFound for oneself, another space, or a persona never met.
    """
    with transaction.atomic():
        require(actor, Action.PERSON_BLOCK, actor.person)
        is_here = actor.space is not None and membership.space_id == actor.space.pk
        if not is_here or membership.person_id == actor.person.pk or not have_met(actor, membership):
            raise NotFound
        block, is_new = Block.objects.get_or_create(
            blocker=actor.person,
            blocked_id=membership.person_id,
            room=room or actor.space.pk,
            defaults={
                "label_sealed": actor.keys.seal_own_padded("block", known_as or membership.name),
                "space_id": actor.space.pk,
            },
        )
        if is_new:
            # Left outside the space: nobody there may see that someone was blocked.
            trace(replace(actor, space=None, membership=None), Action.PERSON_BLOCK, block)
        return block


def undo_block(*, actor: Actor, block: Block) -> None:
    """Let a blocked person be met again."""
    with transaction.atomic():
        require(actor, Action.PERSON_BLOCK, block)
        trace(replace(actor, space=None, membership=None), Action.PERSON_BLOCK, block, reason="undone")
        block.delete()
