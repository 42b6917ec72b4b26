"""A Django view that returns the same bytes and nothing else: no middleware, session or database."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = Path(sys.argv[1]).read_bytes()


def view(request: HttpRequest) -> HttpResponse:
    """The bytes."""
    return HttpResponse(BODY)


urlpatterns = [path("", view)]

if __name__ == "__main__":
    settings.configure(
        ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], INSTALLED_APPS=[], SECRET_KEY="x",
        STATIC_ROOT=None, STATIC_URL="/static/", EXIT_URL="https://example.org",
    )  # fmt: skip
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler

    from muruna.foundation.serve.router import Router
    from muruna.foundation.serve.server import run

    run(Router(WSGIHandler()), host="127.0.0.1", port=int(sys.argv[2]))
