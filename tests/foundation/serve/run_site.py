"""Runs the tiny site in a process of its own: `python run_site.py PORT`."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[3])]
os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler

from muruna.foundation.serve import limits
from muruna.foundation.serve.router import Router
from muruna.foundation.serve.server import run

for name, value in os.environ.items():
    if name.startswith("LIMIT_"):
        setattr(limits, name.removeprefix("LIMIT_"), float(value))


def numbers(path, query, language):
    if path != "/numbers/":
        return None
    return 200, [("Cache-Control", "public, max-age=600")], f"numbers {query} {language}".encode()


application = Router(WSGIHandler(), numbers=numbers)
sys.exit(0 if run(application, host="127.0.0.1", port=int(sys.argv[1])) else 1)
