"""`muruna serve`: tables up to date, then pages, live streams and the queue in one process."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from muruna.foundation.serve import limits
from muruna.foundation.serve.collecting import collect_static_files
from muruna.foundation.serve.ready import bring_tables_up_to_date
from muruna.foundation.serve.server import run
from muruna.foundation.work import Worker


class Command(BaseCommand):
    help = "Serve Muruna until SIGTERM. The port opens only after the tables are up to date."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("MURUNA_HOST", "").strip() or "127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        if settings.STATIC_ROOT:
            collect_static_files()

        from config.asgi import (  # importing it looks at STATIC_ROOT
            application,
            before_opening,
            hub,
            once_open,
        )

        worker = Worker() if settings.EMBEDDED_WORKER else None
        # Inside the server: while the database cannot be reached, the numbers page must be there already.
        before_opening[:] = [bring_tables_up_to_date]
        once_open[:] = [worker.start] if worker is not None else []
        shown = "127.0.0.1" if options["host"] == "0.0.0.0" else options["host"]  # noqa: S104 - only compared
        self.stdout.write(f"Muruna: http://{shown}:{options['port']}")
        self.stdout.flush()
        try:
            fine = run(
                application,
                host=options["host"],
                port=options["port"],
                before_end=hub.close,
                proxies=settings.TRUSTED_PROXIES,
            )
        finally:
            if worker is not None:
                worker.stop(patience=limits.SHUTDOWN_SECONDS)
        if application.refusal:
            raise CommandError(application.refusal)
        if not fine:
            where = f"Port {options['port']} on {options['host']}"
            raise CommandError(f"{where} could not be opened. Is it in use?")
