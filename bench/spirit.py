"""django-spirit, a Django forum: its topic page with as many comments as our page has messages."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.machine import ROOT, WORK, end, run, wait_for_port
from bench.sites import MESSAGES
from tests.harness.postgres import free_port

ENVIRONMENT = WORK / "spirit"
LOCK = ROOT / "bench" / "spirit.lock"
# Spirit's own production settings, made lighter for it: caches in memory, connections that stay open.
SETTINGS = """
from .prod import *
ALLOWED_HOSTS = ["127.0.0.1"]
SECRET_KEY = "bench"
DATABASES["default"] = {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "{name}", "USER": "{user}", "HOST": "{host}",
    "PORT": "{port}", "CONN_MAX_AGE": None,
}}
for cache in CACHES.values():
    cache["BACKEND"] = "django.core.cache.backends.locmem.LocMemCache"
"""


@dataclass(frozen=True)
class Forum:
    """Where the topic page is answered, by how many processes, and the cookie of a member."""

    page: str
    cookie: str
    urls: dict[int, str]  # address by number of worker processes
    versions: str
    files: Path  # what stands behind /static/


def recommended_workers() -> int:
    """gunicorn's own rule: two for each core, and one."""
    return 2 * (os.cpu_count() or 1) + 1


def _install() -> Path:
    """Spirit in an environment of its own, from its hashed lock; its folder of programs."""
    programs = ENVIRONMENT / "bin"
    mark = ENVIRONMENT / "installed.lock"
    if not mark.exists() or mark.read_bytes() != LOCK.read_bytes():
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        uv = str(Path(sys.executable).parent / "uv")
        run([uv, "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT)])
        run([uv, "pip", "sync", "--quiet", "--require-hashes", str(LOCK)],
            env={**os.environ, "VIRTUAL_ENV": str(ENVIRONMENT)})  # fmt: skip
        mark.write_bytes(LOCK.read_bytes())
    return programs


@contextmanager
def forum(folder: Path, database: str) -> Iterator[Forum]:
    """Spirit on this PostgreSQL, a topic with the same number of texts, gunicorn with 1 and N workers."""
    programs = _install()
    folder.mkdir(parents=True)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "forum.settings.bench",
        "PYTHONPATH": str(folder),
    }
    here = {"env": environment, "cwd": folder}
    bare = {name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"}
    run([str(programs / "spirit"), "startproject", "forum", "--path", "."], env=bare, cwd=folder)
    parts = urlsplit(database)
    (folder / "forum" / "settings" / "bench.py").write_text(
        SETTINGS.format(name=parts.path[1:], user=parts.username, host=parts.hostname, port=parts.port)
    )
    python = str(programs / "python")
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        run([python, "manage.py", *words], **here)
    made = run([python, "-P", str(ROOT / "bench" / "spirit_world.py"), str(MESSAGES)], **here)
    told = json.loads(made.splitlines()[-1])
    with ExitStack() as running:
        urls = {
            workers: running.enter_context(_gunicorn(programs, folder, workers, environment))
            for workers in (1, recommended_workers())
        }
        yield Forum(told["page"], told["cookie"], urls, told["versions"], folder / "static")


@contextmanager
def _gunicorn(programs: Path, folder: Path, workers: int, environment: dict[str, str]) -> Iterator[str]:
    port, log = free_port(), folder / f"gunicorn-{workers}.log"
    command = [str(programs / "gunicorn"), "forum.wsgi", "-b", f"127.0.0.1:{port}", "-w", str(workers)]
    with log.open("ab") as words:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=words, stderr=words)
    try:
        wait_for_port(port, process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(process)
