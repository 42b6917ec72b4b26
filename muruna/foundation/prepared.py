"""Queries of fixed shape: Django compiles each one once, and every later call only fills in its values.

Building and compiling a nested query costs Django far more than the database needs to answer it.
"""

import datetime as dt
import re
from collections.abc import Callable, Hashable, Sequence
from contextlib import nullcontext
from copy import copy
from functools import update_wrapper
from typing import Any, NoReturn, Self
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression, QuerySet
from django.db.transaction import TransactionManagementError

from muruna.foundation.tenancy import in_space, open_space

MOST_PLANS = 400
FIELDS: dict[type, Any] = {
    UUID: models.UUIDField(),
    bytes: models.BinaryField(),
    dt.date: models.DateField(),
    dt.datetime: models.DateTimeField(),
}
# A word of our own vocabularies. A day, an hour or an id in its place would be somebody's, or of today alone.
OUR_WORD = re.compile(r"[a-z_]*")


class NotFixed(Exception):
    """The query holds more than slots and our own words: it may be another one the next time."""


class Slot(Expression):
    """Where a value will stand. A query may compare with it; whoever asks more of it has no fixed query."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    @property
    def pk(self) -> Self:
        return self

    def as_sql(self, *_compiler: Any, **_more: Any) -> tuple[str, list["Slot"]]:
        return "%s", [self]

    def among(self, values: Sequence[Any]) -> Any:
        """The value that stands here."""
        return values[self._number]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Slot):
            return self._number == other._number
        if other == "":  # Django asks this of every value
            return False
        raise NotFixed

    def __hash__(self) -> int:
        return hash(self._number)

    def __getattr__(self, name: str) -> NoReturn:
        # Django itself looks for names like these; all others would be the value's.
        raise AttributeError(name) if name.startswith(("_", "as_")) else NotFixed


class Shaped:
    """What holds several values, like an actor."""

    def shape(self) -> Hashable:
        """All that a query may depend on besides the values."""
        raise NotImplementedError

    def values(self) -> Sequence[Any]:
        """The values; None for one that is not there."""
        raise NotImplementedError

    def filled(self, values: Sequence[Any]) -> Self:
        """The same with these as its values, and with nothing else."""
        raise NotImplementedError


class Plan:
    """Compiled SQL, with slots among its parameters."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._params = self._compiler.as_sql()
        if rows._prefetch_related_lookups or not all(map(_is_fixed, self._params)):
            raise NotFixed
        columns = [column for column, _sql, _alias in self._compiler.select[: self._compiler.col_count]]
        converters = self._compiler.get_converters(columns)
        self._compiler.get_converters = lambda _columns: converters

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """What Django makes of the answer to this SQL, with `values` in its slots."""
        connection = connections[DEFAULT_DB_ALIAS]  # the running thread's own
        if self._rows.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("a lock needs a transaction")
        ready = [_adapted(one, connection) for one in values]
        params = tuple(one.among(ready) if type(one) is Slot else one for one in self._params)
        compiler, query = copy(self._compiler), copy(self._rows.query)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_more: (self._sql, params)
        query.get_compiler = lambda *_args, **_more: compiler
        rows: QuerySet[Any] = QuerySet(self._rows.model, query, DEFAULT_DB_ALIAS)
        rows._iterable_class, rows._fields = self._rows._iterable_class, self._rows._fields
        return list(rows)


class prepared:
    """Of a function that builds a query: one that gives its rows, compiling each shape of it once.

    Positional arguments are values: ids, rows, days, tuples of such, actors, or None. They may only be
    compared with and tested for None, never looked into. Keyword arguments belong to the shape, and must be
    of a closed vocabulary. A query that does look into them, or holds a day or an hour besides, is left to
    Django each time. The active space is a value like any other: rows of another one are out of reach.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._plans: dict[Hashable, Plan | None] = {}
        update_wrapper(self, build)

    def __call__(self, *given: Any, **shape: Any) -> list[Any]:
        is_scoped, space = open_space()
        key = (is_scoped, *map(_shape, given), *shape.items())
        try:
            plan = self._plans[key]
        except KeyError:
            if len(self._plans) >= MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._compile(given, shape, space)
        if plan is None:
            return list(self._build(*given, **shape))
        values = [space]
        for one in given:
            values.extend(_values(one))
        return plan.rows(values)

    def _compile(self, given: Sequence[Any], shape: dict[str, Any], space: Any) -> Plan | None:
        stand_ins, number = [], 1
        for one in given:
            values = [None if value is None else Slot(number + n) for n, value in enumerate(_values(one))]
            number += len(values)
            stand_ins.append(_filled(one, values))
        try:
            scope = nullcontext() if space is None else in_space(Slot(0))
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse), scope:
                return Plan(self._build(*stand_ins, **shape))
        except (NotFixed, EmptyResultSet):
            return None


def _refuse(*_args: Any) -> NoReturn:
    raise NotFixed


def _is_fixed(param: Any) -> bool:
    if isinstance(param, str):
        return OUR_WORD.fullmatch(param) is not None
    return param is None or isinstance(param, Slot | int)


def _shape(given: Any) -> Hashable:
    if isinstance(given, Shaped):
        return given.shape()
    return tuple(one is None for one in given) if isinstance(given, tuple) else given is None


def _values(given: Any) -> Sequence[Any]:
    if isinstance(given, Shaped):
        return given.values()
    return given if isinstance(given, tuple) else (given,)


def _filled(given: Any, values: list[Any]) -> Any:
    if isinstance(given, Shaped):
        return given.filled(values)
    return values if isinstance(given, tuple) else values[0]


def _adapted(value: Any, connection: Any) -> Any:
    if isinstance(value, models.Model):
        value = value.pk
    field = FIELDS.get(type(value))
    return field.get_db_prep_value(value, connection) if field else value
