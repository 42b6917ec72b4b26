"""How large the letters of a plan are on paper."""

from muruna.goals.logic.sheet import SETTINGS, setting_for

LARGE, MIDDLE, SMALL = (one.name for one in SETTINGS)


def plan(lines: int, letters: int) -> list[list[str]]:
    return [["x" * letters] * lines for _part in range(6)]


def test_letters_are_as_large_as_the_sheet_allows() -> None:
    assert setting_for(plan(0, 0)) == LARGE
    assert setting_for(plan(5, 60)) == LARGE
    assert setting_for(plan(6, 60)) == MIDDLE
    assert setting_for(plan(15, 30)) == MIDDLE
    assert setting_for(plan(16, 30)) == SMALL
    assert setting_for(plan(20, 300)) == SMALL  # and goes on to further sheets


def test_an_empty_part_has_room_to_write_in_and_wide_letters_count_twice() -> None:
    assert setting_for([["x" * 60] * 26, [], [], [], [], []]) == MIDDLE
    assert setting_for([["x" * 60] * 10, [], [], [], [], []]) == LARGE
    assert setting_for([["山" * 60] * 5 for _part in range(6)]) != LARGE
