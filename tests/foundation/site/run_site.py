"""Runs the tiny site in a process of its own: `python run_site.py PORT`; LIMIT_X=1 sets limits.X."""

import json
import os
import sys
from http.cookies import SimpleCookie
from pathlib import Path

import site_start
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from muruna.foundation.live import hub as live_hub
from muruna.foundation.serve import limits
from muruna.foundation.serve.router import Router
from muruna.foundation.serve.server import run

for name, value in os.environ.items():
    if name.startswith("LIMIT_"):
        setattr(limits, name.removeprefix("LIMIT_"), float(value))
    if name.startswith("HUB_"):
        setattr(live_hub, name.removeprefix("HUB_"), int(value))


def numbers(path, query, cookie, accept_language):
    if path != "/numbers/":
        return None
    return (
        200,
        [("Cache-Control", "public, max-age=600")],
        f"numbers {query} {cookie} {accept_language}".encode(),
    )


def channels_of(cookie):
    """The `who` cookie names a person of the file that the tests write."""
    who = SimpleCookie(cookie).get("who")
    people = json.loads((Path(os.environ["MURUNA_DATA_DIR"]) / "channels.json").read_text())
    return people.get(who.value) if who else None


site_start.make_tables()
hub = live_hub.Hub(channels_of)
application = Router(WSGIHandler(), live=hub, numbers=numbers)
fine = run(application, host="127.0.0.1", port=int(sys.argv[1]), before_end=hub.close,
           proxies=settings.TRUSTED_PROXIES)  # fmt: skip
sys.exit(0 if fine else 1)
