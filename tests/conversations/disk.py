"""What somebody finds who takes the database away."""

import base64
from pathlib import Path

from django.db import connection


def disk() -> bytes:
    """Every byte of the database: SQLite's files as they lie, or every row of every table of PostgreSQL."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        lying = b"".join(one.read_bytes() for one in sorted(path.parent.glob(path.name + "*")))
        # What a test has not committed is not in the files yet; it counts too.
        return lying + (_uncommitted() if connection.in_atomic_block else b"")
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - our own tables' names
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def _uncommitted() -> bytes:
    values: list[object] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables' names
            values += [value for row in cursor.fetchall() for value in row]
    return b"\n".join(bytes(one) if isinstance(one, bytes) else str(one).encode() for one in values)


def hidden_in(raw: bytes, canary: str) -> list[str]:
    """The encodings in which `canary` lies in `raw`."""
    plain = canary.encode()
    ways = {
        "utf-8": plain,
        "utf-16": canary.encode("utf-16-le"),
        "hex": plain.hex().encode(),
        "escaped": canary.encode("unicode_escape"),
        "base64": base64.b64encode(plain)[: len(plain) // 3 * 4],
    }
    return [name for name, bytes_ in ways.items() if bytes_ and bytes_ in raw]
