"""What is kept goes into its sealed form and comes back the same."""

import datetime as dt
import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muruna.wellbeing.logic.answering import finished, next_place, places, proper
from muruna.wellbeing.logic.diary import (
    MOODS,
    Answers,
    CheckIn,
    Mark,
    Setback,
    Sitting,
    as_data,
    from_data,
    what_helped,
)
from muruna.wellbeing.logic.instruments import ChangeRule, Choice, Instrument, Item

MOMENTS = st.datetimes(timezones=st.just(dt.UTC))
WORDS = st.text(max_size=40)
GIVEN = st.dictionaries(st.text(min_size=1, max_size=9), st.one_of(st.none(), WORDS), max_size=5)
KEPT = st.one_of(
    st.builds(Sitting, at=MOMENTS, asks=st.lists(WORDS, max_size=3).map(tuple), one_by_one=st.booleans(),
              given=st.dictionaries(WORDS, GIVEN, max_size=3), id=st.none()),
    st.builds(Answers, at=MOMENTS, of=WORDS, version=WORDS, sitting=st.uuids(), given=GIVEN, id=st.none()),
    st.builds(CheckIn, at=MOMENTS, mood=st.sampled_from(MOODS), word=WORDS, helped=WORDS, id=st.none()),
    st.builds(Mark, at=MOMENTS, on=st.dates(), words=WORDS, id=st.none()),
    st.builds(Setback, at=MOMENTS, happened=WORDS, helped=st.lists(WORDS, max_size=3).map(tuple), step=WORDS,
              whom=WORDS, id=st.none()),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(kept=KEPT, id=st.uuids())
def test_kept_things_come_back_as_they_were(kept, id) -> None:
    from dataclasses import replace

    told = json.loads(json.dumps(as_data(kept)))

    assert from_data(id, told) == replace(kept, id=id)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing is called"):
        from_data(uuid.uuid4(), {"kind": "else", "at": "2026-01-01T00:00:00+00:00"})


def instrument(id: str, count: int) -> Instrument:
    choices = (Choice("no", 0), Choice("yes", 1), Choice("skip", None))
    return Instrument(
        id=id, version="1", items=tuple(Item(f"{id}-{n}", choices) for n in range(count)), method="sum",
        low=0,
        high=count, better="higher", rule=ChangeRule("none", 0, False, "-"), permission="open",
    )  # fmt: skip


HERE = {"a": instrument("a", 2), "b": instrument("b", 1)}
AT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def sitting(**given: dict[str, str | None]) -> Sitting:
    return Sitting(id=uuid.uuid4(), at=AT, asks=("a", "b"), one_by_one=True, given=given)


def test_questions_follow_each_other_over_all_that_is_asked() -> None:
    every = places(("a", "gone", "b"), HERE)

    assert [(one.number, one.link) for one in every] == [(1, "a-0"), (2, "a-1"), (3, "b-0")]
    assert next_place(sitting(), every) == every[0]
    assert next_place(sitting(a={"a-0": None, "a-1": "yes"}), every) == every[2]
    assert next_place(sitting(a={"a-0": "no", "a-1": "no"}, b={"b-0": None}), every) is None


def test_only_choices_of_the_question_are_proper() -> None:
    assert proper(HERE["a"], {"a-0": "yes", "a-1": None}) == {"a-0": "yes", "a-1": None}
    for wrong in ({"a-0": "maybe"}, {"b-0": "yes"}, {"a-0": "1"}):
        with pytest.raises(ValueError, match="no such answer"):
            proper(HERE["a"], wrong)


def test_finished_keeps_each_by_itself_and_nothing_of_what_was_passed_over() -> None:
    done = finished(sitting(a={"a-1": "yes"}, b={"b-0": None}), HERE, AT)

    assert [(one.of, dict(one.given), one.is_whole) for one in done] == [
        ("a", {"a-0": None, "a-1": "yes"}, False)
    ]


def test_what_helped_comes_back_the_most_often_said_first() -> None:
    days = [CheckIn(at=AT + dt.timedelta(days=n), mood=3, helped=words)
            for n, words in enumerate(["Tea", "A walk.", "tea!", "", "Singing"])]  # fmt: skip
    hard = [Setback(at=AT, happened="-", helped=("a walk", "Rest"))]

    assert what_helped(days, hard) == ["tea!", "A walk.", "Singing", "Rest"]
    assert what_helped(days, hard, most=1) == ["tea!"]
