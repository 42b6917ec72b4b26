"""The search bench: any corpus through the real index, in a database of its own, and how well it answers."""

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

from django.core.management import call_command
from django.db import connection

from muruna.foundation.findable import Findable, FindableText, findable
from muruna.search.index import encoder
from muruna.search.index.asking import find_texts, read_question
from muruna.search.index.keeping import Text, keep
from muruna.search.index.nearness import forget_all, nearness
from muruna.search.index.waiting import give_waiting_vectors
from muruna.search.index.words import Where, word_index
from muruna.search.logic.bench_files import BenchQuestion, BenchText
from muruna.search.logic.quality import percentile, recall, reciprocal_rank
from muruna.search.models import SearchDocument

KIND = "bench"
AT_ONCE = 200
DEEP = 10

Tell = Callable[[str], None]


@contextmanager
def own_database() -> Iterator[None]:
    """A database for this alone: a file that goes, or (with DATABASE_URL) a schema that goes."""
    connection.close()
    held = dict(connection.settings_dict)
    if connection.vendor == "postgresql":
        name = f"search_bench_{secrets.token_hex(4)}"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{name}"')
        connection.close()
        options = dict(held.get("OPTIONS", {}), options=f"-c search_path={name}")
        connection.settings_dict["OPTIONS"] = options
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{name}" CASCADE')
            connection.close()
            connection.settings_dict.update(held)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        connection.settings_dict["NAME"] = str(Path(folder) / "index.sqlite3")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(held)


def run(corpus: list[BenchText], asked: list[BenchQuestion], tell: Tell) -> dict[str, Any]:
    """Index the corpus, ask the questions; figures as `muruna search-bench --json` prints them."""
    with own_database():
        call_command("migrate", "search", verbosity=0, interactive=False, skip_checks=True)
        forget_all()
        _register(corpus)
        loading = _seconds(encoder.load)
        words = _seconds(lambda: _index(corpus, tell))
        meanings = _seconds(lambda: _vectors(tell))
        opening = _seconds(lambda: nearness(wait=True))
        documents = SearchDocument.objects.count()
        sizes = _sizes()
        answers = _ask(corpus, asked, tell)
        forget_all()
    total = words + meanings
    return {
        **answers,
        "documents": documents,
        "questions": len(asked),
        "database": connection.vendor,
        "by_meaning": encoder.is_ready(),
        "documents_per_second": round(documents / total, 1) if total else None,
        "documents_per_second_words_only": round(documents / words, 1) if words else None,
        "seconds": {
            "load_model": round(loading, 2), "index_words": round(words, 2),
            "index_meaning": round(meanings, 2), "open_vectors": round(opening, 2),
        },
        "index_bytes": sum(sizes.values()),
        "index_bytes_by_part": sizes,
        "machine_load": [round(one, 2) for one in os.getloadavg()],
    }  # fmt: skip


def _register(corpus: list[BenchText]) -> None:
    """The corpus as things that can be found, like any package's."""
    by_id = {one.id: FindableText(one.title, one.text, one.language) for one in corpus}
    findable(
        Findable(
            KIND, "Bench",
            texts=lambda id: [by_id[id]], address=lambda _actor, id, _language: f"#{id}",
            every=lambda: ((None, id) for id in by_id), seen=lambda _actor, ids: set(ids),
        )
    )  # fmt: skip


def _seconds(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _index(corpus: list[BenchText], tell: Tell) -> None:
    for start in range(0, len(corpus), AT_ONCE):
        keep(
            [
                Text(KIND, one.id, None, FindableText(one.title, one.text, one.language))
                for one in corpus[start : start + AT_ONCE]
            ]
        )
        if start % 10_000 == 0 and start:
            tell(f"{start} texts have their words in the index")


def _vectors(tell: Tell) -> None:
    done = 0
    while encoder.is_ready() and (count := give_waiting_vectors(AT_ONCE)):
        done += count
        if done % 10_000 < AT_ONCE and done > AT_ONCE:
            tell(f"{done} texts have their meaning in the index")


def _sizes() -> dict[str, int]:
    vectors = 0
    for whole, rest in SearchDocument.objects.values_list("whole", "vectors").iterator():
        vectors += len(whole or b"") + len(rest or b"")
    return {"words": word_index().size(), "vectors": vectors}


def _ask(corpus: list[BenchText], asked: list[BenchQuestion], tell: Tell) -> dict[str, Any]:
    """Each question once over everything (with the clock), and once for each language of the corpus."""
    language_of = {one.id: one.language for one in corpus}
    kept_in = _kept_languages(corpus)
    times: list[float] = []
    own_times: list[float] = []
    over_all: dict[str, list[tuple[float, float, float]]] = {}
    pairs: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for number, one in enumerate(asked, 1):
        order = _order(one, Where(), times, own_times)
        over_all.setdefault(one.language, []).append(_scores(order, set(one.relevant)))
        for language in sorted(kept_in):
            relevant = {id for id in one.relevant if language_of.get(id) == language}
            if not relevant:
                continue
            order = _order(one, Where(languages=kept_in[language]), [], [])
            order = [id for id in order if language_of[id] == language]
            pairs.setdefault((one.language, language), []).append(_scores(order, relevant))
        if number % 100 == 0:
            tell(f"{number} questions asked")
    same = [score for (asked_in, kept_in), some in pairs.items() if asked_in == kept_in for score in some]
    across = [score for (asked_in, kept_in), some in pairs.items() if asked_in != kept_in for score in some]
    return {
        "pairs": [
            {"query_language": asked_in, "document_language": kept_in, **_means(some)}
            for (asked_in, kept_in), some in sorted(pairs.items())
        ],
        "same_language": _means(same),
        "cross_language": _means(across),
        "all_documents": {language: _means(some) for language, some in sorted(over_all.items())},
        "milliseconds_per_query": {
            "p50": round(percentile(times, 0.5), 2), "p99": round(percentile(times, 0.99), 2),
            "max": round(max(times, default=0.0), 2),
        },
        # Of one core, so that figures of a busy machine can be read too.
        "processor_milliseconds_per_query": {
            "p50": round(percentile(own_times, 0.5), 2), "p99": round(percentile(own_times, 0.99), 2),
        },
    }  # fmt: skip


def _kept_languages(corpus: list[BenchText]) -> dict[str, tuple[str, ...]]:
    """For each language that the corpus says, the codes under which its texts stand in the index."""
    kept: dict[str, set[str]] = {}
    for one in corpus:
        text = Text(KIND, one.id, None, FindableText(one.title, one.text, one.language))
        kept.setdefault(one.language, set()).add(text.language)
    return {said: tuple(sorted(codes)) for said, codes in kept.items()}


def _order(one: BenchQuestion, where: Where, times: list[float], own_times: list[float]) -> list[str]:
    start, own_start = time.perf_counter(), time.thread_time()
    found = find_texts(read_question(one.text, one.language), where, most=DEEP * 5)
    times.append((time.perf_counter() - start) * 1000)
    own_times.append((time.thread_time() - own_start) * 1000)
    return [hit.thing for hit in found]


def _scores(order: list[str], relevant: set[str]) -> tuple[float, float, float]:
    return reciprocal_rank(order, relevant), recall(order, relevant, 5), recall(order, relevant, 10)


def _means(some: list[tuple[float, float, float]]) -> dict[str, Any]:
    names = ("mrr_at_10", "recall_at_5", "recall_at_10")
    if not some:
        return {"questions": 0, **dict.fromkeys(names)}
    return {
        "questions": len(some),
        **{name: round(fmean(one[place] for one in some), 4) for place, name in enumerate(names)},
    }
