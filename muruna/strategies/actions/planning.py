"""The plan of whom to tell: every change opens it with the person's key and seals it again."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, require
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership
from muruna.strategies.logic import who_knows
from muruna.strategies.logic.who_knows import Entry, Plan
from muruna.strategies.models import WhoKnows
from muruna.strategies.queries import WHO_KNOWS, my_plan


def save_person(*, actor: Any, entry: Entry) -> None:
    """Add a person to the plan (an entry without id), or change one.

    Raises NotFound for one who is not in it, ValueError when the plan is full, vault.TooLong above 64 KiB.
    """
    if entry.id:
        _change(actor, lambda plan: who_knows.with_entry(_having(plan, entry.id), entry))
    else:
        _change(actor, lambda plan: who_knows.with_entry(plan, replace(entry, id=secrets.token_hex(4))))


def remove_person(*, actor: Any, id: str) -> None:
    """Take a person out of the plan."""
    _change(actor, lambda plan: who_knows.without_entry(plan, id))


def move_person(*, actor: Any, id: str, earlier: bool) -> None:
    """Put a person one place earlier or later."""
    _change(actor, lambda plan: who_knows.moved(_having(plan, id), id, earlier=earlier))


def save_places(*, actor: Any, places: str, if_bad: str) -> None:
    """Write down safe places, and what to do if it goes badly."""
    _change(actor, lambda plan: replace(plan, places=places, if_bad=if_bad))


def drop_plan(*, actor: Any) -> None:
    """Let go of the whole plan."""
    with transaction.atomic():
        require(actor, Action.WHO_KNOWS, actor.space)
        WhoKnows.objects.filter(membership=actor.membership).delete()
        trace(actor, Action.WHO_KNOWS, actor.membership, reason="dropped")


def _having(plan: Plan, id: str) -> Plan:
    if not any(one.id == id for one in plan.people):
        raise NotFound
    return plan


def _change(actor: Any, change: Callable[[Plan], Plan]) -> None:
    with transaction.atomic():
        require(actor, Action.WHO_KNOWS, actor.space)
        # The persona's row is there before the first plan is: two first changes at once wait here.
        Membership.objects.select_for_update().get(pk=actor.membership.pk)
        plan = change(my_plan(actor))
        sealed = actor.keys.seal_own_padded(WHO_KNOWS, who_knows.as_data(plan))
        WhoKnows.objects.update_or_create(
            membership=actor.membership, defaults={"space": actor.space, "body": sealed}
        )
        trace(actor, Action.WHO_KNOWS, actor.membership)
