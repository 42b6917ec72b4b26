"""S8: the power fails under load. What was acknowledged is there, and the file is whole."""

import os
import random
import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import apsw
import pytest
from django.conf import settings
from django.db import connection

from config import environment
from tests.faults.frail_disk import FrailDisk

CUTS = int(os.environ.get("MURUNA_TEST_POWER_CUTS", "200"))
pytestmark = [pytest.mark.faults, pytest.mark.any_database]


def pragmas() -> list[str]:
    """The words with which Muruna opens its database file."""
    told = environment.database("NO_SUCH_SETTING", Path("x"))["OPTIONS"]
    return str(told["init_command"]).split(";")  # type: ignore[index]


@dataclass
class Life:
    """What a writer was told is safe, and how the file stood after the cut."""

    acknowledged: dict[int, bytes] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    under_way: set[int] = field(default_factory=set)
    lost: int = 0
    returned: int = 0
    half: int = 0
    is_whole: bool = True
    was_cut: bool = False


def live_until_cut(folder: Path, seed: int, settings: list[str], *, only_synced: bool) -> Life:
    """Write, erase, and cut the log until the power fails; then look at what is left."""
    chance, life = random.Random(seed), Life()
    before, after = folder / f"{seed}-before", folder / f"{seed}-after"
    before.mkdir()
    after.mkdir()
    disk = FrailDisk(f"frail-{seed}-{uuid.uuid4()}", chance)
    file = apsw.Connection(str(before / "db.sqlite3"), vfs=disk.name)
    for pragma in settings:
        file.execute(pragma)
    # A small log comes to its turns often: that is where a cut is most dangerous.
    file.execute(f"PRAGMA wal_autocheckpoint={chance.choice([4, 20, 1000])}")
    file.execute("BEGIN IMMEDIATE; CREATE TABLE message (seq INTEGER PRIMARY KEY, body BLOB, day TEXT)")
    file.execute("CREATE INDEX message_day ON message (day); COMMIT")
    disk.cut_at = disk.steps + chance.randrange(1, 220)
    try:
        for seq in range(1, 2000):
            _one_deed(file, chance, life, seq)
    except (apsw.IOError, apsw.FullError, apsw.CorruptError, apsw.SQLError):
        life.was_cut = True
    disk.after_cut(after, only_synced=only_synced)
    disk.cut_at = None
    file.close()
    disk.unregister()
    _look(after / "db.sqlite3", settings, life)
    shutil.rmtree(before)
    shutil.rmtree(after)
    return life


def _one_deed(file: apsw.Connection, chance: random.Random, life: Life, seq: int) -> None:
    body = chance.randbytes(chance.choice([256, 1024, 4096, 16384]))
    life.under_way = {seq}
    file.execute("BEGIN IMMEDIATE")
    file.execute("INSERT INTO message VALUES (?, ?, ?)", (seq, body, str(seq % 7)))
    gone = chance.choice(list(life.acknowledged)) if life.acknowledged and chance.random() < 0.2 else None
    if gone is not None:
        life.under_way.add(gone)
        file.execute("DELETE FROM message WHERE seq = ?", (gone,))
    file.execute("COMMIT")
    life.acknowledged[seq] = body
    if gone is not None:
        del life.acknowledged[gone]
        life.erased.add(gone)
    life.under_way = set()
    if chance.random() < 0.05:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _look(path: Path, settings: list[str], life: Life) -> None:
    file = apsw.Connection(str(path))
    try:
        for pragma in settings:
            file.execute(pragma)
        life.is_whole = file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = dict(file.execute("SELECT seq, body FROM message").fetchall())
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        life.is_whole, found = False, {}
    finally:
        file.close()
    certain = {seq: body for seq, body in life.acknowledged.items() if seq not in life.under_way}
    life.lost = sum(found.get(seq) != body for seq, body in certain.items())
    life.returned = len(life.erased & found.keys())
    # The deed under way happened whole or not at all.
    new = {seq for seq in life.under_way if seq not in life.acknowledged}
    old = life.under_way - new
    if new and old:
        life.half = int((new <= found.keys()) != (not old <= found.keys()))


@pytest.mark.parametrize("only_synced", [True, False], ids=["only what was synced", "any part of the rest"])
def test_power_cuts_lose_and_spoil_nothing(tmp_path: Path, only_synced: bool) -> None:
    lives = [live_until_cut(tmp_path, seed, pragmas(), only_synced=only_synced) for seed in range(CUTS)]

    assert sum(life.was_cut for life in lives) == CUTS
    assert sum(len(life.acknowledged) for life in lives) > CUTS * 5
    assert sum(life.lost for life in lives) == 0
    assert sum(life.returned for life in lives) == 0
    assert sum(life.half for life in lives) == 0
    assert all(life.is_whole for life in lives)


# Planted faults.
def test_without_full_syncing_the_cuts_find_lost_commits(tmp_path: Path) -> None:
    lazy = [one.replace("synchronous=FULL", "synchronous=NORMAL") for one in pragmas()]
    assert lazy != pragmas()

    lives = [live_until_cut(tmp_path, seed, lazy, only_synced=True) for seed in range(20)]

    assert sum(life.lost for life in lives) > 0


def test_without_any_syncing_the_cuts_find_spoiled_files(tmp_path: Path) -> None:
    never = [one.replace("synchronous=FULL", "synchronous=OFF") for one in pragmas()]

    lives = [live_until_cut(tmp_path, seed, never, only_synced=False) for seed in range(40)]

    assert not all(life.is_whole for life in lives)


@pytest.mark.django_db
def test_the_database_in_use_syncs_every_commit() -> None:
    if connection.vendor != "sqlite":
        assert "OPTIONS" not in settings.DATABASES["default"]  # PostgreSQL syncs unless it is told not to
        return
    with connection.cursor() as cursor:
        names = ("synchronous", "journal_mode", "mmap_size")
        told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert told[0] == 2  # FULL
    assert told[1:] in (["wal", 0], ["memory", 0])
