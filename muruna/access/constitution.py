"""Permission as data: relations are queries, grants are rows, `decide` is pure, closed by default."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from muruna.access.actor import Actor
from muruna.access.vocabulary import DENYING, STILL_OWN, Action, Relation
from muruna.foundation.prepared import prepared


class NotFound(Http404):
    """Not there, or not yours: the two look the same."""


class Unregistered(Exception):
    """An action or a model that no package has registered was asked about."""


ANY = frozenset({"*"})
RelationQuery = Callable[[Actor], Q | None]


@dataclass(frozen=True)
class Grant:
    """`action` may be done by a person in any of `relations` while the thing is in one of `states`."""

    action: Action
    relations: frozenset[Relation]
    states: frozenset[str] = ANY

    def __init__(self, action: Action, relations: Iterable[Relation], states: Iterable[str] = ANY):
        object.__setattr__(self, "action", action)
        object.__setattr__(self, "relations", frozenset(relations))
        object.__setattr__(self, "states", frozenset(states))


@dataclass(frozen=True)
class Chapter:
    """What one model's things allow: its relations, its grants, and the field that holds its state."""

    model: type[Model]
    relations: dict[Relation, RelationQuery]
    grants: tuple[Grant, ...]
    state_field: str | None

    def state_of(self, thing: Model) -> str:
        return str(getattr(thing, self.state_field)) if self.state_field else "*"


CHAPTERS: dict[type[Model], Chapter] = {}


def register(
    model: type[Model],
    *,
    relations: dict[Relation, RelationQuery],
    grants: Iterable[Grant],
    state_field: str | None = None,
) -> None:
    """Write a model's chapter; each relation that a grant names must be defined, once."""
    grants = tuple(grants)
    named = {r for g in grants for r in g.relations}
    if missing := named - set(relations):
        raise Unregistered(f"{model.__name__}: no query for {sorted(missing)}")
    if model in CHAPTERS:
        raise Unregistered(f"{model.__name__} is registered twice")
    CHAPTERS[model] = Chapter(model, relations, grants, state_field)


def decide(action: Action, relations: frozenset[Relation], state: str, grants: Iterable[Grant]) -> bool:
    """Whether someone in `relations` to a thing in `state` may do `action`; a denying relation wins.

    Raises Unregistered for an action that no grant names: a typing mistake must not mean "no" quietly.
    """
    rows = [g for g in grants if g.action == action]
    if not rows:
        raise Unregistered(f"no grant names {action!r}")
    if relations & DENYING:
        return False
    return any(g.relations & relations and (g.states == ANY or state in g.states) for g in rows)


def _chapter(model: type[Model]) -> Chapter:
    try:
        return CHAPTERS[model]
    except KeyError:
        raise Unregistered(f"{model.__name__} has no chapter in the constitution") from None


def _matching(chapter: Chapter, actor: Actor, condition: Q) -> QuerySet[Any]:
    # A subquery by primary key: relations may join many rows without doubling the outer ones.
    return chapter.model._default_manager.filter(condition).values("pk")


def visible(actor: Actor, action: Action, model: type[Model]) -> QuerySet[Any]:
    """All things of `model` that `actor` may do `action` to: the list and the single check are one."""
    chapter = _chapter(model)
    rows = [g for g in chapter.grants if g.action == action]
    if not rows:
        raise Unregistered(f"{model.__name__}: no grant names {action!r}")
    if actor.rests and action not in STILL_OWN:
        return model._default_manager.none()
    allowed: Q | None = None
    for grant in rows:
        for relation in sorted(grant.relations):
            condition = chapter.relations[relation](actor)
            if condition is None:
                continue
            part = Q(pk__in=_matching(chapter, actor, condition))
            if grant.states != ANY:
                part &= Q(**{f"{chapter.state_field}__in": sorted(grant.states)})
            allowed = part if allowed is None else allowed | part
    if allowed is None:
        return model._default_manager.none()
    things = model._default_manager.filter(allowed)
    for relation in sorted(DENYING & set(chapter.relations)):
        condition = chapter.relations[relation](actor)
        if condition is not None:
            things = things.exclude(pk__in=_matching(chapter, actor, condition))
    return things


def relations_of(actor: Actor, thing: Model) -> frozenset[Relation]:
    """Every relation in which `actor` stands to `thing`."""
    chapter = _chapter(type(thing))
    found = set()
    for relation, query in chapter.relations.items():
        condition = query(actor)
        if condition is not None and chapter.model._default_manager.filter(condition, pk=thing.pk).exists():
            found.add(relation)
    return frozenset(found)


def _id(model: type[Model], id: Any) -> Any:
    try:
        return model._meta.pk.to_python(id)
    except (TypeError, ValueError, ValidationError):  # no id of ours looks like that
        raise NotFound from None


@prepared
def _things(actor: Actor, id: Any, *, action: Action, model: type[Model]) -> QuerySet[Any]:
    return visible(actor, action, model).filter(pk=id)


@prepared
def _ids(actor: Actor, id: Any, *, action: Action, model: type[Model]) -> QuerySet[Any]:
    return visible(actor, action, model).filter(pk=id).values_list("pk")


@prepared
def all_visible(actor: Actor, *, action: Action, model: type[Model]) -> QuerySet[Any]:
    """Everything that `visible` finds, as a list: for what is asked on every visit."""
    return visible(actor, action, model)


@prepared
def _first_id(actor: Actor, *, action: Action, model: type[Model]) -> QuerySet[Any]:
    return visible(actor, action, model).values_list("pk")[:1]


def any_visible(actor: Actor, action: Action, model: type[Model]) -> bool:
    """Whether there is anything of `model` that `actor` may do `action` to."""
    return bool(_first_id(actor, action=action, model=model))


def may(actor: Actor, action: Action, thing: Model) -> bool:
    """Whether `actor` may do `action` to `thing` as it stands in the database now."""
    return bool(_ids(actor, thing.pk, action=action, model=type(thing)))


def require(actor: Actor, action: Action, thing: Model) -> None:
    """Go on only if `actor` may do `action` to `thing`; raises NotFound otherwise."""
    if not may(actor, action, thing):
        raise NotFound


def find(actor: Actor, action: Action, model: type[Model], id: Any) -> Any:
    """The thing with this id, asked for as someone for something; raises NotFound otherwise."""
    things = _things(actor, _id(model, id), action=action, model=model)
    if not things:
        raise NotFound
    return things[0]


@prepared
def _locked(id: Any, *, model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.select_for_update().filter(pk=id)


def find_locked(actor: Actor, action: Action, model: type[Model], id: Any) -> Any:
    """As `find`, with the row locked until the deed's transaction ends, and checked after the lock."""
    things = _locked(_id(model, id), model=model)
    if not things:
        raise NotFound
    require(actor, action, things[0])
    return things[0]
