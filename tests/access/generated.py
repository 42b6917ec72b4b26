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
ROUNDS = 6  # rows of each model, state and space


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
    waiting = [m for app in apps.get_app_configs() if app.name.startswith("muruna.") for m in app.get_models()]
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


def _rows(model: type[models.Model], chapter: Chapter | None, world: World, letter: str, space: Space) -> None:
    for state in states_of(chapter) if chapter else ["*"]:
        for number in range(ROUNDS):
            values = {
                field.name: _value(model, field, number, world, letter, space)
                for field in model._meta.concrete_fields
                if not field.primary_key or field.is_relation
            }
            if chapter and chapter.state_field:
                values[chapter.state_field] = state
            for field in model._meta.concrete_fields:
                # "What part somebody has" decides relations as a state does: each of its values must occur.
                if field.name in {"part", "kind", "role"} and field.name != (chapter and chapter.state_field):
                    values[field.name] = _constants(model, field, number)
            try:
                with transaction.atomic():
                    model._default_manager.create(**values)
            except IntegrityError:
                continue  # a constraint forbids this one: the others stand


def _constants(model: type[models.Model], field: Any, number: int) -> str:
    """One of the model's own upper-case texts, which is how the packages write closed lists."""
    if field.choices:
        values = [value for value, _ in field.choices]
    else:
        values = sorted({v for k, v in vars(model).items() if k.isupper() and isinstance(v, str)})
    return str(values[number % len(values)]) if values else "x"


def _value(model: Any, field: Any, number: int, world: World, letter: str, space: Space) -> Any:
    if field.is_relation:
        return _target(model, field, number, letter, space, world)
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


def _target(model: Any, field: Any, number: int, letter: str, space: Space, world: World) -> Any:
    """Another row of the same space for each round; people and personas of the space in turn."""
    target = field.related_model
    if target is Space:
        return space
    step = len([f for f in _links(model) if f.name < field.name])  # two links of a row must differ
    if target is Membership:
        rows: Any = [s.memberships[letter] for s in world.people.values() if letter in s.memberships]
        rows = [one for one in rows if one.state == Membership.ACTIVE] or rows
    elif target is Person:
        rows = [someone.person for someone in world.people.values() if someone.person]
        if letter == "B":
            rows = rows[::-1]
    else:
        spaced = any(f.name == "space" for f in target._meta.concrete_fields)
        rows = target._default_manager.filter(**({"space": space} if spaced else {})).order_by("pk")
        rows = list(rows) if model._meta.label != target._meta.label else []
    if not rows:
        return None
    # Rounds wander: seven is coprime to most lengths, so that many different pairs come up.
    return rows[(number * 7 + step * 3 + len(model.__name__)) % len(rows)]
