"""Missing and impossible answers."""

import pytest

from muruna.wellbeing.library import instrument
from muruna.wellbeing.logic.scoring import BadAnswers, score, value_of


@pytest.mark.parametrize("id", ["phq-9", "phq-8", "phq-4", "gad-7", "who-5", "rses", "brs", "ucla-3", "gse"])
def test_one_missing_means_no_score(id: str) -> None:
    used = instrument(id)
    answers: list[float | None] = [item.values[-1] for item in used.items]
    answers[1] = None

    found = score(used, answers)

    assert (found.score, found.band) == (None, None)
    assert "missing" in found.flags
    assert found.answered == found.items - 1


def test_prorating_needs_four_answers_of_five_and_says_so() -> None:
    who, phq = instrument("who-5"), instrument("phq-9")

    filled = score(who, [1, None, 2, 3, 4], prorate=True)
    two_of_nine = score(phq, [2] * 7 + [None, None], prorate=True)
    one_of_nine = score(phq, [2] * 8 + [None], prorate=True)

    assert (filled.score, filled.flags) == (50, ("missing", "prorated", "low-wellbeing"))
    assert two_of_nine.score is None
    assert (one_of_nine.score, one_of_nine.band) == (18, "moderately severe")


def test_brs_prorated_is_the_mean_of_the_answers_given() -> None:
    """PhenX 251401: "Divide the total sum by the total number of questions answered"."""
    found = score(instrument("brs"), [5, 1, 4, 2, 4, None], prorate=True)

    assert found.score == pytest.approx((5 + 5 + 4 + 4 + 4) / 5)


def test_a_prorated_score_between_two_bands_has_not_reached_the_next() -> None:
    who = score(instrument("who-5"), [2, 2, 1, 1, None], prorate=True)
    phq = score(instrument("phq-9"), [1, 1, 1, 1, 1, 1, 1, 1, None], prorate=True)

    assert (who.score, who.band) == (30, "low")
    assert (phq.score, phq.band) == (9, "mild")


def test_de_jong_gierveld_bears_one_missing_answer() -> None:
    """Manual of the loneliness scale (VU): the total is missing from two missing on, a part from one on."""
    used = instrument("de-jong-gierveld-6")

    one = score(used, [2, 2, 2, 2, 2, None])
    two = score(used, [2, 2, 2, 2, None, None])

    assert (one.score, one.band) == (5, "severe")
    assert (one.parts["emotional"].score, one.parts["social"].score) == (None, 3)
    assert two.score is None


def test_flags_that_are_certain_stand_whatever_is_missing() -> None:
    assert score(instrument("phq-9"), [None] * 8 + [1]).flags == ("missing", "item-9")
    assert score(instrument("phq-4"), [3, None, 0, 0]).flags == ("missing", "screen:phq-2")
    assert score(instrument("who-5"), [1, 1, 1, 1, None]).flags == ("missing", "low-wellbeing")
    # Five times "all of the time" in the missing one could still lift this one.
    assert score(instrument("who-5"), [3, 2, 2, 2, None]).flags == ("missing",)
    assert score(instrument("phq-9"), [3] * 8 + [None]).flags == ("missing",)


def test_nothing_answered_is_no_answer_to_everything() -> None:
    found = score(instrument("rses"), [None] * 10)

    assert (found.score, found.flags, found.answered) == (None, ("missing",), 0)


@pytest.mark.parametrize(
    ("id", "answers", "message"),
    [
        ("phq-9", [3] * 8, "has 9 answers, not 8"),
        ("phq-9", [0] * 8 + [4], "Answer 9 is 4; it takes 0 to 3"),
        ("rses", [4] * 10, "Answer 1 is 4; it takes 0 to 3"),
        ("brs", [0, 1, 1, 1, 1, 1], "Answer 1 is 0; it takes 1 to 5"),
        ("who-5", [1, 2, 2.5, 1, 1], "Answer 3 is 2.5"),
        ("who-5", [True, 1, 1, 1, 1], "Answer 1 is True"),
        ("dheq", [0] * 50, "cannot be scored: its key is not complete"),
    ],
)
def test_what_is_no_answer_is_named(id: str, answers: list[float | None], message: str) -> None:
    with pytest.raises(BadAnswers, match=message):
        score(instrument(id), answers)


def test_answers_are_read_by_value_and_by_code() -> None:
    item = instrument("ucla-3").items[0]

    assert [value_of(item, text) for text in ("2", " 2 ", "2.0", "Some", "")] == [2, 2, 2, 2, None]
    for text in ("0", "4", "x", "nan", "inf", "-1"):
        with pytest.raises(BadAnswers):
            value_of(item, text)
