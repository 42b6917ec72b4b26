"""Eight panels of a sheet that is folded three times."""

from hypothesis import given
from hypothesis import strategies as st

from muruna.goals.logic.hard_times import Piece, pieces
from muruna.goals.logic.pocket_card import PANELS, ROWS, panels, rows_of, words_of

TITLE = "What I can do by myself"


def cut(*texts: str) -> list[list[Piece]]:
    return [pieces(text) for text in texts]


def test_each_part_with_lines_begins_a_panel() -> None:
    made, left_out = panels([("A", cut("one", "two")), ("B", []), ("C", cut("three"))])

    assert [(one.title, [words_of(line) for line in one.lines]) for one in made[:2]] == [
        ("A", ["one", "two"]),
        ("C", ["three"]),
    ]
    assert len(made) == PANELS
    assert left_out == 0


def test_long_part_goes_on_while_others_keep_their_panel() -> None:
    made, left_out = panels([(TITLE, cut(*(f"{n} " + "word " * 12 for n in range(20)))), ("B", cut("short"))])

    assert [one.goes_on for one in made[:4]] == [False, True, True, False]
    assert made[3].title == "B"
    assert left_out == 0


def test_what_finds_no_room_is_counted_and_not_hidden() -> None:
    parts = [(TITLE, cut(*["word " * 50] * 6)) for _number in range(6)]
    made, left_out = panels(parts)

    assert left_out == 36 - sum(len(one.lines) for one in made) > 0
    assert len(made) == PANELS


def test_wide_letters_take_more_room() -> None:
    assert rows_of("字" * 32) > rows_of("a" * 32)


@given(st.lists(st.lists(st.text(max_size=300), max_size=20), max_size=6))
def test_no_panel_overflows_and_no_line_is_lost_in_silence(rows: list[list[str]]) -> None:
    made, left_out = panels([(TITLE, cut(*lines)) for lines in rows])

    assert len(made) == PANELS
    assert all(one.rows <= ROWS for one in made)
    assert sum(len(one.lines) for one in made) + left_out == sum(map(len, rows))
