"""Where things stand in a chart of one series over time: numbers in, places in a small drawing out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360.0, 220.0
START, END, TOP, BOTTOM = (
    40.0,
    36.0,
    26.0,
    34.0,
)  # room around the plot for figures, days and numbers of marks
NUMBER_ROOM = 24.0  # nor two numbers of marks above
DAY_ROOM = 92.0  # two days written below must not touch


@dataclass(frozen=True)
class Point:
    """A figure of the series."""

    x: float
    y: float
    at: dt.datetime
    score: float


@dataclass(frozen=True)
class Tick:
    """A line across the plot, with its figure."""

    y: float
    score: float


@dataclass(frozen=True)
class DayTick:
    """A day written below."""

    x: float
    at: dt.datetime


@dataclass(frozen=True)
class MarkLine:
    """Something in one's life, as a line with a number; `number` counts from 1."""

    x: float
    number: int


@dataclass(frozen=True)
class MarkLabel:
    """The number of a mark, or the first and the last of several that stand near each other."""

    x: float
    first: int
    last: int


@dataclass(frozen=True)
class Chart:
    """Everything to be drawn; x grows with the direction of reading."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    days: tuple[DayTick, ...]
    marks: tuple[MarkLine, ...]
    band: tuple[float, float] | None  # y of its upper edge, and its height
    is_mirrored: bool

    @property
    def plot(self) -> tuple[float, float]:
        """The x of the plot's two edges, the left one first."""
        return (END, WIDTH - START) if self.is_mirrored else (START, WIDTH - END)

    @property
    def figures_x(self) -> float:
        """The middle of the room where the figures of the ticks stand."""
        return WIDTH - START / 2 if self.is_mirrored else START / 2

    @property
    def labels(self) -> tuple[MarkLabel, ...]:
        """What is written above the marks: numbers that would touch stand together."""
        near: list[list[MarkLine]] = []
        for one in self.marks:
            if near and abs(one.x - near[-1][-1].x) < NUMBER_ROOM:
                near[-1].append(one)
            else:
                near.append([one])
        return tuple(
            MarkLabel(sum(one.x for one in each) / len(each), each[0].number, each[-1].number)
            for each in near
        )

    @property
    def path(self) -> str:
        """The line through the points, as an SVG path."""
        return " ".join(f"{'L' if n else 'M'}{p.x:.1f} {p.y:.1f}" for n, p in enumerate(self.points))


def chart(
    series: Sequence[tuple[dt.datetime, float]], *, low: float, high: float,
    band: tuple[float, float] | None = None, marks: Sequence[dt.date] = (), is_mirrored: bool = False,
) -> Chart:  # fmt: skip
    """The drawing of figures between `low` and `high`, the oldest first.

    `band` is the two figures between which ups and downs are ordinary; `marks` are days, numbered as given,
    of which those outside the series fall away. Mirrored for languages that are read from right to left.
    """
    if not series:
        raise ValueError("nothing to draw")
    begins, ends = series[0][0], series[-1][0]

    def across(at: dt.datetime) -> float:
        room = WIDTH - START - END
        span = (ends - begins).total_seconds()
        x = START + (room * (at - begins).total_seconds() / span if span else room / 2)
        return WIDTH - x if is_mirrored else x

    def up(score: float) -> float:
        score = min(max(score, low), high)
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (score - low) / (high - low))

    shown = [
        MarkLine(across(_noon(day, begins)), number)
        for number, day in enumerate(marks, 1)
        if begins.date() <= day <= ends.date()
    ]
    return Chart(
        points=tuple(Point(across(at), up(score), at, score) for at, score in series),
        ticks=tuple(Tick(up(low + (high - low) * n / 4), low + (high - low) * n / 4) for n in (0, 2, 4)),
        days=tuple(_days([(across(at), at) for at, _score in series])),
        marks=tuple(shown),
        band=(up(band[1]), up(band[0]) - up(band[1])) if band else None,
        is_mirrored=is_mirrored,
    )


def _noon(day: dt.date, begins: dt.datetime) -> dt.datetime:
    noon = dt.datetime.combine(day, dt.time(12), begins.tzinfo)
    return max(noon, begins)


def _days(places: list[tuple[float, dt.datetime]]) -> list[DayTick]:
    """The first and the last day, and one between where there is room for it."""
    first, last = places[0], places[-1]
    if first == last or abs(first[0] - last[0]) < DAY_ROOM:
        return [DayTick(*last)]
    middle = [one for one in places[1:-1] if all(abs(one[0] - edge[0]) >= DAY_ROOM for edge in (first, last))]
    return [DayTick(*one) for one in (first, *middle[len(middle) // 2 :][:1], last)]
