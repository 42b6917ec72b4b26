"""What pages inside a space begin with: who may be here, and the address of another page of it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from muruna.access import Action, require


def reader(request: HttpRequest, action: Action) -> Any:
    """The actor of this page, who may do this in the space; raises NotFound."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, action, actor.space)
    return actor


def to(actor: Any, name: str, **parts: Any) -> str:
    """The address of a page in the actor's space."""
    return reverse(name, kwargs={"code": actor.space.code, **parts})
