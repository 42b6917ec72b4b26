"""Change: Jacobson and Truax (1991), the adopted rules, and which way is better."""

import pytest

from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.change import BadFigures, change, reliable_change


def test_the_example_of_jacobson_and_truax() -> None:
    """SD 7.5, reliability .80, patients' mean 40, healthy people's 60: cut-offs 55, 45 and 50."""
    found = reliable_change(
        32.5, 47.5, sd=7.5, reliability=0.8, patient_mean=40, normal_mean=60, normal_sd=7.5
    )

    assert found.standard_error == pytest.approx(3.354, abs=5e-4)
    assert found.s_diff == pytest.approx(4.743, abs=5e-4)
    assert found.reliable_change_index == pytest.approx(3.16, abs=5e-3)
    assert (found.criterion_a, found.criterion_b, found.criterion_c) == (55, 45, 50)
    assert found.is_reliable
    assert found.klass == "improved"


def test_recovered_is_reliably_better_and_past_the_cut_off() -> None:
    figures = {"sd": 7.5, "reliability": 0.8, "patient_mean": 40, "normal_mean": 60, "normal_sd": 7.5}

    assert reliable_change(32.5, 52.5, **figures).klass == "recovered"
    assert reliable_change(49, 51, **figures).klass == "unchanged"
    assert reliable_change(55, 70, **figures).klass == "improved"  # was past it before
    assert reliable_change(47.5, 32.5, **figures).klass == "deteriorated"


def test_each_mean_is_weighted_by_the_sd_of_the_other_group() -> None:
    """Weighted by its own SD, c would be 54.0 here."""
    found = reliable_change(30, 50, sd=6, reliability=0.8, patient_mean=40, normal_mean=60, normal_sd=14)

    assert found.criterion_c == pytest.approx((14 * 40 + 6 * 60) / 20)
    assert found.criterion_c == pytest.approx(46)


def test_lower_is_better_where_healthy_people_have_less() -> None:
    found = reliable_change(20, 6, sd=6, reliability=0.85, patient_mean=16, normal_mean=4, normal_sd=4)

    assert found.better == "lower"
    assert found.reliable_change_index < 0
    assert (found.criterion_a, found.criterion_b) == (4, 12)
    assert found.criterion_c == pytest.approx((4 * 16 + 6 * 4) / 10)
    assert found.klass == "recovered"


def test_cut_offs_need_their_figures() -> None:
    only_patients = reliable_change(30, 50, sd=6, reliability=0.8, patient_mean=40)
    only_normal = reliable_change(30, 50, sd=6, reliability=0.8, normal_mean=60, normal_sd=5)
    none = reliable_change(30, 50, sd=6, reliability=0.8)

    assert (only_patients.criterion_a, only_patients.criterion_b, only_patients.criterion_c) == (
        52,
        None,
        None,
    )
    assert (only_normal.criterion_a, only_normal.criterion_b, only_normal.criterion_c) == (None, 50, None)
    assert (none.criterion_a, none.criterion_b, none.criterion_c) == (None, None, None)
    assert none.klass == "improved"


def test_the_sd_of_the_patients_may_differ_from_that_of_the_measure() -> None:
    found = reliable_change(30, 50, sd=6, reliability=0.8, patient_mean=40, patient_sd=8)

    assert found.criterion_a == 56
    assert found.standard_error == pytest.approx(6 * 0.2**0.5)


# 1.96 times s_diff, as the design has computed it (science.md 1.4).
@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("phq-9", 5.61),
        ("phq-8", 3.52),
        ("gad-7", 3.90),
        ("phq-4", 2.68),
        ("who-5", 22.2),
        ("rses", 6.23),
        ("brs", 1.08),
        ("gse", 5.52),
        ("ucla-3", 2.35),
    ],
)
def test_reliable_change_of_each_instrument(id: str, expected: float) -> None:
    figures = instrument(id).figures
    assert figures

    found = reliable_change(0, 1, sd=figures.sd, reliability=figures.reliability)

    assert 1.96 * found.s_diff == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize(
    ("id", "kind", "at_least", "provisional"),
    [
        ("phq-9", "published", 6, False),
        ("phq-8", "reliable", 5, True),
        ("gad-7", "published", 4, False),
        ("phq-4", "reliable", 3, True),
        ("who-5", "noticeable", 12, False),
        ("rses", "reliable", 7, False),
        ("brs", "reliable", 1.08, False),
        ("gse", "reliable", 6, False),
        ("ucla-3", "reliable", 3, False),
    ],
)
def test_adopted_rules(id: str, kind: str, at_least: float, provisional: bool) -> None:
    rule = instrument(id).rule

    assert (rule.kind, rule.at_least, rule.provisional) == (kind, at_least, provisional)


