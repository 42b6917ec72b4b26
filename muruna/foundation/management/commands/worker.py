"""`muruna worker`: carry events and run periodic jobs in a process of its own."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from muruna.foundation.work import Worker, discover


class Command(BaseCommand):
    help = "Work the queue until SIGTERM; what is running then is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        if options["once"]:
            discover()
            done = worker.work_off()
            self.stdout.write(f"{done} done")
            return
        if connection.vendor == "sqlite":
            raise CommandError(
                "With SQLite one process writes: `muruna serve` works the queue itself. "
                "Set DATABASE_URL to a PostgreSQL to run workers beside it, or use --once."
            )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: worker.stop())
        worker.run()
