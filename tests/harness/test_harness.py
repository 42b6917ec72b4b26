"""The tools that other tests lean on, each shown to fail where it must."""

import http.server
import smtplib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.harness import postgres
from tests.harness.browser import PHONE, accessibility_faults, visit
from tests.harness.egress import TRIED, OffTheMachine
from tests.harness.post import PostOffice

GOOD = b"<!doctype html><html lang=en><title>Notes</title><main><h1>Hello</h1><p>Well</p></main></html>"
BAD = b"""<!doctype html><html><title>Notes</title><main><h1>Hello</h1><img src="/a.png"><input></main>
<script>document.title = 'ran'</script><img alt="" src="http://elsewhere.example/p.gif"></html>"""


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(BAD if self.path == "/bad" else GOOD)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def pages() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_sockets_beyond_loopback_are_refused() -> None:
    with pytest.raises(OffTheMachine), socket.socket() as line:
        line.connect(("192.0.2.1", 80))
    with pytest.raises(OffTheMachine):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(OffTheMachine), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"x", ("192.0.2.2", 53))
    assert TRIED[-3:] == ["192.0.2.1", "example.org", "192.0.2.2"]
    del TRIED[-3:]  # else this very test would fail by it


def test_sockets_of_this_machine_are_open(pages: str) -> None:
    host, port = pages.removeprefix("http://").split(":")

    with socket.create_connection((host, int(port)), timeout=5) as line:
        assert line.getpeername()[0] == "127.0.0.1"


def test_tests_have_keys_and_data_of_their_own() -> None:
    from django.conf import settings

    assert "muruna-tests-" in str(settings.DATA_DIR)
    assert "muruna-tests-" in str(settings.KEYS_DIR)


def test_cluster_serves_and_leaves_nothing_behind() -> None:
    before = set(Path("/tmp").glob("muruna-postgres-*"))

    with postgres.cluster() as address:
        with psycopg.connect(address) as connection:
            assert connection.execute("select 40 + 2").fetchone() == (42,)
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)
    assert set(Path("/tmp").glob("muruna-postgres-*")) == before


def test_post_office_keeps_letters(post_office: PostOffice) -> None:
    with smtplib.SMTP("127.0.0.1", post_office.port) as line:
        line.sendmail("a@here.example", ["b@here.example"], "Subject: Notes\n\nهلا".encode())

    assert [letter["subject"] for letter in post_office.letters] == ["Notes"]


def test_visit_reports_a_page_that_asks_elsewhere(chromium_browser: Browser, pages: str) -> None:
    with pytest.raises(AssertionError, match=r"elsewhere\.example"):
        with visit(chromium_browser, pages) as seen:
            seen.page("/bad")


def test_what_a_page_asks_elsewhere_is_not_reached_by_name_or_by_number(
    chromium_browser: Browser, pages: str
) -> None:
    others = ["http://elsewhere.example/p.gif", "http://192.0.2.1/p.gif", "http://[2001:db8::1]/p.gif"]
    failed = {}
    with visit(chromium_browser, pages) as seen:
        page = seen.page("/")
        page.on("requestfailed", lambda asked: failed.update({asked.url: asked.failure}))
        for other in others:
            page.evaluate("other => fetch(other).catch(() => 0)", other)
        assert seen.off_origin == others
        seen.allow_off_origin(*others)

    assert failed == dict.fromkeys(others, "net::ERR_NAME_NOT_RESOLVED")


def test_visit_with_and_without_javascript(chromium_browser: Browser, pages: str) -> None:
    titles = {}
    for javascript in (True, False):
        with visit(chromium_browser, pages, javascript=javascript, size=PHONE) as seen:
            page = seen.page("/bad")
            titles[javascript] = page.title()
            assert page.viewport_size == {"width": 360, "height": 740}
            seen.allow_off_origin("http://elsewhere.example/")

    assert titles == {True: "ran", False: "Notes"}


def test_accessibility_faults_are_found_and_only_where_they_are(
    chromium_browser: Browser, pages: str
) -> None:
    with visit(chromium_browser, pages) as seen:
        assert accessibility_faults(seen.page("/")) == []

        found = " ".join(accessibility_faults(seen.page("/bad")))

        seen.allow_off_origin("http://elsewhere.example/")
    assert "image-alt" in found
    assert "html-has-lang" in found
    assert "label" in found
