"""A plan on one side of a sheet that is folded three times: eight panels, each the size of a hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from muruna.goals.logic.hard_times import Piece

Line = Sequence[Piece]

PANELS = 8
ROWS, LETTERS = 21, 37  # what a panel of 68 x 95 mm holds at the card's size of letters, with room to spare


@dataclass
class Panel:
    """One eighth of the sheet: part of a part."""

    title: str
    lines: list[Line] = field(default_factory=list)
    rows: int = 0
    goes_on: bool = False  # the title stood on an earlier panel


def words_of(line: Line) -> str:
    """The line's letters."""
    return "".join(one.text for one in line)


def rows_of(text: str, letters: int = LETTERS) -> int:
    """How many rows a text takes at most, `letters` to a row; wide letters count twice."""
    width = sum(2 if ord(letter) >= 0x2E80 else 1 for letter in text)
    return max(1, ceil(width * 1.12 / letters))  # words do not fill a row to its end


def panels(parts: Iterable[tuple[str, Sequence[Line]]]) -> tuple[list[Panel], int]:
    """Eight panels for parts (title, lines), each part beginning on a panel of its own; and how many lines
    found no room.

    Parts without lines take no panel; a long part goes on while later parts still have one each.
    """
    filled = [(title, list(lines)) for title, lines in parts if lines]
    spare = PANELS - len(filled)
    made: list[Panel] = []
    left_out = 0
    for title, lines in filled:
        panel = _new(title)
        made.append(panel)
        for line in lines:
            rows = rows_of(words_of(line))
            if panel.rows + rows > ROWS and spare > 0 and panel.lines:
                panel, spare = _new(title, goes_on=True), spare - 1
                made.append(panel)
            if panel.rows + rows > ROWS:
                left_out += 1
                continue
            panel.lines.append(line)
            panel.rows += rows
    return [*made, *(Panel("") for _ in range(PANELS - len(made)))], left_out


def _new(title: str, *, goes_on: bool = False) -> Panel:
    return Panel(title, rows=rows_of(title) + 1, goes_on=goes_on)
