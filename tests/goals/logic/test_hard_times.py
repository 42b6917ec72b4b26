"""The plan for hard times: order, undo, what a companion sees, and numbers in lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.goals.logic import hard_times as logic
from muruna.goals.logic.hard_times import MOST, PARTS, UNDO_MINUTES, Line, Plan

NOW = 1_000_000


def texts(plan: Plan, code: str) -> list[str]:
    return [one.text for one in plan.part(code).lines]


def written(*lines: str, code: str = "alone") -> Plan:
    return logic.with_lines(Plan(), code, [Line(one, one) for one in lines], NOW)


def test_six_parts_stand_there_and_none_must_be_filled() -> None:
    assert [part.code for part in Plan().parts] == list(PARTS)
    assert Plan().is_empty


def test_lines_are_added_changed_moved_and_taken_out() -> None:
    plan = written("a", "b", "c")
    plan = logic.moved(plan, "c", NOW, earlier=True)
    plan = logic.with_text(plan, "a", "A", NOW)
    plan = logic.without(plan, "b", NOW)

    assert texts(plan, "alone") == ["A", "c"]
    with pytest.raises(KeyError):
        logic.without(plan, "b", NOW)


def test_at_an_end_nothing_moves() -> None:
    plan = written("a", "b")

    assert logic.moved(plan, "a", NOW, earlier=True) == plan
    assert logic.moved(plan, "b", NOW, earlier=False) == plan
    assert logic.reordered(plan, PARTS[0], NOW, earlier=True) == plan
    assert logic.reordered(plan, PARTS[-1], NOW, earlier=False) == plan


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: logic.with_lines(plan, "safer", [Line("z", "z")], NOW),
        lambda plan: logic.with_text(plan, "b", "other", NOW),
        lambda plan: logic.without(plan, "b", NOW),
        lambda plan: logic.moved(plan, "b", NOW, earlier=True),
        lambda plan: logic.reordered(plan, "numbers", NOW, earlier=True),
    ],
    ids=["add", "change", "take out", "move", "order"],
)
def test_every_change_can_be_undone_for_an_hour(change) -> None:
    before = logic.settled(written("a", "b", "c"))
    after = change(before)

    assert after != before
    assert logic.undone(after, NOW + UNDO_MINUTES - 1) == before
    assert logic.undone(after, NOW + UNDO_MINUTES) == after
    assert not logic.can_undo(logic.undone(after, NOW), NOW)


def test_full_part_refuses_and_says_so() -> None:
    plan = written(*[str(number) for number in range(MOST)])

    with pytest.raises(ValueError, match="full"):
        logic.with_lines(plan, "alone", [Line("more", "more")], NOW)


def test_companion_sees_the_lines_chosen_for_them_and_no_other() -> None:
    plan = logic.showing(written("a", "kestrel"), "them", ["a", "not-there"])

    assert logic.copy_for(plan, "them")["parts"][1] == ["alone", ["a"]]
    assert "kestrel" not in str(logic.copy_for(plan, "them"))
    assert not any(lines for _code, lines in logic.copy_for(plan, "another")["parts"])


def test_line_that_went_and_came_back_is_shown_to_nobody() -> None:
    plan = logic.showing(written("a", "b"), "them", ["a"])
    plan = logic.undone(logic.without(plan, "a", NOW), NOW)

    assert texts(plan, "alone") == ["a", "b"]
    assert "a" not in plan.shown["them"]


def test_whoever_sees_nothing_any_more_is_forgotten() -> None:
    plan = logic.showing(logic.showing(written("a"), "them", ["a"]), "others", ["a"])

    assert set(logic.shown_only_to(plan, {"others"}).shown) == {"others"}


@pytest.mark.parametrize(
    ("text", "dials"),
    [
        ("Samaritans: 116 123", ["116123"]),
        ("Emergency: 112", ["112"]),
        ("الخط الساخن: 16328", ["16328"]),
        ("رقم خالتي ٠١٢٣ ٤٥٦", ["0123456"]),
        ("+961 (1) 234-567, after six", ["+9611234567"]),
        ("*4141", ["*4141"]),
        ("On 2026-11-23 at 18:30, room 12", []),
        ("Text SHOUT to 85258 or call 0800 0119 100", ["85258", "08000119100"]),
        ("x" * 300, []),
    ],
)
def test_what_can_be_dialled_is_found(text: str, dials: list[str]) -> None:
    pieces = logic.pieces(text, "numbers")

    assert [one.dial for one in pieces if one.dial] == dials
    assert "".join(one.text for one in pieces) == text


@pytest.mark.parametrize("code", PARTS)
def test_number_is_one_piece_in_every_part_and_dialled_only_where_people_stand(code: str) -> None:
    pieces = logic.pieces("خالتي 0152 777 001 مساءً", code)

    assert [one.text for one in pieces if one.is_number] == ["0152 777 001"]
    assert [one.dial for one in pieces if one.dial] == (["0152777001"] if code in logic.CALLED else [])
    assert "".join(one.text for one in pieces) == "خالتي 0152 777 001 مساءً"


_words = st.text(min_size=1, max_size=30)


@given(st.lists(st.tuples(st.sampled_from(PARTS), _words), max_size=12), st.sampled_from(PARTS))
def test_plan_comes_back_from_its_data(rows: list[tuple[str, str]], moved: str) -> None:
    plan = Plan()
    for number, (code, text) in enumerate(rows):
        plan = logic.with_lines(plan, code, [Line(str(number), text)], NOW)
    plan = logic.showing(plan, "them", ["0", "3"])
    plan = logic.reordered(plan, moved, NOW, earlier=True)

    assert logic.from_data(logic.as_data(plan)) == plan


@given(_words)
def test_pieces_lose_no_letter(text: str) -> None:
    for code in ("people", "signs"):
        assert "".join(one.text for one in logic.pieces(text, code)) == text
