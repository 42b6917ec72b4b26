"""Instruments whose questions a site enters itself, after it has recorded its permission."""

import pytest

from muruna.wellbeing.importing import read_questionnaire
from muruna.wellbeing.library import shelf
from muruna.wellbeing.logic.keys import instrument_of
from muruna.wellbeing.logic.scoring import score
from muruna.wellbeing.pasting import BadItems, pasted, questionnaire_in

SEVEN = [f"Answer {place}" for place in range(1, 8)]


def texts(count: int) -> list[str]:
    return [f"Question {place}" for place in range(1, count + 1)]


def test_a_pasted_instrument_is_scored_by_the_key_that_ships() -> None:
    key, resource = pasted("gbs", texts(12), SEVEN, lead="How is it?")
    instrument = instrument_of(key, resource)

    # Malone 2012: items 3, 4, 6, 7, 9 and 12 are reversed.
    best: list[float | None] = [1 if place in (3, 4, 6, 7, 9, 12) else 7 for place in range(1, 13)]
    assert score(instrument, best).score == 7
    assert score(instrument, [4] * 12).flags == ("invariant",)
    shown = questionnaire_in(key, resource, "en")
    assert (shown.lead, shown.questions[0].text, len(shown.questions)) == ("How is it?", "Question 1", 12)
    assert "copyright" in resource["copyright"]


def test_fillers_and_parts_hold_for_pasted_questions() -> None:
    key, resource = pasted("ahs", texts(12), [*SEVEN, "Answer 8"])

    found = score(instrument_of(key, resource), [8] * 12)

    assert (found.score, {id: part.score for id, part in found.parts.items()}) == (
        64,
        {"agency": 32, "pathways": 32},
    )


def test_a_key_that_is_not_complete_is_completed_by_whoever_holds_the_instrument() -> None:
    with pytest.raises(BadItems, match="also has to be said"):
        pasted("lgbt-msm", texts(25), SEVEN[:5])

    key, resource = pasted(
        "lgbt-msm", texts(25), SEVEN[:5], reversed=[], parts={"connectedness": [24, 25], "events": [1, 2, 3]}
    )
    found = score(instrument_of(key, resource), [2] * 23 + [5, 4])

    assert found.score is None
    assert {id: part.score for id, part in found.parts.items()} == {"connectedness": 4.5, "events": 2}


def test_pasted_questions_are_a_questionnaire_like_any_other() -> None:
    import json

    _, resource = pasted("cclgbt", texts(8), SEVEN[:4])

    assert len(read_questionnaire(json.dumps(resource)).instrument.items) == 8


@pytest.mark.parametrize(
    ("id", "questions", "choices", "message"),
    [
        ("who-5", texts(5), SEVEN[:6], "are here already"),
        ("de-jong-gierveld-6", texts(6), SEVEN[:3], "for many people together only"),
        ("gbs", texts(11), SEVEN, "It has 12 questions, not 11"),
        ("gbs", texts(12), SEVEN[:5], "It has 7 answers to choose from, not 5"),
        ("gbs", [*texts(11), "  "], SEVEN, "1 to 500 characters"),
        ("gbs", [*texts(11), "x" * 501], SEVEN, "1 to 500 characters"),
        ("gbs", [*texts(11), "Question 1"], SEVEN, "are the same"),
    ],
)
def test_what_does_not_fit_is_said(id: str, questions: list[str], choices: list[str], message: str) -> None:
    with pytest.raises(BadItems, match=message):
        pasted(id, questions, choices)


def test_places_outside_the_instrument_are_refused() -> None:
    with pytest.raises(BadItems, match="numbered from 1 to 28"):
        pasted("empowerment", texts(28), SEVEN[:4], reversed=[29])


def test_no_words_of_theirs_are_here() -> None:
    for id, key in shelf().keys.items():
        if key["licence"]["permission"] == "site":
            assert id not in shelf().resources
            assert all(" " not in item for item in key["items"])
