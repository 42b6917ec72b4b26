"""Coming too late: what was there is told to be over, with the way on, instead of "not here"."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, NotFound, require
from muruna.ui.giving_back import give_back

View = Callable[..., HttpResponse]
# Of an actor and the parts of an address: what this actor may know of what is over there.
Told = Callable[..., Mapping[str, Any]]


def said_when_gone(
    template: str, action: Action | None = None, told: Told | None = None
) -> Callable[[View], View]:
    """Answer with `template` (404) where a view finds nothing, for members who may do `action` in the space.

    Nobody learns from it whether there ever was anything: any number has the same answer, but for what
    `told` adds for those who may know. Words that were typed come back where the template extends
    ui/words_back.html.
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
                known = told(actor, **parts) if told is not None else {}
                return give_back(request, template, known, status=404)

        return answered

    return over
