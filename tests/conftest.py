"""Fixtures for everybody: a site in processes of its own, a browser, a mail server."""

import fcntl
import gc
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.harness import browser as chromium
from tests.harness.egress import TRIED
from tests.harness.post import PostOffice
from tests.harness.site import Site

# The same on any database: run once, on SQLite.
SAME_ON_ANY_DATABASE = ("/architecture/", "/logic/", "/language/", "/harness/", "/pages/")
# Fixtures of tests that start processes on databases of their own, of each kind, in every run.
OWN_DATABASES = {"database", "make_site"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by place, so that nobody has to remember to."""
    for item in items:
        place = item.path.as_posix()
        if any(part in place for part in SAME_ON_ANY_DATABASE):
            item.add_marker(pytest.mark.any_database)
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & OWN_DATABASES:
            item.add_marker(pytest.mark.any_database)
        if "chromium_browser" in fixtures:
            item.add_marker(pytest.mark.browser)
    _begin_with_the_world(items)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of cycles need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def _begin_with_the_world(items: list[pytest.Item]) -> None:
    """In a browser the first file that needs the demo world, then those that need none.

    One worker makes the world while another has these to do, and does not wait for it.
    """
    drawn = [item for item in items if item.get_closest_marker("browser")]
    asks = {item.path for item in drawn if "demo_world" in getattr(item, "fixturenames", ())}
    first = next((item.path for item in drawn if item.path in asks), None)
    ordered = iter(sorted(drawn, key=lambda item: 0 if item.path == first else 1 + (item.path in asks)))
    items[:] = [next(ordered) if item.get_closest_marker("browser") else item for item in items]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, worker_id_or_main: str) -> None:
    """SQLite in a file, as in life: a database in memory has no WAL and no second connection."""
    from django.conf import settings
    from django.db import connections

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        name = f"test_{worker_id_or_main}"
    database.setdefault("TEST", {})["NAME"] = name
    connections["default"].settings_dict.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session", autouse=True)
def tokens_that_spell_nothing() -> None:
    """A test that looks for a name on a page must not find it in a random token, once in a thousand runs."""
    from django.middleware import csrf

    csrf.CSRF_ALLOWED_CHARS = "bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ0123456789"


@pytest.fixture(autouse=True)
def nothing_leaves() -> Iterator[None]:
    """S7: what a test tried to reach elsewhere fails it, though the code in between caught the refusal."""
    TRIED.clear()
    yield
    assert not TRIED, f"something tried to reach {TRIED}"


@pytest.fixture(scope="session")
def worker_id_or_main() -> str:
    """The name of this worker, for things that two of them must not share."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def query_count() -> Callable[[Callable[[], Any]], int]:
    """How many queries a call makes: `query_count(lambda: client.get(...))`.

    The session's "still here" is written once a minute by whichever page comes first: it does not count.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return sum(not one["sql"].startswith('UPDATE "accounts_session"') for one in queries)

    return count


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory: pytest.TempPathFactory, worker_id_or_main: str) -> Iterator[Site]:
    """The demo world, made once by `muruna demo`; nobody serves it: it is what `site` copies.

    Workers share it: whoever comes first makes it, and it goes with the run's folder and its databases.
    """
    folder = tmp_path_factory.getbasetemp()
    if worker_id_or_main != "main":
        folder = folder.parent
    with (folder / "demo-world.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        known = folder / "demo-world.json"
        if known.exists():
            world = Site.found(folder / "demo-world", **json.loads(known.read_text()))
        else:
            world = Site(folder / "demo-world")
            world.make_world()
            known.write_text(json.dumps({"people": world.people, "database": world.database}))
    yield world
    if worker_id_or_main == "main":
        world.remove()


@pytest.fixture(scope="module")
def site(demo_world: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served copy of the demo world for the tests of one file."""
    yield from _served(Site(tmp_path_factory.mktemp("site") / "site", template=demo_world))


@pytest.fixture
def fresh_site(demo_world: Site, tmp_path: Path) -> Iterator[Site]:
    """A served copy of the demo world for one test alone, to kill and to damage."""
    yield from _served(Site(tmp_path / "site", template=demo_world))


def _served(site: Site) -> Iterator[Site]:
    try:
        site.start()
        yield site
    finally:
        site.remove()


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium for the run; take a fresh context from `visiting` for each test."""
    with sync_playwright() as playwright:
        running = chromium.launch(playwright)
        yield running
        running.close()


@pytest.fixture
def visiting(chromium_browser: Browser, site: Site) -> Callable[..., Any]:
    """`with visiting(javascript=False, size=PHONE, language="ar") as visit: visit.page("/")`."""

    def start(at: Site = site, **how: Any) -> Any:
        return chromium.visit(chromium_browser, at.url, **how)

    return start


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A mail server on loopback; `post_office.letters` is what arrived."""
    with PostOffice() as office:
        yield office
