"""Leaving a trace of a deed: what was done to what, never its words, never the hour."""

from typing import Any

from muruna.foundation.models import Trace


def trace(actor: Any, action: str, thing: Any, *, reason: str = "") -> None:
    """Record that `actor` did `action` to `thing` (a row, or an id); `reason` is a code, never free text."""
    Trace.objects.create(
        space_id=actor.space.pk if actor.space else None,
        membership_id=actor.membership.pk if actor.membership else None,
        action=action,
        thing_id=str(getattr(thing, "pk", thing)),
        reason=reason,
    )
