"""Published examples, and the design's own: each with where it comes from."""

from itertools import pairwise

import pytest

from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.scoring import score, shortened

Answers = list[float | None]


# The design's table (science.md 1.8, its own numbers), and beside it MII's PHQ-9 example: 27, severe.
@pytest.mark.parametrize(
    ("id", "answers", "expected", "band", "flags"),
    [
        ("phq-9", [3] * 9, 27, "severe", ("item-9",)),
        ("phq-9", [1, 1, 1, 1, 0, 0, 0, 0, 0], 4, "minimal", ()),
        ("phq-9", [1] * 5 + [0] * 4, 5, "mild", ()),
        ("phq-9", [2] * 5 + [0] * 4, 10, "moderate", ()),
        ("phq-9", [2] * 7 + [1, 0], 15, "moderately severe", ()),
        ("phq-9", [3, 3, 3, 3, 3, 3, 1, 1, 0], 20, "severe", ()),
        ("phq-9", [0] * 8 + [1], 1, "minimal", ("item-9",)),
        ("phq-8", [1] * 8, 8, "mild", ()),
        ("phq-8", [3] * 8, 24, "severe", ()),
        ("phq-4", [1, 2, 0, 1], 4, "mild", ("screen:phq-2",)),
        ("phq-4", [0, 0, 2, 1], 3, "mild", ("screen:gad-2",)),
        ("phq-4", [3, 3, 3, 3], 12, "severe", ("screen:phq-2", "screen:gad-2")),
        ("phq-4", [1, 1, 0, 0], 2, "normal", ()),
        ("phq-2", [1, 1], 2, None, ()),
        ("phq-2", [2, 1], 3, None, ("screen:phq-2",)),
        ("gad-2", [0, 3], 3, None, ("screen:gad-2",)),
        ("gad-7", [0] * 7, 0, "minimal", ()),
        ("gad-7", [1, 1, 1, 1, 0, 0, 0], 4, "minimal", ()),
        ("gad-7", [1, 1, 1, 1, 1, 0, 0], 5, "mild", ()),
        ("gad-7", [2, 2, 2, 2, 2, 0, 0], 10, "moderate", ()),
        ("gad-7", [3, 3, 3, 3, 3, 0, 0], 15, "severe", ()),
        ("gad-7", [3] * 7, 21, "severe", ()),
        ("who-5", [3] * 5, 60, "usual", ()),
        ("who-5", [2, 3, 2, 3, 2], 48, "low", ("low-wellbeing",)),
        ("who-5", [3, 3, 2, 3, 2], 52, "usual", ()),
        ("who-5", [1, 2, 1, 2, 1], 28, "very low", ("low-wellbeing", "very-low-wellbeing")),
        ("who-5", [2, 2, 1, 2, 1], 32, "low", ("low-wellbeing",)),
        ("who-5", [5] * 5, 100, "usual", ()),
        ("ucla-3", [1, 1, 1], 3, None, ()),
        ("ucla-3", [2, 2, 2], 6, None, ()),
        ("ucla-3", [3, 3, 3], 9, None, ()),
        ("gse", [1] * 10, 10, None, ()),
        ("gse", [4] * 10, 40, None, ()),
        # Smith 2008 with PhenX 251401: items 2, 4 and 6 are reversed.
        ("brs", [5, 1, 5, 1, 5, 1], 5, "high", ()),
        ("brs", [1, 5, 1, 5, 1, 5], 1, "low", ()),
        # Snyder 1991: the fillers 3, 5, 7 and 11 add nothing.
        ("ahs", [8, 8, 1, 8, 1, 8, 1, 8, 8, 8, 1, 8], 64, None, ()),
        ("ahs", [1, 1, 8, 1, 8, 1, 8, 1, 1, 1, 8, 1], 8, None, ()),
        # De Jong Gierveld: all "more or less".
        ("de-jong-gierveld-6", [2] * 6, 6, "severe", ()),
        ("de-jong-gierveld-6", [1, 3, 3, 3, 1, 1], 0, "not lonely", ()),
        ("de-jong-gierveld-6", [3, 3, 3, 3, 3, 1], 2, "moderate", ()),
    ],
)
def test_published_scores(
    id: str, answers: Answers, expected: float, band: str | None, flags: tuple[str, ...]
) -> None:
    found = score(instrument(id), answers)

    assert (found.score, found.band, found.flags) == (expected, band, flags)


