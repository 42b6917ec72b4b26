"""The conversation page beside a bare view and beside a forum's topic page, in rounds that take turns."""

import time
import urllib.request
from dataclasses import dataclass, field

from bench.load import Load, fire, warm
from bench.machine import median_of, percentile, spread
from bench.report import Row
from bench.sites import MESSAGES, Served
from bench.spirit import Forum

ROUNDS = 5


@dataclass
class Side:
    """One page that is asked for, and its rounds."""

    name: str
    url: str
    cookie: str = ""
    rounds: list[Load] = field(default_factory=list)

    @property
    def rps(self) -> float:
        return median_of([one.rps for one in self.rounds])

    @property
    def noise(self) -> float:
        return spread([one.rps for one in self.rounds])

    def told(self) -> str:
        """Requests a second and the two latencies, medians over the rounds."""
        p50, p99 = (median_of([getattr(one, name) for one in self.rounds]) for name in ("p50", "p99"))
        return f"{self.rps:.0f}/s, p50 {p50:.0f} ms, p99 {p99:.0f} ms"


def body_of(served: Served, who: int) -> bytes:
    """The page as one of its two people gets it; raises RuntimeError if it is not the whole page."""
    asked = urllib.request.Request(  # noqa: S310
        served.url + served.world["talk"]["page"], headers={"Cookie": served.world["talk"]["cookies"][who]}
    )
    body: bytes = urllib.request.urlopen(asked, timeout=30).read()  # noqa: S310 - loopback
    if body.count(b'<li class="bubble') != MESSAGES:
        raise RuntimeError(f"the page shows {body.count(b'<li class=')} lines instead of {MESSAGES} messages")
    return body


def sides_of(sqlite: Served, postgres: Served, bare: Served, forum: Forum) -> list[Side]:
    """Everything that takes its turn in a round."""
    page, cookies = sqlite.world["talk"]["page"], sqlite.world["talk"]["cookies"]
    other = postgres.world["talk"]
    return [
        Side("muruna", sqlite.url + page, cookies[0]),
        Side("muruna, Arabic", sqlite.url + page, cookies[1]),
        Side("muruna, PostgreSQL", postgres.url + other["page"], other["cookies"][0]),
        Side("bare", bare.url + "/"),
        *[Side(f"spirit {n}", url + forum.page, forum.cookie) for n, url in forum.urls.items()],
        Side("spirit 1, signed out", forum.urls[1] + forum.page),
    ]


def measure(sides: list[Side], rounds: int = ROUNDS) -> dict[str, Side]:
    """Every side once to warm up, then in turn, so that a slow minute of the machine meets all alike."""
    for side in sides:
        for _ in range(8):  # more than once for each worker process
            warm(side.url, side.cookie)
    for _ in range(rounds):
        for side in sides:
            side.rounds.append(fire(side.url, side.cookie))
            time.sleep(1)  # what a forum's queue still holds must not fall into the next one's turn
    return {side.name: side for side in sides}


def rows(found: dict[str, Side], workers: int) -> list[Row]:
    """What the table says of pages."""
    ours = found["muruna"]

    def against(what: str, beside: str, theirs: Side, mine: Side = ours, readme: bool = False) -> Row:
        return Row(what, mine.told(), beside, theirs.told(), mine.rps / theirs.rps, mine.noise, readme)

    page = f"conversation page, {MESSAGES} messages, one process"
    spirit = "django-spirit, topic with 50 comments, one gunicorn worker"
    one, many = found["spirit 1"], found[f"spirit {workers}"]
    return [
        against(f"{page}, SQLite", spirit, one, readme=True),
        against("the same in Arabic", spirit, one, found["muruna, Arabic"]),
        against("the same on PostgreSQL", spirit, one, found["muruna, PostgreSQL"], readme=True),
        against(
            "the same, SQLite", "django-spirit, reader signed out, one worker", found["spirit 1, signed out"]
        ),
        against("the same, SQLite", f"django-spirit, {workers} gunicorn workers (its recommendation)", many),
        against(
            "the same, SQLite",
            "a bare Django view of the same bytes, same server",
            found["bare"],
            readme=True,
        ),
    ]


def worst(found: dict[str, Side]) -> float:
    """The largest noise of any side."""
    return max(side.noise for side in found.values()) if found else percentile([0.0], 0.5)