@pytest.mark.parametrize(
    ("id", "before", "after", "kind", "klass"),
    [
        ("phq-9", 15, 9, "changed_better", "recovered"),  # NHS: reliable from 6, recovered below 10
        ("phq-9", 16, 10, "changed_better", "improved"),
        ("phq-9", 9, 3, "changed_better", "improved"),
        ("phq-9", 12, 7, "not_sure", "unchanged"),
        ("phq-9", 12, 10, "not_changed", "unchanged"),
        ("phq-9", 5, 11, "changed_worse", "deteriorated"),
        ("gad-7", 11, 7, "changed_better", "recovered"),  # NHS: reliable from 4, recovered below 8
        ("gad-7", 12, 8, "changed_better", "improved"),
        ("gad-7", 11, 8, "not_sure", "unchanged"),
        ("gad-7", 8, 7, "not_changed", "unchanged"),
        ("phq-8", 10, 5, "changed_better", "improved"),
        ("phq-8", 10, 6, "not_sure", "unchanged"),
        ("phq-4", 6, 3, "changed_better", "improved"),
        ("who-5", 40, 48, "not_changed", "unchanged"),
        ("who-5", 40, 52, "not_sure", "unchanged"),
        ("who-5", 40, 60, "not_sure", "unchanged"),
        ("who-5", 40, 64, "changed_better", "improved"),
        ("who-5", 64, 40, "changed_worse", "deteriorated"),
        ("rses", 15, 22, "changed_better", "improved"),
        ("rses", 15, 21, "not_sure", "unchanged"),
        ("brs", 2.5, 3.58, "changed_better", "improved"),
        ("brs", 3.5, 2.5, "not_sure", "unchanged"),
        ("gse", 30, 24, "changed_worse", "deteriorated"),
        ("ucla-3", 9, 6, "changed_better", "improved"),
        ("ucla-3", 3, 6, "changed_worse", "deteriorated"),
        ("ucla-3", 6, 6, "not_changed", "unchanged"),
    ],
)
def test_what_the_rules_say(id: str, before: float, after: float, kind: str, klass: str) -> None:
    found = change(instrument(id), before, after)

    assert (found.kind, found.klass) == (kind, klass)


def test_who_5_is_noticeable_from_twelve_and_never_called_reliable_below_twenty_four() -> None:
    used = instrument("who-5")

    assert [change(used, 40, 40 + step).is_noticeable for step in (4, 8, 12, 20)] == [
        False,
        False,
        True,
        True,
    ]
    assert [change(used, 40, 40 + step).kind for step in (12, 20, 24)] == [
        "not_sure",
        "not_sure",
        "changed_better",
    ]


def test_which_way_is_better() -> None:
    """Lloyd-Evans 2014 reports recovery as -0.24: a sign says nothing without its direction."""
    worse_when_more = {"phq-9", "phq-8", "phq-2", "gad-7", "gad-2", "phq-4", "ucla-3", "de-jong-gierveld-6"}

    for id in worse_when_more:
        assert instrument(id).better == "lower"
    for id in ("who-5", "rses", "brs", "gse", "ahs", "gbs", "cclgbt", "bscs"):
        assert instrument(id).better == "higher"


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"sd": 0, "reliability": 0.8}, "sd must be above 0"),
        ({"sd": -1, "reliability": 0.8}, "sd must be above 0"),
        ({"sd": 5, "reliability": 1}, "below 1"),
        ({"sd": 5, "reliability": -0.1}, "at least 0"),
        ({"sd": float("nan"), "reliability": 0.8}, "sd must be a number"),
        ({"sd": 5, "reliability": 0.8, "normal_sd": 3}, "needs a normal mean"),
        ({"sd": 5, "reliability": 0.8, "normal_mean": 3, "normal_sd": 0}, "normal sd must be above 0"),
        (
            {
                "sd": 5,
                "reliability": 0.8,
                "patient_mean": 9,
                "normal_mean": 3,
                "normal_sd": 1,
                "better": "higher",
            },
            "so lower is better, not higher",
        ),
    ],
)
def test_figures_that_cannot_be(figures: dict[str, float], message: str) -> None:
    with pytest.raises(BadFigures, match=message):
        reliable_change(1, 2, **figures)  # type: ignore[arg-type]


def test_scores_outside_the_range_and_instruments_without_a_rule() -> None:
    with pytest.raises(BadFigures, match="after is 28; phq-9 goes from 0 to 27"):
        change(instrument("phq-9"), 10, 28)
    for id in (id for id, one in shelf().instruments.items() if one.rule.kind == "none"):
        used = instrument(id)
        with pytest.raises(BadFigures, match="no rule of change"):
            change(used, used.low, used.high)
