"""Words in PostgreSQL's own index: a tsvector of marks, scored by rarity and by where they stand."""

from django.db import connection

from muruna.search.index.sqlite import BEGUN, documents, marks_in
from muruna.search.index.words import Asked, Entry, Scored, Where
from muruna.search.logic.fusion import rarity, share_of_words

# D: a mere beginning, C: unused, B: the body, A: the title.
WEIGHTS = "{0.05, 0.2, 0.7, 1.0}"
TITLE_ALONE = "{0, 0, 0, 1}"
_TITLE_FULL = 0.6079  # what one word in a title gives there
_FULL = 0.11  # what one word gives in a text of average length, times its rarity
_COUNTED = 4000  # whoever holds more is common; how common does not matter
_LAST_PLACE = 16383  # of a tsvector


class Postgres:
    """GIN and ts_rank, word by word."""

    def put(self, entries: list[Entry]) -> None:
        """Keep the marks of texts that have none yet."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words(document_id, words) VALUES (%s, %s::tsvector)",
                [(one.document, vector(one)) for one in entries],
            )

    def drop(self, documents: list[int]) -> None:
        """Forget the marks of texts."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE document_id = ANY(%s)", [documents])

    def holding(self, marks: list[str]) -> dict[str, int]:
        """How many texts hold each mark; counting stops at some thousands."""
        if not marks:
            return {}
        one = (
            "(SELECT count(*) FROM (SELECT 1 FROM search_words WHERE words @@ %s::tsquery "  # noqa: S608
            f"LIMIT {_COUNTED}) x)"
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join([one] * len(marks)), marks)
            return {mark: count for mark, count in zip(marks, cursor.fetchone(), strict=True) if count}

    def best(self, asked: list[Asked], where: Where, most: int) -> list[Scored]:
        """Texts with any of the words, best first."""
        holding, total = self.holding(marks_in(asked)), documents()
        weighed, full = weights(asked, holding, total)
        if not weighed:
            return []
        condition, values = where.condition()
        score, title = (
            " + ".join([f"%s * ts_rank('{some}', w.words, %s::tsquery, {norm})"] * len(weighed))
            for some, norm in ((WEIGHTS, 1), (TITLE_ALONE, 0))
        )
        sql = (
            f"SELECT d.id, {score} AS score, {title} FROM search_words w "  # noqa: S608
            f"JOIN search_searchdocument d ON d.id = w.document_id "
            f"WHERE w.words @@ %s::tsquery AND {condition} ORDER BY score DESC, d.id LIMIT {int(most)}"
        )
        given: list[object] = [part for mark, weight in weighed.items() for part in (weight, mark)]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*given, *given, " | ".join(weighed), *values])
            return [
                Scored(id, share_of_words(score, full * _FULL), share_of_words(title, full * _TITLE_FULL))
                for id, score, title in cursor.fetchall()
            ]

    def tidy(self) -> bool:
        """Nothing: PostgreSQL vacuums by itself."""
        return False

    def size(self) -> int:
        """Bytes on the disk."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size('search_words')")
            return int(cursor.fetchone()[0])


def weights(asked: list[Asked], holding: dict[str, int], total: int) -> tuple[dict[str, float], float]:
    """What each mark counts for, and the sum of the rarities of the question's words."""
    common = max(500, min(_COUNTED - 1, total / 4))
    held = [max((holding.get(mark, 0) for mark in one.marks), default=0) for one in asked]
    has_rare = any(0 < one <= common for one in held)
    found: dict[str, float] = {}
    full = 0.0
    for one, count in zip(asked, held, strict=True):
        if has_rare and count > common:
            continue
        begun = 0 if count else holding.get(one.start, 0)
        full += rarity(total, min(count or begun, total)) * (BEGUN if begun else 1.0)
        for mark in one.marks:
            if mark in holding:
                found[mark] = rarity(total, min(holding[mark], total))
        if one.start and one.start in holding and (len(asked) <= 2 or not count):
            found[one.start] = rarity(total, min(holding[one.start], total))
    return found, full


def vector(entry: Entry) -> str:
    """A tsvector in PostgreSQL's own writing; marks are hexadecimal, so nothing needs quoting."""
    places: dict[str, list[str]] = {}
    at = 0
    for weight, marks in (("A", entry.title), ("B", entry.body), ("D", entry.starts)):
        for mark in marks:
            at = min(at + 1, _LAST_PLACE)
            held = places.setdefault(mark, [])
            if len(held) < 60:
                held.append(f"{at}{weight}")
    return " ".join(f"{mark}:{','.join(where)}" for mark, where in places.items())
