"""A steward records who allows a questionnaire that is not open to everybody, or takes that back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, require
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.matching.queries import who_answer
from muruna.wellbeing.entered import new_id
from muruna.wellbeing.models import Permission

# What a key says of how answers become figures.
COUNTS = ("items", "answers", "reversed", "unscored", "counted", "parts")


def allow_questionnaire(
    *, actor: Any, questionnaire: str, granted: str, pasted: Mapping[str, Any] | None = None,
    responder: UUID | None = None, hours: str = "",
) -> Permission:  # fmt: skip
    """Record it, or change what is recorded. Raises NotFound for a responder who answers no questions.

    Where questions or values of another project's change, or what counts how in a set that was pasted, it is
    a new one; the old one is switched off.
    """
    with transaction.atomic():
        require(actor, Action.WELLBEING_ALLOW, actor.space)
        person = None
        if responder is not None:
            person = who_answer().filter(pk=responder).first()
            if person is None:
                raise NotFound
        if pasted and _asks_otherwise(questionnaire, pasted):
            # Whoever answered the one from before keeps reading their answers by its words and its values.
            end_permission(actor=actor, questionnaire=questionnaire)
            questionnaire = new_id()
        row, _made = Permission.objects.update_or_create(
            space=actor.space, questionnaire=questionnaire,
            defaults={
                "granted": granted, "pasted": dict(pasted) if pasted else None, "responder": person,
                "hours": hours, "recorded_by": actor.membership, "day": today(), "is_on": True,
            },
        )  # fmt: skip
        trace(actor, Action.WELLBEING_ALLOW, row)
        return row


def _asks_otherwise(questionnaire: str, pasted: Mapping[str, Any]) -> bool:
    held = Permission.objects.select_for_update().filter(questionnaire=questionnaire).first()
    if held is None or not held.pasted:
        return False
    return bool(_asked(held.pasted) != _asked(pasted))


def _asked(pasted: Mapping[str, Any]) -> list[Any]:
    """What answers are read by: the questions with what their choices are worth, and which way is better.

    Of a set with a key its words may change: they say the same in another language or better.
    """
    if "key" in pasted:
        return [pasted["key"].get(name) for name in COUNTS]
    return [pasted["resource"]["item"], pasted.get("better")]


def end_permission(*, actor: Any, questionnaire: str) -> None:
    """Switch it off; what people have answered stays theirs."""
    with transaction.atomic():
        require(actor, Action.WELLBEING_ALLOW, actor.space)
        trace(actor, Action.WELLBEING_ALLOW, actor.space, reason="ended")
        for row in Permission.objects.select_for_update().filter(questionnaire=questionnaire):
            if row.pasted:  # by these words people go on reading what they have answered
                row.is_on = False
                row.save(update_fields=["is_on"])
            else:
                row.delete()
