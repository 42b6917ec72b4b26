"""What the ground looks at: address, keys, files, database, queue, clock, disk."""

import datetime as dt
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from muruna.foundation import outbox, work
from muruna.foundation.clock import now
from muruna.foundation.doctor import Finding, care, check, unsafe
from muruna.foundation.models import HostMark, OutboxEvent, PeriodicJob
from muruna.foundation.serve.ready import waiting_migrations
from muruna.foundation.vault import host_fingerprint
from muruna.foundation.vault.host import FILE_NAME, unsafe_permissions

NEWEST_FAULTY_SQLITE = (3, 51, 2)  # WAL can be corrupted up to here
LEAST_FREE = 2**30  # bytes
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@check
def address() -> Iterator[Finding]:
    """What people type, and where quick exit lands."""
    parts = urlsplit(settings.ORIGIN)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        yield unsafe("http", f"{settings.ORIGIN} is not encrypted: set MURUNA_ORIGIN to an https:// address.")
    elif parts.scheme != "https":
        yield care("only_here", f"{settings.ORIGIN} is this machine alone: nobody else can come in.")
    leaving = urlsplit(settings.EXIT_URL)
    if leaving.scheme != "https":
        yield unsafe(
            "exit_http", "MURUNA_EXIT_ORIGIN is not https://: the network sees where people flee to."
        )
    if leaving.hostname == parts.hostname:
        yield unsafe(
            "exit_is_here", "MURUNA_EXIT_ORIGIN is this site itself: leaving quickly would not leave."
        )
    if parts.scheme == "https" and not settings.TRUSTED_PROXIES:
        yield care(
            "no_proxy",
            "MURUNA_TRUSTED_PROXIES is empty: all who come through the web server in front count as one, "
            "and wrong tries of one slow all. Set it to that server's address (127.0.0.1 when it is here).",
        )
    if settings.DEBUG:
        yield unsafe("debug", "MURUNA_DEBUG is on: error pages show what must not be shown.")


@check
def keys() -> Iterator[Finding]:
    """The folder of the host key: apart from the data, and for its owner alone."""
    folder, data = Path(settings.KEYS_DIR).resolve(), Path(settings.DATA_DIR).resolve()
    if folder == data or data in folder.parents:
        yield unsafe(
            "keys_with_data", f"The keys ({folder}) lie inside the data: one copy takes both. Move them."
        )
    if not (folder / FILE_NAME).exists():
        yield unsafe("no_key", f"There is no {FILE_NAME} in {folder}.")
    texts = {
        "folder_open": f"Others on this machine can look into {folder}: chmod 700.",
        "file_open": f"Others on this machine can read {folder / FILE_NAME}: chmod 600.",
    }
    for code in unsafe_permissions(folder):
        yield unsafe(f"keys_{code}", texts[code])


@check
def files() -> Iterator[Finding]:
    """The database's files, which only their owner may read."""
    if connection.vendor != "sqlite":
        return
    name = Path(str(connection.settings_dict["NAME"]))
    for path in (name.parent, name, Path(f"{name}-wal"), Path(f"{name}-shm")):
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        # Whoever may not enter the folder cannot reach the files in it.
        if path == name.parent:
            if mode & 0o077 == 0:
                return
        elif mode & 0o077:
            yield unsafe(
                "database_open", f"Others on this machine can read {path}: chmod 600, and 700 its folder."
            )


@check
def database() -> Iterator[Finding]:
    """The kind of database, and how carefully it writes."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        version = connection.Database.sqlite_version_info
        if tuple(version) <= NEWEST_FAULTY_SQLITE:
            yield unsafe(
                "sqlite_old", f"SQLite {'.'.join(map(str, version))} can corrupt its log: 3.51.3 is needed."
            )
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            if cursor.fetchone()[0] < 2:
                yield unsafe(
                    "synchronous", "The database does not wait for the disk: a power cut loses words."
                )
        return
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] == "off":
                yield unsafe("synchronous", f"PostgreSQL runs with {name} off: a power cut loses words.")


@check
def tables() -> Iterator[Finding]:
    """Tables of this program, sealed with the key that is here."""
    if waiting := waiting_migrations():
        yield unsafe("migrations", f"{waiting} changes of the tables wait: run `muruna migrate`.")
    if HostMark._meta.db_table not in connection.introspection.table_names():
        return
    mark = HostMark.objects.filter(pk=1).first()
    if mark is None:
        yield care("no_mark", "This database has not been served yet; its host key is not recorded.")
    elif mark.fingerprint != host_fingerprint():
        yield unsafe(
            "another_key",
            f"The database belongs to host key {mark.fingerprint}, but {host_fingerprint()} is here: "
            "put the right one back before anything else.",
        )


@check
def queue() -> Iterator[Finding]:
    """Work that failed for good, and jobs that fail at every turn."""
    if dead := outbox.dead_letters().count():
        topics = sorted(set(outbox.dead_letters().values_list("topic", flat=True)))
        yield unsafe("dead_letters", f"{dead} events failed at every try: {', '.join(topics)}.")
    for job in work.failing_jobs():
        yield unsafe("failing_job", f"{job.name} failed at its last turn ({job.problem}).")
    late = PeriodicJob.objects.filter(next_at__lt=now() - dt.timedelta(hours=2))
    waiting = OutboxEvent.objects.filter(done_at=None, dead_at=None, attempts=0)
    if late.exists() and waiting.exists():
        yield unsafe("nobody_works", "Nobody has worked the queue for two hours: does the worker run?")


@check
def clock() -> Iterator[Finding]:
    """A clock that stands wrong ends sessions, codes and duties at the wrong time."""
    newest = Path(__file__).stat().st_mtime
    if now().timestamp() < newest - 86400:
        yield unsafe("clock", f"The clock says {now():%Y-%m-%d}, before this program was made: set it.")
    last = PeriodicJob.objects.order_by("-next_at").values_list("next_at", flat=True).first()
    if last is not None and last > now() + dt.timedelta(days=400):
        yield unsafe("clock", "The clock has jumped back: work is planned more than a year ahead.")


@check
def disk() -> Iterator[Finding]:
    """Room for what people write."""
    where = next(
        path for path in (Path(settings.DATA_DIR), *Path(settings.DATA_DIR).parents) if path.exists()
    )
    free = shutil.disk_usage(where).free
    if free < LEAST_FREE:
        yield unsafe("disk", f"Only {free // 2**20} MiB are free where the data lie; 1024 are little enough.")