@pytest.mark.parametrize(("total", "band"), [(17, "low"), (18, "normal"), (25, "normal"), (26, "high")])
def test_brs_sums_at_the_edges_of_its_bands(total: int, band: str) -> None:
    """PhenX 251401 prints means; the sums are what a person can reach."""
    points = [3.0] * 6
    for place in range(abs(total - 18)):
        points[place % 6] += 1 if total > 18 else -1
    raw: Answers = [6 - one if place in (1, 3, 5) else one for place, one in enumerate(points)]
    if len(set(raw)) == 1:
        raw = [4, 4, 3, 3, 2, 2]  # the same sum, meant

    found = score(instrument("brs"), raw)

    assert found.score == pytest.approx(total / 6)
    assert found.band == band


def test_parts_of_the_two_fold_scales() -> None:
    djg = score(instrument("de-jong-gierveld-6"), [2] * 6)
    hope = score(instrument("ahs"), [1, 8, 1, 1, 1, 1, 1, 1, 8, 8, 1, 8])

    assert {id: (part.score, part.band) for id, part in djg.parts.items()} == {
        "emotional": (3, "lonely"),
        "social": (3, "lonely"),
    }
    assert {id: part.score for id, part in hope.parts.items()} == {"agency": 32, "pathways": 4}


def test_phq_8_from_the_answers_to_phq_9() -> None:
    short, longer = instrument("phq-8"), instrument("phq-9")

    answers = shortened(short, longer, [1, 1, 1, 1, 1, 1, 1, 1, 3])

    assert answers == [1] * 8
    assert score(short, answers).score == 8


def test_rses_keys_go_with_the_order_of_the_items() -> None:
    """Both orders are in circulation: A reverses 3, 5, 8, 9 and 10, B reverses 2, 5, 6, 8 and 9."""
    for name, reversed_places in (("a", {3, 5, 8, 9, 10}), ("b", {2, 5, 6, 8, 9})):
        used = instrument(f"rses-{name}")
        best: Answers = [0 if place in reversed_places else 3 for place in range(1, 11)]
        worst: Answers = [3 - (one or 0) for one in best]
        assert (score(used, best).score, score(used, worst).score) == (30, 0)

    mixed: Answers = [3, 2, 1, 0, 3, 2, 1, 0, 3, 2]
    assert score(instrument("rses-a"), mixed).score == 14
    assert score(instrument("rses-b"), mixed).score == 12


@pytest.mark.parametrize("constant", [0, 1, 2, 3])
def test_one_answer_to_everything_in_rses_is_fifteen_and_means_nothing(constant: int) -> None:
    for order in ("a", "b"):
        found = score(instrument(f"rses-{order}"), [constant] * 10)
        assert (found.score, found.band, found.flags) == (15, None, ("invariant",))


@pytest.mark.parametrize("constant", [1, 2, 3, 4, 5])
def test_one_answer_to_everything_in_brs_is_not_normal(constant: int) -> None:
    found = score(instrument("brs"), [constant] * 6)

    assert (found.score, found.band, found.flags) == (3, None, ("invariant",))


def test_one_answer_to_everything_is_fine_where_nothing_is_reversed() -> None:
    assert score(instrument("gad-7"), [1] * 7).flags == ()


def test_single_questions_are_told_by_the_answer_alone() -> None:
    found = score(instrument("ons-loneliness"), [2])
    four = score(instrument("ons-4"), [4, 6, 8, 6])

    assert (found.score, found.band) == (None, "some")
    assert four.score is None
    assert {id: part.band for id, part in four.parts.items()} == {
        "satisfied": "low",
        "worthwhile": "medium",
        "happy": "high",
        "anxious": "high",
    }


def test_bands_cover_each_whole_range_without_a_hole() -> None:
    for one in shelf().instruments.values():
        rising = sorted(one.bands, key=lambda band: band.low)
        if rising:
            assert (rising[0].low, rising[-1].high) == (one.low, one.high), one.id
            step = 0.01 if one.method == "mean" else 1
            for before, after in pairwise(rising):
                assert after.low - before.high == pytest.approx(step), one.id
