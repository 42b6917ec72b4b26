"""S13: axe finds nothing on any page that somebody can reach, in English, narrow and wide."""

import pytest

from tests.harness.site import Site
from tests.journeys.conftest import Walk
from tests.journeys.every_page import faults_of, look_everywhere


@pytest.mark.parametrize("group", range(3))
def test_nobody_is_kept_out(site: Site, walk: Walk, group: int) -> None:
    wrong, seen = look_everywhere(site, walk, "en", group)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 15, sorted(seen)


def test_a_fault_would_be_seen(walk: Walk) -> None:
    """Planted: an unnamed picture, a tiny button, a line that is too wide and a name that is torn."""
    who = walk("planted")
    assert not list(faults_of(who, "/"))
    who.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
        '<img src="/static/ui/icon.svg"><button id="tiny">x</button><p id="wide">y</p>')"""
    )
    who.page.evaluate("document.getElementById('wide').style.width = '2000px'")
    who.page.evaluate(
        "Object.assign(document.querySelector('.brand').style, {whiteSpace: 'normal', inlineSize: '3rem'})"
    )
    told = "\n".join(faults_of(who, "/"))
    assert "image-alt" in told
    assert "too small" in told
    assert "scrolls sideways" in told
    assert "a name in pieces" in told
