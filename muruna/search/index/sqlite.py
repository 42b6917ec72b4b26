"""Words in SQLite's FTS5, contentless: it can find, and can give nothing back."""

from math import log

from django.db import connection

from muruna.search.index.words import Asked, Entry, Scored, Where
from muruna.search.logic.fusion import share_of_words

# What the title, the body and a mere beginning count for.
WEIGHTS = (2.5, 1.0, 0.15)
BEGUN = 0.3  # what a beginning that fits is worth of a word that fits
_FULL = 2.0  # what one word of average frequency gives in a text of average length, times its rarity
_FEW = 5000
_STEP = 200  # pages merged at a time, so that nobody waits long for the lock


class Sqlite:
    """FTS5 with its own BM25."""

    def put(self, entries: list[Entry]) -> None:
        """Keep the marks of texts that have none yet."""
        rows = [
            (one.document, " ".join(one.title), " ".join(one.body), " ".join(one.starts)) for one in entries
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words(rowid, title, body, starts) VALUES (%s, %s, %s, %s)", rows
            )

    def drop(self, documents: list[int]) -> None:
        """Forget the marks of texts."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(one,) for one in documents])

    def holding(self, marks: list[str]) -> dict[str, int]:
        """How many texts hold each mark."""
        if not marks:
            return {}
        places = ", ".join(["%s"] * len(marks))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT term, doc FROM search_marks WHERE term IN ({places})", marks)  # noqa: S608
            return dict(cursor.fetchall())

    def best(self, asked: list[Asked], where: Where, most: int) -> list[Scored]:
        """Texts with any of the words, best first."""
        parts, full = question(asked, self.holding(marks_in(asked)), documents())
        if not parts:
            return []
        condition, values = where.condition()
        sql = (
            f"SELECT d.id, -bm25(search_words, {', '.join(map(str, WEIGHTS))}) AS score, "  # noqa: S608
            f"-bm25(search_words, 1.0, 0.0, 0.0) "
            f"FROM search_words JOIN search_searchdocument d ON d.id = search_words.rowid "
            f"WHERE search_words MATCH %s AND {condition} ORDER BY score DESC LIMIT {int(most)}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [" OR ".join(parts), *values])
            return [
                Scored(id, share_of_words(score, full * _FULL), share_of_words(title, full))
                for id, score, title in cursor.fetchall()
            ]

    def tidy(self) -> bool:
        """Merge some pages: what was deleted stands in them, as marks, until then."""
        with connection.cursor() as cursor:
            before = _changes(cursor)
            cursor.execute("INSERT INTO search_words(search_words, rank) VALUES ('merge', %s)", [-_STEP])
            return _changes(cursor) - before > 1

    def size(self) -> int:
        """Bytes on the disk."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(length(block)) FROM search_words_data")
            return int(cursor.fetchone()[0] or 0)


def _changes(cursor) -> int:  # type: ignore[no-untyped-def]
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def documents() -> int:
    """How many texts there are: exactly while they are few, nearly (by the last id) when they are many."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM search_searchdocument LIMIT {_FEW}) few")  # noqa: S608
        few = int(cursor.fetchone()[0])
        if few < _FEW:
            return few
        cursor.execute("SELECT max(id) FROM search_searchdocument")
        return int(cursor.fetchone()[0])


def bm25_rarity(total: int, holding: int) -> float:
    """The idf that FTS5 multiplies with: almost nothing for what half of the texts have, and never less."""
    return max(1e-6, log((total - holding + 0.5) / (holding + 0.5)))


def marks_in(asked: list[Asked]) -> list[str]:
    """Every mark of a question, whole words and beginnings."""
    return list(dict.fromkeys(mark for one in asked for mark in (*one.marks, one.start) if mark))


def question(asked: list[Asked], holding: dict[str, int], total: int) -> tuple[list[str], float]:
    """The marks to ask FTS5 for, and the sum of the rarities of the question's words.

    A word that no text has is asked for by its beginning; one that a quarter of a large collection has is
    left out while rarer ones remain, because it costs much and tells nothing.
    """
    parts, full = [], 0.0
    rare = [one for one in asked if 0 < _most(one, holding) <= max(500, total / 4)]
    for one in asked:
        held = _most(one, holding)
        if rare and held > max(500, total / 4):
            continue
        begun = 0 if held else holding.get(one.start, 0)
        full += bm25_rarity(total, min(held or begun, total)) * (BEGUN if begun else 1.0)
        parts += [f'"{mark}"' for mark in one.marks if mark in holding]
        if one.start and one.start in holding and (len(asked) <= 2 or not held):
            parts.append(f'starts : "{one.start}"')
    return parts, full


def _most(one: Asked, holding: dict[str, int]) -> int:
    return max((holding.get(mark, 0) for mark in one.marks), default=0)
