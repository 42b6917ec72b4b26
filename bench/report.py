"""The table: each figure beside its alternative, with the noise of this run."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bench.machine import ROOT, description

RESULTS = ROOT / "bench" / "results.md"
README = ROOT / "README.md"
BEGIN, END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Row:
    """One comparison: `ratio` is how many times better ours is, None where nothing is compared."""

    what: str
    ours: str
    beside: str
    theirs: str
    ratio: float | None
    noise: float = 0.0
    for_readme: bool = False


HEADER = "| what | Muruna | beside | theirs | ratio |\n|---|---|---|---|---|"


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"**{row.ratio:.2g}×**"
    noise = f" (± {row.noise:.0%})" if row.noise else ""
    return f"| {row.what} | {row.ours}{noise} | {row.beside} | {row.theirs} | {ratio} |"


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    return "\n".join([HEADER, *map(_line, rows)])


def write(
    rows: list[Row], versions: list[str], notes: list[str], machine: list[str], path: Path = RESULTS
) -> None:
    """bench/results.md, whole, and the few lines of it that the README shows."""
    day = dt.datetime.now(dt.UTC).date().isoformat()
    parts = [
        "# Figures",
        f"Made by `make bench` on {day}, in one run, on loopback; do not edit. A ratio above 1: Muruna "
        "is ahead. Ratios carry over to other machines; single figures do not. ± is half the range of the "
        "rounds.",
        table(rows),
        "## How",
        *[f"- {line}" for line in [*machine, *versions, *notes]],
    ]
    whole, rest = README.read_text().split(BEGIN)
    _old, rest = rest.split(END)
    short = table([row for row in rows if row.for_readme])
    README.write_text(f"{whole}{BEGIN}\n{short}\n{END}{rest}")
    path.write_text("\n\n".join(parts[:4]) + "\n\n" + "\n".join(parts[4:]) + "\n")


__all__ = ["Row", "description", "table", "write"]
