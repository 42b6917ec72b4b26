"""People with browsers: `walk("member", language="ar", ...)` opens one, and closes it after the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.harness import browser as chromium
from tests.harness.site import Site
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.keyboard import KeyboardWalker
from tests.journeys.walker import Walker


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def own_browser(chromium_browser: Browser, profile: Path) -> Iterator[BrowserContext]:
    """A browser with a profile folder of its own, as on a family's computer."""
    kind = chromium_browser.browser_type
    context = kind.launch_persistent_context(
        profile, executable_path=chromium.chromium_path(), args=chromium.FLAGS, locale="en"
    )
    context.set_default_timeout(30_000)
    yield context
    if context.pages:
        context.close()


Walk = Callable[..., Walker]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """Where quick exit leads."""
    there = Elsewhere()
    yield there
    there.close()


@pytest.fixture(scope="module")
def site(demo_world: Site, elsewhere: Elsewhere, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served copy of the demo world whose quick exit leads to a site that we can watch."""
    folder = tmp_path_factory.mktemp("site") / "site"
    made = Site(folder, template=demo_world, MURUNA_EXIT_ORIGIN=elsewhere.origin)
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def walk(
    chromium_browser: Browser, site: Site, elsewhere: Elsewhere, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    """Open a browser for somebody; at the end nobody may have met a broken page or asked elsewhere."""
    walkers: list[Walker] = []
    with ExitStack() as open_browsers:

        def start(
            name: str,
            *,
            language: str = "en",
            scripts: bool = True,
            size: tuple[int, int] = chromium.DESKTOP,
            keyboard: bool = False,
            at: Site = site,
            **more: Any,
        ) -> Walker:
            visit = open_browsers.enter_context(
                chromium.visit(
                    chromium_browser, at.url, javascript=scripts, size=size, language=language, **more
                )
            )
            made = (KeyboardWalker if keyboard else Walker)(
                visit,
                visit.page("/"),
                name=f"{request.node.name}/{name}",
                scripts=scripts,
                direction="rtl" if language == "ar" else "ltr",
            )
            made.page.on("dialog", lambda dialog: dialog.accept())
            walkers.append(made)
            return made

        yield start
        for walker in walkers:
            walker.visit.allow_off_origin(elsewhere.origin)
            assert not walker.faults, f"{walker.name}:\n" + "\n".join(walker.faults)
            # A page that says 404 or 422 is an answer that the journey itself looks at.
            errors = [one for one in walker.visit.errors if not one.startswith("Failed to load resource")]
            assert not errors, f"{walker.name}: {errors}"
