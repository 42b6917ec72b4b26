"""`python -m tests.faults.quick_start LOG [FAULT]`: starts `muruna serve` again and again.

Everything is imported once; each "start" on the standard input forks a child that runs the real command, each
"end" kills it with -9. FAULT names a planted fault of tests/faults/planted.py, for the negative controls.
"""

import gc
import os
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from muruna.foundation import work  # noqa: E402
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


def run() -> None:
    log, fault = sys.argv[1], sys.argv[2:]
    call_command("collectstatic", interactive=False, verbosity=0)
    import config.asgi  # noqa: F401 - so that no child has to

    _ = get_resolver().url_patterns
    work.discover()
    for name in fault:
        planted.FAULTS[name]()
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
