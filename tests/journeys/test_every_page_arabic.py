"""S13: axe finds nothing on any page that somebody can reach, in Arabic, narrow and wide."""

import pytest

from tests.harness.site import Site
from tests.journeys.conftest import Walk
from tests.journeys.every_page import look_everywhere


@pytest.mark.parametrize("group", range(3))
def test_nobody_is_kept_out(site: Site, walk: Walk, group: int) -> None:
    wrong, seen = look_everywhere(site, walk, "ar", group)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 15, sorted(seen)
