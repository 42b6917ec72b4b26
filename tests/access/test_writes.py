"""What a watch sees: also what the database writes by itself, and statements of a shape unknown to it."""

from collections.abc import Iterator

import pytest
from django.db import connection

from muruna.accounts.models import Person
from muruna.spaces.models import Space
from tests.access.world import World
from tests.access.writes import alone, reached_by, tables, watched

pytestmark = pytest.mark.django_db
FOLLOWS = {
    "sqlite": ["CREATE TRIGGER planted AFTER UPDATE ON accounts_person "
               "BEGIN UPDATE spaces_space SET name = 'planted'; END"],
    "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE",
                   "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS "
                   "$$ BEGIN UPDATE spaces_space SET name = 'planted'; RETURN NULL; END $$",
                   "CREATE TRIGGER planted AFTER UPDATE ON accounts_person "
                   "FOR EACH STATEMENT EXECUTE FUNCTION planted()"],
}  # fmt: skip


@pytest.fixture
def planted(world: World) -> Iterator[None]:
    """Whoever writes to people writes to spaces."""
    with connection.cursor() as cursor:
        for sql in FOLLOWS[connection.vendor]:
            cursor.execute(sql)
    alone.cache_clear()
    yield
    alone.cache_clear()


def test_what_a_trigger_writes_is_seen(planted: None) -> None:
    with watched() as changes:
        Person.objects.update(language="ar")
    assert changes.tables == {"accounts_person", "spaces_space"}


def test_only_what_changed_is_told(world: World) -> None:
    with watched() as changes:
        Space.objects.update(name="New")
        Person.objects.update(language="en")  # as it was
    assert changes.tables == {"spaces_space"}


def test_what_was_written_in_the_words_of_a_cursor_is_seen(world: World) -> None:
    before = "UPDATE spaces_space SET name = 'x'", "UPDATE\n\"spaces_space\" SET name = 'y'"
    for sql in (*before, "WITH one AS (SELECT 1) UPDATE spaces_space SET name = 'z'"):
        with watched() as changes, connection.cursor() as cursor:
            cursor.execute(sql)
        assert changes.tables == {"spaces_space"}, sql


def test_a_write_reaches_its_own_table_alone_unless_that_is_not_sure() -> None:
    assert reached_by('INSERT INTO "accounts_person" ("id") VALUES (1)') == ["accounts_person"]
    assert reached_by('DELETE FROM "accounts_person"') == ["accounts_person"]
    for sql in (
        'DELETE FROM "search_searchdocument" WHERE 1=1',  # its trigger takes the words too
        "UPDATE goals_scale SET level = 1",
        "WITH one AS (SELECT 1) DELETE FROM accounts_person",
        'UPDATE "public"."accounts_person" SET language = 1',
        "TRUNCATE accounts_person",
    ):
        assert reached_by(sql) == tables(), sql
    assert len(alone()) > 60
