"""Levels that are fixed stay as they are: the database itself refuses to move them, whoever asks."""

from django.db import migrations

MOVED = (
    "OLD.fixed_on IS NOT NULL AND (NEW.body {0} OLD.body OR NEW.fixed_on {0} OLD.fixed_on "
    "OR NEW.goal_id {0} OLD.goal_id OR NEW.space_id {0} OLD.space_id)"
)
SQLITE = (
    "CREATE TRIGGER goals_levels_stay BEFORE UPDATE ON goals_scale "
    f"WHEN {MOVED.format('IS NOT')} BEGIN SELECT RAISE(ABORT, 'levels are fixed'); END",
)
SQLITE_BACK = ("DROP TRIGGER IF EXISTS goals_levels_stay",)
POSTGRES = (
    "CREATE FUNCTION goals_levels_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF {MOVED.format('IS DISTINCT FROM')} THEN "
    "RAISE EXCEPTION 'levels are fixed' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    "RETURN NEW; END $$",
    "CREATE TRIGGER goals_levels_stay BEFORE UPDATE ON goals_scale "
    "FOR EACH ROW EXECUTE FUNCTION goals_levels_stay()",
)
POSTGRES_BACK = (
    "DROP TRIGGER IF EXISTS goals_levels_stay ON goals_scale",
    "DROP FUNCTION IF EXISTS goals_levels_stay()",
)


def make(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(sql)


def drop(apps, schema_editor):
    for sql in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_first")]
    operations = [migrations.RunPython(make, drop)]
