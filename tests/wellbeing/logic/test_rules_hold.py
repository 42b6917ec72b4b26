"""What must hold for every instrument and all answers."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.change import change, reliable_change
from muruna.wellbeing.logic.instruments import Instrument
from muruna.wellbeing.logic.scoring import score

# A busy machine is slow to invent long questionnaires; that is no fault of theirs.
PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
SCORED = sorted(
    id for id, one in shelf().instruments.items() if one.is_complete and one.method in ("sum", "mean")
)
RULED = sorted(id for id, one in shelf().instruments.items() if one.rule.kind != "none")


def answered(*, missing: bool = False) -> st.SearchStrategy[tuple[Instrument, list[float | None]]]:
    """Any instrument with any answers to it."""

    def answers_to(used: Instrument) -> st.SearchStrategy[tuple[Instrument, list[float | None]]]:
        none: tuple[float | None, ...] = (None,) if missing else ()
        each = [st.sampled_from((*none, *item.values)) for item in used.items]
        return st.tuples(st.just(used), st.tuples(*each).map(list))

    return st.sampled_from(SCORED).flatmap(lambda id: answers_to(shelf().instruments[id]))


@PATIENTLY
@given(answered(missing=True), st.booleans())
def test_a_score_stays_in_its_range_and_has_a_band_unless_it_means_nothing(
    case: tuple[Instrument, list[float | None]], prorate: bool
) -> None:
    used, answers = case
    found = score(used, answers, prorate=prorate)

    if found.score is None:
        assert "missing" in found.flags
        assert found.band is None
    else:
        assert used.low <= found.score <= used.high
        assert (found.band is not None) == bool(used.bands and "invariant" not in found.flags)
    assert ("prorated" in found.flags) <= ("missing" in found.flags)


@PATIENTLY
@given(answered())
def test_the_mirror_image_of_all_answers_has_the_mirror_image_of_the_score(
    case: tuple[Instrument, list[float | None]],
) -> None:
    used, answers = case
    if any(item.counted for item in used.items):
        return
    mirrored: list[float | None] = [
        item.values[0] + item.values[-1] - (answer or 0)
        for item, answer in zip(used.items, answers, strict=True)
    ]

    one, other = score(used, answers).score, score(used, mirrored).score

    assert one is not None
    assert other is not None
    assert abs(one + other - used.low - used.high) < 1e-9


@PATIENTLY
@given(answered(), st.data())
def test_a_step_up_moves_the_score_by_the_key_and_never_the_other_way(
    case: tuple[Instrument, list[float | None]], data: Any
) -> None:
    used, answers = case
    place = data.draw(st.integers(0, len(answers) - 1))
    item = used.items[place]
    higher = [value for value in item.values if value > (answers[place] or 0)]
    if not higher or item.counted:
        return
    raised = [*answers]
    raised[place] = higher[0]

    before, after = score(used, answers).score, score(used, raised).score

    assert before is not None
    assert after is not None
    if not item.is_scored:
        assert after == before
    else:
        assert (after < before) if item.reversed else (after > before)


@PATIENTLY
@given(answered(missing=True), st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_nothing(
    case: tuple[Instrument, list[float | None]], shuffling: Any
) -> None:
    used, answers = case
    pairs = list(zip(used.items, answers, strict=True))
    shuffling.shuffle(pairs)
    shuffled = replace(used, items=tuple(item for item, _ in pairs))

    assert score(shuffled, [answer for _, answer in pairs]) == score(used, answers)


@PATIENTLY
@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_who_5_is_a_multiple_of_four(raw: list[int]) -> None:
    found = score(instrument("who-5"), raw)

    assert found.score == 4 * sum(raw)
    assert ("low-wellbeing" in found.flags) == (sum(raw) <= 12)
    assert ("very-low-wellbeing" in found.flags) == (sum(raw) <= 7)


@PATIENTLY
@given(st.sampled_from(RULED), st.data())
def test_a_change_and_its_way_back_are_judged_alike(id: str, data: Any) -> None:
    used = instrument(id)
    scores = st.floats(used.low, used.high, allow_nan=False)
    before, after = data.draw(scores), data.draw(scores)

    there, back = change(used, before, after), change(used, after, before)

    swapped = {"changed_better": "changed_worse", "changed_worse": "changed_better"}
    assert back.kind == swapped.get(there.kind, there.kind)
    assert there.is_noticeable == back.is_noticeable
    better = after > before if used.better == "higher" else after < before
    if there.kind in swapped:
        assert (there.kind == "changed_better") == better
        assert there.klass in (("improved", "recovered") if better else ("deteriorated",))
    else:
        assert there.klass == "unchanged"


FIGURE = st.floats(-1000, 1000, allow_nan=False)
SPREAD = st.floats(0.1, 100, allow_nan=False)


@PATIENTLY
@given(FIGURE, FIGURE, SPREAD, st.floats(0, 0.99), FIGURE, FIGURE, SPREAD)
def test_criterion_c_lies_between_the_means_nearer_to_the_narrower_group(
    before: float,
    after: float,
    sd: float,
    reliability: float,
    patients: float,
    normal: float,
    normal_sd: float,
) -> None:
    found = reliable_change(
        before, after, sd=sd, reliability=reliability,
        patient_mean=patients, normal_mean=normal, normal_sd=normal_sd,
    )  # fmt: skip

    c = found.criterion_c
    assert c is not None
    assert min(patients, normal) - 1e-6 <= c <= max(patients, normal) + 1e-6
    # As many standard deviations from the patients' mean as from the others'.
    assert abs(abs(c - patients) / sd - abs(c - normal) / normal_sd) < 1e-6
    if patients != normal:
        assert found.better == ("higher" if normal > patients else "lower")


@PATIENTLY
@given(FIGURE, FIGURE, SPREAD, st.floats(0, 0.99))
def test_the_index_only_turns_its_sign_when_the_scores_change_places(
    before: float, after: float, sd: float, reliability: float
) -> None:
    there = reliable_change(before, after, sd=sd, reliability=reliability)
    back = reliable_change(after, before, sd=sd, reliability=reliability)

    assert there.reliable_change_index == -back.reliable_change_index
    assert abs(there.s_diff**2 - 2 * there.standard_error**2) <= 1e-9 * there.s_diff**2
