"""What a request changed: each table that a statement writes to, before its first write and after all.

A table that no statement names, and that nothing in the database writes to by itself, cannot have changed.
Where that is not sure (triggers, cascades, indexes of words, unknown statements) every table is read.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "WITH")
_NAMED = re.compile(
    r'\s*(?:(?:INSERT|REPLACE)(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)"?(?=[\s(]|$)', re.IGNORECASE
)
# Tables of which a write may reach others: with triggers, with indexes of words, with links that cascade.
_RIPPLES = {
    "sqlite": """
        SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'
        UNION SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'
        UNION SELECT link."table" FROM sqlite_master AS one, pragma_foreign_key_list(one.name) AS link
        WHERE one.type = 'table' AND (link.on_delete NOT IN ('NO ACTION', 'RESTRICT')
                                      OR link.on_update NOT IN ('NO ACTION', 'RESTRICT'))
    """,
    "postgresql": """
        SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid WHERE NOT tgisinternal
        UNION SELECT relname FROM pg_class JOIN pg_rewrite ON ev_class = pg_class.oid
        UNION SELECT relname FROM pg_class JOIN pg_constraint ON confrelid = pg_class.oid
        WHERE contype = 'f' AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))
    """,
}
# That somebody is here pushes the end of their session on, at most once a minute: this is no effect.
IDLE = {("accounts_session", "used_at"), ("accounts_session", "ends_at")}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def tables() -> list[str]:
    """Every table of the database."""
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


@cache
def alone() -> frozenset[str]:
    """The tables of which a write changes nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(_RIPPLES[connection.vendor])
        return frozenset(tables()) - {name for (name,) in cursor.fetchall()}


def reached_by(sql: str) -> list[str]:
    """The tables that a statement which writes may change."""
    found = _NAMED.match(sql)
    return [found[1]] if found and found[1] in alone() else tables()


def digest(table: str) -> bytes:
    """One digest of all that stands in a table."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables' names
        kept = [n for n, column in enumerate(cursor.description) if (table, column[0]) not in IDLE]
        rows = sorted(repr([_plain(row[n]) for n in kept]) for row in cursor)
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).digest()


def in_clear(tables: Iterable[str], words: str) -> set[str]:
    """Columns of these tables ("table.column") in which these words can be read."""
    found, needle = set(), words.encode()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables' names
            names = [column[0] for column in cursor.description]
            for row in cursor:
                for name, value in zip(names, row, strict=True):
                    plain = _plain(value)
                    raw = plain if isinstance(plain, bytes) else str(plain).encode("utf-8", "surrogatepass")
                    if needle in raw:
                        found.add(f"{table}.{name}")
    return found


class Changes:
    """Which tables are other than they were; asked inside `watched` or after it."""

    def __init__(self) -> None:
        self._before: dict[str, bytes] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            for table in reached_by(sql):  # what reads them here writes nothing
                if table not in self._before:
                    self._before[table] = digest(table)
        return execute(sql, params, many, context)

    @property
    def tables(self) -> set[str]:
        """The tables that are not as they were when the watch began."""
        return {table for table, was in self._before.items() if digest(table) != was}


@contextmanager
def watched() -> Iterator[Changes]:
    """`with watched() as changes:` ... `changes.tables`."""
    changes = Changes()
    with connection.execute_wrapper(changes):
        yield changes
