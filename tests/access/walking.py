"""Walking: every route, as everybody, with ids that are theirs and ids that are not."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction

from muruna.access import CHAPTERS, Action, Actor, visible
from muruna.access.matrix import actions_of
from muruna.accounts.models import Person
from muruna.foundation import limits
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.models import Space
from tests.access.site_map import Route
from tests.access.things import odd_arguments
from tests.access.world import Browser, Someone, World

NOBODYS = uuid.UUID("00000000-0000-4000-8000-000000000000")  # the id of nothing
METHODS = ("GET", "POST")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Fresh at every look: tokens, form keys, and the secret that is offered for a code app.
_FRESH = [
    re.compile(r'(name="(?:key|csrfmiddlewaretoken|for|offered|resume|secret_sealed)" value=")[^"]*'),
    re.compile(r'(<div class="code-picture"[^>]*>).*?(?=</div>)'),
    re.compile(r'(<output class="code"[^>]*>)[^<]*'),
]
VARYING = {"content-length", "set-cookie"}


@dataclass(frozen=True)
class Step:
    """One address to try: `which` is whose it is: page (no id), theirs MODEL, others, foreign, nobody's."""

    which: str
    address: str


def models_of(route: Route) -> list[Any]:
    """What the id in a route's address can be of: chapters that grant its action, its own package's first."""
    package = route.view.__module__.split(".")[1]
    some = [m for m, c in CHAPTERS.items() if route.action in actions_of(c) and m not in {Space, Person}]
    return [m for m in some if m._meta.app_label == package] or some


def steps(route: Route, someone: Someone, world: World, letter: str) -> Iterator[Step]:
    """Addresses of `route` below the space `letter`: with what is theirs there, and with what is not."""
    space, other = world.spaces[letter], world.spaces["B" if letter == "A" else "A"]
    fixed: dict[str, Any] = {"code": space.code}
    for argument, _converter in route.places:
        if argument != "code" and (odd := _odd(space, route, argument)):
            fixed[argument] = odd[0]
    open_ids = [name for name in route.ids if name not in fixed]
    if not open_ids:
        yield Step("page", route.address(**fixed))
        if "id" in fixed:
            yield Step("nobody's", route.address(**{**fixed, "id": NOBODYS}))
        return
    for which, thing_id in _things(route, someone, world, space, other):
        yield Step(
            which, route.address(**fixed, **dict.fromkeys(open_ids, NOBODYS) | {open_ids[0]: thing_id})
        )


def _odd(space: Space, route: Route, argument: str) -> list[Any]:
    with in_space(space):
        return odd_arguments(space, route.name, argument)


def _things(
    route: Route, someone: Someone, world: World, space: Space, other: Space
) -> Iterator[tuple[str, Any]]:
    action: Any = route.action
    for model in models_of(route):
        spaced = any(field.name == "space" for field in model._meta.concrete_fields)
        with in_space(space) if route.in_space else across_spaces("a page outside any space"):
            on = space if route.in_space else None
            here = (model, someone.kind, on)
            yield from world.known((action, *here), partial(_theirs, model, action, someone, on))
            yield from world.known(here, partial(_others, model, someone, on))
        if spaced and route.in_space:
            with in_space(other):
                there = model._default_manager.order_by("pk").values_list("pk", flat=True)
                yield from (("foreign", pk) for pk in there[:1])
    yield "nobody's", NOBODYS


def _theirs(model: Any, action: Any, someone: Someone, on: Space | None) -> list[tuple[str, Any]]:
    """One thing of theirs in each state: a page may well break in one of them alone."""
    state = CHAPTERS[model].state_field
    rows = visible(someone.actor(on), action, model).order_by("pk").values_list(state or "pk", "pk")
    firsts = dict(reversed([(name if state else "", pk) for name, pk in rows]))
    return [
        (" ".join(filter(None, ("theirs", model.__name__, name))), pk) for name, pk in sorted(firsts.items())
    ]


def _others(model: Any, someone: Someone, on: Space | None) -> list[tuple[str, Any]]:
    """A thing that is not theirs: what they may see but not do this to just now is no secret to them."""
    actor = someone.actor(on)
    rest = model._default_manager.order_by("pk")
    for each in actions_of(CHAPTERS[model]):
        rest = rest.exclude(pk__in=visible(actor, each, model).values("pk"))
    return [("others", pk) for pk in rest.values_list("pk", flat=True)[:1]]


def ask(client: Browser, method: str, address: str, *, language: str = "") -> Any:
    """The answer; whatever it wrote or set is undone, and no limiter remembers it.

    `language` is the reader's own for this once, whatever they have chosen.
    """
    before = client.cookies
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in before.items()})
    limits.limiter._tries.clear()
    with transaction.atomic():
        more: Any = {"headers": {"accept-language": language}} if language else {}
        if language and client.person is not None:
            Person.objects.filter(pk=client.person.pk).update(language=language)
        typed = {"key": str(uuid.uuid4())}
        answer = client.get(address, **more) if method == "GET" else client.post(address, typed, **more)
        transaction.set_rollback(True)
    client.cookies = before
    return answer


def masked(answer: Any) -> tuple[int, dict[str, str], str]:
    """Status, headers and body without ids and tokens: what must not tell "not yours" from "not there"."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {
        name.lower(): _UUID.sub("-", value) for name, value in answer.items() if name.lower() not in VARYING
    }
    text = _UUID.sub("-", body.decode(errors="replace"))
    for fresh in _FRESH:
        text = fresh.sub(r"\1-", text)
    return answer.status_code, headers, text


def granted_here(route: Route, actor: Actor) -> bool:
    """Whether a page without an id may be opened: its action on the space, or on anything there."""
    action: Any = route.action
    if not isinstance(action, Action):
        return False
    some = [model for model, chapter in CHAPTERS.items() if action in actions_of(chapter)]
    return any(visible(actor, action, model).exists() for model in some)
