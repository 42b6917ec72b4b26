"""A generated world: rows of every registered model, in every state, hung on every persona in turn.

It knows no package: fields are filled by their type, so that a new chapter is tried the day it is written.
"""

import datetime as dt
import uuid
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass
class Filled:
    """A space that is being filled: the world it is of, and the rows that others may point to."""

    world: World
    letter: str
    targets: dict[Any, list[Any]] = field(default_factory=dict)
    newest: Any = None  # the row that was made last

    @property
    def space(self) -> Space:
        return self.world.spaces[self.letter]

    @property
    def people(self) -> list[Membership]:
        """The personas that are active: nothing hangs on the others in life either."""
        everybody = self.world.people.values()
        there = [one.memberships[self.letter] for one in everybody if self.letter in one.memberships]
        return [one for one in there if one.state == Membership.ACTIVE]

    def rows_of(self, target: Any) -> list[Any]:
        """The rows of a model that is whole already, in this space if it has one."""
        if target not in self.targets:
            spaced = any(one.name == "space" for one in target._meta.concrete_fields)
            found = target._default_manager.filter(**({"space": self.space} if spaced else {}))
            self.targets[target] = list(found.order_by("pk"))
        elif type(self.newest) is target:  # a model that points to itself grows with every row
            insort(self.targets[target], self.newest, key=lambda row: row.pk)
        if type(self.newest) is target:
            self.newest = None
        return self.targets[target]


def fill(world: World) -> dict[type[models.Model], int]:
    """Make the rows; returns how many there are of each registered model."""
    made: dict[type[models.Model], int] = {}
    spaces = [Filled(world, letter) for letter in world.spaces]
    with across_spaces("the tests make rows in all spaces"):
        for model in _in_dependency_order():
            if model not in MADE_BY_PEOPLE:
                for filled in spaces:
                    _rows(model, CHAPTERS.get(model), filled)
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


def _rows(model: type[models.Model], chapter: Chapter | None, filled: Filled) -> None:
    state_field = chapter.state_field if chapter else None
    lists = {
        f.name: _closed_list(model, f)
        for f in model._meta.concrete_fields
        if f.name in CLOSED - {state_field}
    }
    hangs_on_people = any(f.related_model in {Membership, Person} for f in _links(model))
    people = len(filled.people) if hangs_on_people else ROUNDS
    for turn, state in enumerate(states_of(chapter) if chapter else ["*"]):
        for number in range(people * max([ROUNDS // 2, *map(len, lists.values())])):
            values = {
                field.name: _value(model, field, (number, turn), filled)
                for field in model._meta.concrete_fields
                if not field.primary_key or field.is_relation
            }
            values |= {name: some[number // people % len(some)] for name, some in lists.items() if some}
            if state_field:
                values[state_field] = state
            if isinstance(model._meta.pk, models.UUIDField):
                # The same world at every run, also where rows are taken in the order of their ids.
                values["id"] = uuid.uuid5(
                    uuid.NAMESPACE_OID, f"{model._meta.label} {filled.letter} {state} {number}"
                )
            try:
                with transaction.atomic():
                    filled.newest = model._default_manager.create(**values)
            except IntegrityError:
                continue  # a constraint forbids this one: the others stand
    filled.newest = None


def _closed_list(model: type[models.Model], field: Any) -> list[str]:
    """A field's choices, or the model's own upper-case texts: so the packages write closed lists."""
    if field.choices:
        return [value for value, _ in field.choices]
    return sorted({v for k, v in vars(model).items() if k.isupper() and isinstance(v, str)})


def _value(model: Any, field: Any, place: tuple[int, int], filled: Filled) -> Any:
    number, _turn = place
    if field.is_relation:
        return _target(model, field, place, filled)
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
    return (f"{CANARY} {number}" if filled.letter == "A" else f"Other {number}")[: field.max_length or 40]


def _target(model: Any, field: Any, place: tuple[int, int], filled: Filled) -> Any:
    """Another row of the same space for each round; people and personas of the space in turn."""
    target, (number, turn) = field.related_model, place
    if target is Space:
        return filled.space
    step = len([f for f in _links(model) if f.related_model is target and f.name < field.name])
    rows: Any
    if target is Membership:
        rows = filled.people
    elif target is Person:
        rows = [one.person for one in filled.people]
    else:
        rows = filled.rows_of(target)
        number += turn * 5  # the same people meet other things in another state
    # Two links of a row to the same model differ; every other row starts the round one further on.
    return rows[(number + step + number // max(len(rows), 1)) % len(rows)] if rows else None
