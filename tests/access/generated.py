"""A generated world: rows of every registered model, in every state, hung on every persona in turn.

It knows no package: fields are filled by their type, so that a new chapter is tried the day it is written.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from muruna.access import CHAPTERS
from muruna.access.constitution import Chapter
from muruna.access.matrix import states_of
from muruna.accounts.models import Person
from muruna.foundation.clock import now, today
from muruna.foundation.tenancy import across_spaces
from muruna.spaces.models import Membership, Space
from tests.access.world import CANARY, World

MADE_BY_PEOPLE = {Person, Space}  # `make_world` makes these, with real keys
ROUNDS = 6  # rows of each state and space, of models that hang on nobody
CLOSED = {"part", "kind", "role"}  # decide relations as a state does: each of their values must occur


def fill(world: World) -> dict[type[models.Model], int]:
    """Make the rows; returns how many there are of each registered model."""
    made: dict[type[models.Model], int] = {}
    with across_spaces("the tests make rows in all spaces"):
        for model in _in_dependency_order():
            if model not in MADE_BY_PEOPLE:
                for letter, space in world.spaces.items():
                    _rows(model, CHAPTERS.get(model), world, letter, space)
            made[model] = model._default_manager.count()
    return made


def _in_dependency_order() -> Iterator[type[models.Model]]:
    """Our packages' models in the order of the packages, each after those it points to."""
    waiting = [
        m for app in apps.get_app_configs() if app.name.startswith("muruna.") for m in app.get_models()
    ]
    waiting = [m for m in waiting if m._meta.app_label not in {"foundation"}]
    done: set[type[models.Model]] = set()
    while waiting:
        for model in waiting:
            targets = {f.related_model for f in _links(model)} - {model}
            if targets <= done:
                break
        else:
            raise AssertionError(f"models point at each other in a ring: {waiting}")
        waiting.remove(model)
        done.add(model)
        yield model


def _links(model: type[models.Model]) -> list[Any]:
    return [f for f in model._meta.concrete_fields if f.is_relation]


def _rows(
    model: type[models.Model], chapter: Chapter | None, world: World, letter: str, space: Space
) -> None:
    state_field = chapter.state_field if chapter else None
    lists = {
        f.name: _closed_list(model, f)
        for f in model._meta.concrete_fields
        if f.name in CLOSED - {state_field}
    }
    hangs_on_people = any(f.related_model in {Membership, Person} for f in _links(model))
    people = len(_people(world, letter)) if hangs_on_people else ROUNDS
    for turn, state in enumerate(states_of(chapter) if chapter else ["*"]):
        for number in range(people * max([ROUNDS // 2, *map(len, lists.values())])):
            values = {
                field.name: _value(model, field, (number, turn), world, letter, space)
                for field in model._meta.concrete_fields
                if not field.primary_key or field.is_relation
            }
            values |= {name: some[number // people % len(some)] for name, some in lists.items() if some}
            if state_field:
                values[state_field] = state
            if isinstance(model._meta.pk, models.UUIDField):
                # The same world at every run, also where rows are taken in the order of their ids.
                values["id"] = uuid.uuid5(
                    uuid.NAMESPACE_OID, f"{model._meta.label} {letter} {state} {number}"
                )
            try:
                with transaction.atomic():
                    model._default_manager.create(**values)
            except IntegrityError:
                continue  # a constraint forbids this one: the others stand


def _closed_list(model: type[models.Model], field: Any) -> list[str]:
    """A field's choices, or the model's own upper-case texts: so the packages write closed lists."""
    if field.choices:
        return [value for value, _ in field.choices]
    return sorted({v for k, v in vars(model).items() if k.isupper() and isinstance(v, str)})


def _people(world: World, letter: str) -> list[Membership]:
    """The personas of a space that are active: nothing hangs on the others in life either."""
    all_of_them = [s.memberships[letter] for s in world.people.values() if letter in s.memberships]
    return [one for one in all_of_them if one.state == Membership.ACTIVE]


def _value(model: Any, field: Any, place: tuple[int, int], world: World, letter: str, space: Space) -> Any:
    number, turn = place
    if field.is_relation:
        return _target(model, field, (number, turn), letter, space, world)
    if field.choices:
        return field.choices[number % len(field.choices)][0]
    if isinstance(field, models.BinaryField):
        return uuid.uuid4().bytes * 2
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    if isinstance(field, models.DateTimeField):
        return now() + dt.timedelta(hours=1)
    if isinstance(field, models.DateField):
        return today() + dt.timedelta(days=30)
    if isinstance(field, models.TimeField):
        return dt.time(12)
    if isinstance(field, models.BooleanField):
        return number % 4 != 3
    if isinstance(field, models.IntegerField):
        return number % 3 + 1 if field.has_default() else number + 1
    if isinstance(field, models.JSONField) or "JSON" in type(field).__name__:
        return []
    return (f"{CANARY} {number}" if letter == "A" else f"Other {number}")[: field.max_length or 40]


def _target(model: Any, field: Any, place: tuple[int, int], letter: str, space: Space, world: World) -> Any:
    """Another row of the same space for each round; people and personas of the space in turn."""
    target, (number, turn) = field.related_model, place
    if target is Space:
        return space
    step = len([f for f in _links(model) if f.related_model is target and f.name < field.name])
    rows: Any
    if target is Membership:
        rows = _people(world, letter)
    elif target is Person:
        rows = [one.person for one in _people(world, letter)]
    else:
        spaced = any(f.name == "space" for f in target._meta.concrete_fields)
        rows = list(target._default_manager.filter(**({"space": space} if spaced else {})).order_by("pk"))
        number += turn * 5  # the same people meet other things in another state
    # Two links of a row to the same model differ; every other row starts the round one further on.
    return rows[(number + step + number // max(len(rows), 1)) % len(rows)] if rows else None
