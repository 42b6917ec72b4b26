"""Pages of the tiny site: each shows one thing that the bridge must carry."""

import os
import tempfile
import time
from pathlib import Path

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path

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
    path("file/", big_file),
    path("endless/", endless),
    path("broken/", broken),
    path("canary-path/", hello),
]
