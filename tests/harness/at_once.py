"""Several people doing something at the very same moment, each on a database connection of their own."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Exception]:
    """Run every job in a thread of its own, all begun together; what they raised."""
    errors: list[Exception] = []
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> None:
        try:
            gate.wait()
            job()
        except Exception as problem:  # noqa: BLE001 - shown by the test
            errors.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return errors
