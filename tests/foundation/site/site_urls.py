"""Pages of the tiny site: each shows one thing that the bridge must carry."""

import os
import tempfile
import time
import uuid
from pathlib import Path

from django.db import transaction
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path

from muruna.foundation import live
from muruna.foundation.live import bus
from muruna.foundation.models import LiveNote

DIARY = Path(os.environ["MURUNA_DATA_DIR"]) / "diary"


def _write(line):
    with DIARY.open("a") as diary:
        diary.write(line + "\n")


def hello(request):
    return HttpResponse("hello")


def echo(request):
    return HttpResponse(request.body, content_type="application/octet-stream")


def upload(request):
    files = {name: (type(file).__name__, file.size) for name, file in request.FILES.items()}
    return HttpResponse(repr((files, sorted(os.listdir(tempfile.gettempdir())))))


def headers(request):
    kept = {key: value for key, value in request.META.items() if isinstance(value, str)}
    return HttpResponse("\n".join(f"{key}={value}" for key, value in sorted(kept.items())))


def two_cookies(request):
    response = HttpResponse("ok")
    response.set_cookie("one", "1")
    response.set_cookie("two", "2")
    return response


def slow(request):
    _write(f"begin {request.GET['name']}")
    time.sleep(float(request.GET.get("seconds", "0.5")))
    _write(f"end {request.GET['name']}")
    return HttpResponse("done")


class Closing(FileResponse):
    def close(self):
        super().close()
        _write("closed")


def big_file(request):
    return Closing(Path(os.environ["SITE_FILE"]).open("rb"))


def endless(request):
    def pieces():
        try:
            while True:
                yield b"x" * 65536
        finally:
            _write("stopped")

    return StreamingHttpResponse(pieces())


def broken(request):
    raise ValueError("canary-word")


urlpatterns = [
    path("hello/", hello),
    path("echo/", echo),
    path("upload/", upload),
    path("headers/", headers),
    path("two-cookies/", two_cookies),
    path("slow/", slow),
    path("come-in/", slow),
    path("file/", big_file),
    path("endless/", endless),
    path("broken/", broken),
    path("canary-path/", hello),
]


def change(request):
    with transaction.atomic():
        for kind in ("thread", "person"):
            for which in request.GET.getlist(kind):
                live.changed(**{kind: uuid.UUID(which)})
        if "undo" in request.GET:
            transaction.set_rollback(True)
    return HttpResponse(str(live.latest_id()))


def flood(request):
    """Many hints at once, as a busy site gives in an hour, past the database."""
    first = live.latest_id() + 1
    for number in range(int(request.GET["n"])):
        bus.memory_bus.publish(f"thread:{request.GET['thread']}", first + number)
        if "gently" in request.GET and number % 50 == 0:
            time.sleep(0.001)  # let the hub hand on each fifty, so that bytes pile up rather than hints
    return HttpResponse("flooded")


def forget(request):
    return HttpResponse(str(LiveNote.objects.filter(id__lt=int(request.GET["before"])).delete()[0]))


def ask_again(request):
    live.ask_again(person=uuid.UUID(request.GET["person"]))
    return HttpResponse()


urlpatterns += [path("change/", change), path("flood/", flood), path("forget/", forget)]
urlpatterns += [path("ask-again/", ask_again)]
