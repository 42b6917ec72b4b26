"""How a plan is set so that it stands on one sheet: larger where there is room, in two columns where not."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from muruna.goals.logic.pocket_card import rows_of


class Setting(NamedTuple):
    """A size of letters, by its class in hard_times.css, and what fits on A4 and on Letter in it."""

    name: str
    rows: int
    letters: int  # of a row
    head: int  # rows of a title with the room around it
    room: int  # rows left free to write in where a part is empty


# Measured with Chromium; the last has 9 points, and what does not fit then goes on to another sheet.
SETTINGS = (
    Setting("plan-sheet", 42, 85, 2, 4),
    Setting("plan-sheet plan-sheet-much", 102, 46, 2, 0),
    Setting("plan-sheet plan-sheet-much plan-sheet-full", 126, 54, 2, 0),
)


def setting_for(parts: Sequence[Sequence[str]]) -> str:
    """The class of the largest letters with which every part stands on one sheet, or of the smallest."""
    fitting = (one.name for one in SETTINGS if _rows(parts, one) <= one.rows)
    return next(fitting, SETTINGS[-1].name)


def _rows(parts: Iterable[Sequence[str]], setting: Setting) -> int:
    def rows(lines: Sequence[str]) -> int:
        return sum(rows_of(line, setting.letters) for line in lines) or setting.room

    return sum(setting.head + rows(lines) for lines in parts)
