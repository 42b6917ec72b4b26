"""Coming too late: what was there is told to be over, with the way on, instead of "not here"."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, NotFound, require
from muruna.ui.pages import page

View = Callable[..., HttpResponse]


def said_when_gone(template: str, action: Action | None = None) -> Callable[[View], View]:
    """Answer with `template` (404) where a view finds nothing, for members who may do `action` in the space.

    Nobody learns from it whether there ever was anything: any number has the same answer.
    """

    def over(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
            try:
                return view(request, **parts)
            except NotFound:
                actor = request.actor  # type: ignore[attr-defined]
                if actor.membership is None:
                    raise
                if action is not None:
                    require(actor, action, actor.space)
                return page(request, template, status=404)

        return answered

    return over
