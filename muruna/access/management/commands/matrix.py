"""`muruna matrix`: write docs/access-matrix.md and the golden matrix of the tests, or check them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from muruna.access import CHAPTERS
from muruna.access.matrix import document, golden
from muruna.access.public_routes import PUBLIC_ROUTES

PAGE = "docs/access-matrix.md"
GOLDEN = "tests/access/golden_matrix.txt"


def wanted() -> dict[str, str]:
    """Each file that the constitution makes, and its text; raises CommandError for a missing plain word."""
    try:
        return {PAGE: document(CHAPTERS, PUBLIC_ROUTES), GOLDEN: golden(CHAPTERS)}
    except KeyError as missing:
        raise CommandError(
            f"muruna/access/plain_words.py and plain_things.py have no words for {missing}"
        ) from missing


class Command(BaseCommand):
    help = "Write docs/access-matrix.md: who may do what to which thing, for people who do not program."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if it is not up to date"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for name, text in wanted().items():
            file = Path(settings.BASE_DIR) / name
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            elif not file.exists() or file.read_text() != text:
                raise CommandError(f"{name} is not up to date: run `make matrix`")
