"""The index of words, in each database's own way. No model stands for it: only muruna/search/index does."""

from django.db import migrations

SQLITE = (
    # Positions too: without them a contentless table cannot rank.
    "CREATE VIRTUAL TABLE search_words USING fts5(title, body, starts, content='', contentless_delete=1, "
    "tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_marks USING fts5vocab(search_words, 'row')",
    # Whatever deletes a document, its marks go in the same transaction.
    "CREATE TRIGGER search_words_follow AFTER DELETE ON search_searchdocument BEGIN "
    "DELETE FROM search_words WHERE rowid = old.id; END",
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS search_words_follow",
    "DROP TABLE IF EXISTS search_marks",
    "DROP TABLE IF EXISTS search_words",
)
POSTGRES = (
    "CREATE TABLE search_words (document_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words_marks ON search_words USING gin (words)",
    "CREATE FUNCTION search_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'TRUNCATE' THEN TRUNCATE search_words; "
    "ELSE DELETE FROM search_words WHERE document_id = OLD.id; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER search_words_follow AFTER DELETE ON search_searchdocument "
    "FOR EACH ROW EXECUTE FUNCTION search_words_follow()",
    "CREATE TRIGGER search_words_empty AFTER TRUNCATE ON search_searchdocument "
    "FOR EACH STATEMENT EXECUTE FUNCTION search_words_follow()",
)
POSTGRES_BACK = (
    "DROP TRIGGER IF EXISTS search_words_empty ON search_searchdocument",
    "DROP TRIGGER IF EXISTS search_words_follow ON search_searchdocument",
    "DROP FUNCTION IF EXISTS search_words_follow()",
    "DROP TABLE IF EXISTS search_words",
)


def make(apps, schema_editor):
    for sql in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(sql)


def drop(apps, schema_editor):
    for sql in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first")]
    operations = [migrations.RunPython(make, drop)]
