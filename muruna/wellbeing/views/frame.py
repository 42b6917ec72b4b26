"""What the pages of one's own days share: who reads, and where a page is."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from muruna.access import Action, require


def reader(request: HttpRequest, action: Action = Action.WELLBEING_KEEP) -> Any:
    """The actor of this page, who may do this in the space."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, action, actor.space)
    return actor


def to(actor: Any, name: str, **parts: Any) -> str:
    """The address of a page in the actor's space."""
    return reverse(name, kwargs={"code": actor.space.code, **parts})
