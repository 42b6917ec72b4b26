"""Who finds what behind which route, read from the golden walk: nobody asks for what is known not to open."""

import re
from pathlib import Path

from tests.access.site_map import routes
from tests.access.world import World

GOLDEN = Path(__file__).parent / "golden_walk.txt"
# Outside of spaces, and without an id, a page knows only these apart.
OUTSIDE = {"signed_out", "newcomer", "member", "steward", "suspended", "left", "unready", "twin"}


def golden(world: World) -> dict[tuple[str, str, str], dict[str, int]]:
    """Route, method and whose it is -> who -> status."""
    site = {route.name: route for route in routes()}
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for line in GOLDEN.read_text().splitlines()[1:]:
        head, *parts = line.split(" | ")
        name, method, which = head.split(" ", 2)
        here = found.setdefault((name, method, which), {})
        inside = site[name].in_space or bool(site[name].ids)
        asked = [kind for kind in world.people if inside or kind in OUTSIDE]
        for part in parts:
            status, who = re.fullmatch(r"(\d+): (.*)", part).groups()  # type: ignore[union-attr]
            some = who.replace("everybody but", "").replace("everybody", "").split()
            for kind in [one for one in asked if one not in some] if who.startswith("everybody") else some:
                here[kind] = int(status)
    return found
