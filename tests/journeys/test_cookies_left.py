"""What a browser still holds of us after somebody left: no cookie of ours, by whichever way they went."""

import pytest

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.walker import Walker


def _names(who: Walker) -> set[str]:
    return {str(one.get("name")) for one in who.page.context.cookies()}


def _in(walk: Walk, site: Site, scripts: bool) -> Walker:
    who = walk("bea", scripts=scripts)
    deeds.come_in(who, "bea", deeds.passphrase_of(site, "bea"))
    who.go("/account/")
    assert {"s", "c"} <= _names(who)
    return who


@pytest.mark.parametrize("scripts", [True, False])
def test_quick_exit_leaves_no_cookie(site: Site, elsewhere: Elsewhere, walk: Walk, scripts: bool) -> None:
    who = _in(walk, site, scripts)
    who.page.locator("header form.exit button").click(no_wait_after=True)
    who.page.wait_for_url(f"{elsewhere.origin}/**")
    who.page.wait_for_timeout(500)

    assert _names(who) == set()


@pytest.mark.parametrize("scripts", [True, False])
def test_signing_out_leaves_no_cookie(site: Site, walk: Walk, scripts: bool) -> None:
    who = _in(walk, site, scripts)
    who.go("/out/")
    who.page.locator("main form button").last.click()
    who.page.wait_for_url(f"{site.url}/")

    assert _names(who) == set()
