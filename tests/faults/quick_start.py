"""`python -m tests.faults.quick_start LOG [FAULT]`: starts `muruna serve` again and again.

Everything is imported once; each "start" on the standard input forks a child that runs the real command, each
"end" kills it with -9. FAULT names a planted fault of tests/faults/planted.py, for the negative controls.
"""

import gc
import os
import signal
import sys
from urllib.parse import urlsplit

import django

from tests.harness.egress import guard_sockets

guard_sockets()
django.setup()

from django.conf import settings  # noqa: E402
from django.core import checks  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from muruna.foundation import work  # noqa: E402
from muruna.foundation.management.commands import serve as serving  # noqa: E402
from muruna.foundation.serve.collecting import collect_static_files  # noqa: E402
from tests.faults import planted  # noqa: E402


def serve(log: str) -> None:
    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.argv = ["muruna", "serve"]
    from config.command import main

    main()


def warm() -> None:
    """Check the settings and look at a page, so that no child has to import and compile what both need."""
    path, _space, cookie = os.environ.get("MURUNA_TEST_WARM", "/").partition(" ")
    checks.run_checks()
    browser = Client(headers={"Host": urlsplit(settings.ORIGIN).netloc})
    browser.cookies["s"] = cookie
    browser.get(path)
    connections.close_all()  # a connection must not be shared with a child


def run() -> None:
    log, fault = sys.argv[1], sys.argv[2:]
    collect_static_files()
    serving.collect_static_files = lambda: None  # they lie there already, for every child
    import config.asgi  # noqa: F401 - so that no child has to

    _ = get_resolver().url_patterns
    work.discover()
    for name in fault:
        planted.FAULTS[name]()
    warm()
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    pid = 0
    for line in sys.stdin:
        if line.strip() == "start":
            pid = os.fork()
            if pid == 0:
                try:
                    serve(log)
                finally:
                    os._exit(0)
            print(pid, flush=True)
        elif line.strip() == "end" and pid:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            pid = 0
            print("gone", flush=True)
    if pid:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    run()
