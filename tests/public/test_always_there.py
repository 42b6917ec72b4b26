"""S15: the numbers page is there, signed out and without a script, whatever has happened to the database."""

import asyncio
import http.client
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from muruna.foundation.serve.router import Router
from tests.harness.postgres import free_port
from tests.harness.site import Site

COOKIE = "s=" + "A" * 22 + "." + "A" * 43


def ask(site, path, cookie=""):
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=15)
    try:
        line.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "ar"})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def is_the_numbers_page(answer):
    status, page = answer
    return status == 200 and "findahelpline.com" in page and 'dir="rtl"' in page and "<script" not in page


def until(site, path, status, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ask(site, path)
        if found[0] == status:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{path} did not come to {status}: {found[0]}; {site.words()}")


@pytest.fixture
def place(tmp_path):
    sites = []

    def make(**settings):
        sites.append(Site(tmp_path / "site", **settings))
        return sites[-1]

    yield make
    for site in sites:
        site.remove()


@pytest.mark.faults
@pytest.mark.any_database  # each names its own
def test_numbers_are_served_when_the_database_is_away_at_start_and_the_rest_follows_it(place, tmp_path):
    file = tmp_path / "elsewhere.sqlite3"
    file.mkdir()  # a folder where the database should be: it cannot be opened
    site = place(DATABASE_URL=f"sqlite:///{file}")

    site.start()
    assert is_the_numbers_page(ask(site, "/numbers/lb/"))
    status, page = ask(site, "/start/")
    assert status == 503
    assert 'href="/numbers/"' in page
    assert str(file) not in site.words()

    file.rmdir()
    until(site, "/start/", 200)
    assert is_the_numbers_page(ask(site, "/numbers/"))
    assert "start.database_is_back" in site.words()


@pytest.mark.faults
@pytest.mark.any_database  # each names its own
def test_numbers_are_served_when_no_postgres_listens(place):
    site = place(DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")

    site.start()

    assert is_the_numbers_page(ask(site, "/numbers/"))
    assert ask(site, "/come-in/")[0] == 503
    assert ask(site, "/live/")[0] == 503


@pytest.mark.faults
@pytest.mark.any_database  # each names its own
def test_numbers_are_served_when_the_database_breaks_while_running(place, tmp_path):
    file = tmp_path / "broken.sqlite3"
    site = place(DATABASE_URL=f"sqlite:///{file}")
    site.start()
    until(site, "/start/", 200)

    for path in [file, Path(f"{file}-wal"), Path(f"{file}-shm")]:
        path.write_bytes(b"this is no database at all" * 4000)

    status, page = ask(site, "/account/", COOKIE)
    assert status == 500
    assert "Traceback" not in page
    assert is_the_numbers_page(ask(site, "/numbers/", COOKIE))


@pytest.mark.faults
@pytest.mark.any_database  # each names its own
def test_another_host_key_is_refused_with_a_sentence(place, tmp_path):
    site = place(DATABASE_URL=f"sqlite:///{tmp_path}/mine.sqlite3")
    site.start()
    site.stop()
    key = site.keys / "host.key"
    first = key.read_text()

    key.write_text("muruna host key 1\n" + "5" * 64 + "\n")
    with pytest.raises(RuntimeError, match="belongs to another host key"):
        site.start()

    key.write_text(first)
    site.start()
    assert ask(site, "/start/")[0] == 200


def test_planted_router_without_a_numbers_page_leaves_nothing_to_read():
    def away():
        raise OperationalError("away")

    statuses = asyncio.run(_first_answer(Router(None, numbers=None, ready=away)))

    assert statuses == [500]  # the page goes to Django, which is not there: the tests above would fail


async def _first_answer(router):
    sent = []
    events = asyncio.Queue()
    for kind in ("lifespan.startup", "lifespan.shutdown"):
        events.put_nowait({"type": kind})
    scope = {"type": "http", "path": "/numbers/", "method": "GET", "headers": [], "query_string": b"",
             "scheme": "http", "http_version": "1.1", "client": None, "server": None,
             "raw_path": b"/numbers/", "root_path": ""}  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await router(scope, receive, send)
    await router({"type": "lifespan"}, events.get, send)
    return [message["status"] for message in sent if message["type"] == "http.response.start"]
