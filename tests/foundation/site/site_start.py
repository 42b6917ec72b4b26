"""Sets Django up for the tiny site; imported before anything of Muruna."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]
os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"

import django  # noqa: E402 - the settings must be named first

django.setup()


def make_tables():
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", run_syncdb=True, verbosity=0)
    connections.close_all()
