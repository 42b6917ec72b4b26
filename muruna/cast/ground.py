"""What is in the database before a demo world is made, and clearing it away: only ever another demo's."""

from enum import StrEnum

from django.core.management.color import no_style
from django.core.management.sql import sql_flush
from django.db import connection, transaction

from muruna.accounts.models import Person
from muruna.spaces.models import Space


class Ground(StrEnum):
    """What the database holds."""

    EMPTY = "empty"
    DEMO = "demo"
    REAL = "real"


class NotADemo(Exception):
    """The database holds what is not a demo: nothing was touched."""


def ground() -> Ground:
    """What the database holds; accounts without any space are somebody's beginning, not a demo."""
    spaces = list(Space.objects.values_list("is_demo", flat=True))
    if spaces:
        return Ground.DEMO if all(spaces) else Ground.REAL
    return Ground.REAL if Person.objects.exists() else Ground.EMPTY


def clear_ground() -> None:
    """Delete every row of every table, unless something here is not a demo's. Raises NotADemo."""
    with transaction.atomic():
        if ground() is Ground.REAL:
            raise NotADemo
        connection.ops.execute_sql_flush(
            sql_flush(no_style(), connection, reset_sequences=True, allow_cascade=True)
        )
