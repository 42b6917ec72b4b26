"""`muruna search-bench`: how well and how fast the real index answers, on any corpus."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.search.logic.bench_files import BadBenchFile, questions, texts


def file(text: str) -> Path:
    """A file that is there."""
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(f"There is no file {text}.")
    return path


class Command(BaseCommand):
    help = "Index a corpus in a database of its own, ask it questions, and print how well it answers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--corpus", type=file, required=True, help='One {"id", "language", "title", "text"} a line.'
        )
        parser.add_argument(
            "--queries",
            type=file,
            required=True,
            help='One {"id", "language", "text", "relevant": [ids]} a line.',
        )
        parser.add_argument("--json", action="store_true", help="Print JSON alone instead of a table.")

    def handle(self, *_args: Any, **options: Any) -> None:
        from muruna.search.index.bench import run

        corpus = list(_read(texts, options["corpus"]))
        asked = list(_read(questions, options["queries"]))
        if not corpus or not asked:
            raise CommandError("A corpus and questions of at least one line each are needed.")
        found = run(corpus, asked, self.stderr.write)
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else table(found))


def _read(read: Callable[..., Iterator[Any]], path: Path) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from read(lines, path.name)
    except (BadBenchFile, UnicodeDecodeError) as problem:
        sentence = str(problem) if isinstance(problem, BadBenchFile) else f"{path.name} is not UTF-8."
        raise CommandError(sentence) from None


def table(found: dict[str, Any]) -> str:
    """The same as aligned plain text."""
    rows: list[tuple[str, ...]] = [("question", "text", "asked", "MRR@10", "recall@5", "recall@10")]
    rows += [(one["query_language"], one["document_language"], *_cells(one)) for one in found["pairs"]]
    rows.append(("same", "language", *_cells(found["same_language"])))
    rows.append(("other", "language", *_cells(found["cross_language"])))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    times = found["milliseconds_per_query"]
    return "\n".join(
        [
            *lines,
            f"{found['documents']} texts, {found['documents_per_second']} a second, "
            f"{found['index_bytes']} bytes of index ({found['database']})",
            f"a question takes {times['p50']} ms (half of them), {times['p99']} ms (99 of 100)",
        ]
    )


def _cells(one: dict[str, Any]) -> tuple[str, ...]:
    figures = (one["mrr_at_10"], one["recall_at_5"], one["recall_at_10"])
    return str(one["questions"]), *("-" if figure is None else f"{figure:.3f}" for figure in figures)
