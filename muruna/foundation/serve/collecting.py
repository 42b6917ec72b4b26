"""Putting the static files where the server reads them, under names that carry their hash."""

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_static_files() -> None:
    """Collect into STATIC_ROOT; servers that start at once wait for each other."""
    place = Path(settings.STATIC_ROOT)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("collectstatic", interactive=False, verbosity=0)
