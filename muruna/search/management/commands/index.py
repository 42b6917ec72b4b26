"""`muruna index`: read everything that can be found anew, or say how much there is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.foundation.serve.ready import waiting_migrations
from muruna.search.index import encoder
from muruna.search.index.sweeping import sweep_everything
from muruna.search.index.waiting import give_waiting_vectors
from muruna.search.index.words import word_index
from muruna.search.models import SearchDocument


class Command(BaseCommand):
    help = "Read everything that can be found anew, and its meaning where the model is installed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tidy", action="store_true", help="Also clear what deletions left behind.")
        parser.add_argument("--count", action="store_true", help="Only say how many texts there are.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if waiting_migrations():
            raise CommandError("The tables are not up to date: run `muruna migrate` first.")
        if not options["count"]:
            written = sweep_everything()
            self.stdout.write(f"{written} texts were new or had changed.")
            while encoder.is_installed() and give_waiting_vectors(200):
                pass
        while options["tidy"] and word_index().tidy():
            pass
        waiting = SearchDocument.objects.filter(wants_vectors=True).count()
        self.stdout.write(f"{SearchDocument.objects.count()} texts can be found, {waiting} by words alone.")
