"""`muruna serve`: tables first, then the port, and a clean end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "tests" / "foundation" / "site"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def environment(tmp_path, database):
    return os.environ | {
        "MURUNA_DATA_DIR": str(tmp_path / "data"),
        "MURUNA_KEYS_DIR": str(tmp_path / "keys"),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "serve_settings",
        "PYTHONPATH": f"{SITE}:{ROOT}",
        "PORT": str(free_port()),
    }


def start(environment):
    command = [sys.executable, "-m", "config.command", "serve"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for_page(environment, process, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}/change/") as answer:
                return answer.read()
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.02)
    raise AssertionError("the port did not open")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_makes_its_tables_before_the_first_page_and_ends_cleanly(environment, number):
    process = start(environment)

    assert wait_for_page(environment, process) == b"0"  # this page reads a table
    process.send_signal(number)
    out, _err = process.communicate(timeout=15)

    assert process.returncode == 0
    assert out == f"Muruna: http://127.0.0.1:{environment['PORT']}\n"


def test_taken_port_is_said_in_a_sentence(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        process = start(environment)
        _out, err = process.communicate(timeout=20)

    assert process.returncode == 1
    assert f"Port {environment['PORT']} on 127.0.0.1 could not be opened. Is it in use?" in err


def test_application_refuses_to_open_while_migrations_wait(environment, tmp_path):
    (tmp_path / "data").mkdir()
    code = (
        "from config.asgi import application; from muruna.foundation.serve.server import run;"
        f"raise SystemExit(0 if run(application, host='127.0.0.1', port={environment['PORT']}) else 3)"
    )
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=20)

    assert found.returncode == 3
    assert b"start.refused" in found.stderr
