"""Servers that start at once collect into the same folder."""

import os
import subprocess
import sys
from pathlib import Path

START = """
import sys
import django
django.setup()
from django.conf import settings
settings.STATIC_ROOT = sys.argv[1]
from muruna.foundation.serve.collecting import collect_static_files
collect_static_files()
"""


def test_servers_that_start_at_once_do_not_trip_over_each_other(tmp_path: Path) -> None:
    place = tmp_path / "static"
    command = [sys.executable, "-P", "-c", START, str(place)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}

    servers = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _number in range(4)
    ]
    said = [one.communicate(timeout=120)[1] for one in servers]

    assert [one.returncode for one in servers] == [0] * 4, said
    assert (place / "staticfiles.json").is_file()
