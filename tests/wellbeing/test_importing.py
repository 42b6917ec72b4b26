"""Questionnaires of other projects come in, are asked and scored; what cannot is said."""

import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from muruna.wellbeing.fhir import response_of, validated
from muruna.wellbeing.importing import BadQuestionnaire, read_questionnaire
from muruna.wellbeing.library import shelf
from muruna.wellbeing.logic.answer_checks import problems
from muruna.wellbeing.logic.responses import answers_of
from muruna.wellbeing.logic.scoring import score

EXAMPLES = Path(__file__).parent / "examples"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def option(code: str, value: float | None = None) -> dict[str, Any]:
    weight = {} if value is None else {"extension": [{"url": ORDINAL, "valueDecimal": value}]}
    return {**weight, "valueCoding": {"system": "urn:x", "code": code, "display": code.title()}}


def choice(link_id: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, "type": "choice", "text": link_id, "answerOption": list(options), **more}


def questionnaire(*items: dict[str, Any], **more: Any) -> str:
    return json.dumps(
        {"resourceType": "Questionnaire", "id": "Test-1", "status": "draft", "item": list(items), **more}
    )


def test_the_phq_9_of_us_core_comes_in_whole_and_its_own_response_is_scored() -> None:
    text = (EXAMPLES / "us-core-phq-9-questionnaire.json").read_text()
    given = json.loads((EXAMPLES / "us-core-phq-9-response.json").read_text())

    found = read_questionnaire(text, better="lower")

    assert validated(json.loads(text)) == json.loads(text)
    assert problems(json.loads(text), given) == []
    assert (found.title, found.instrument.low, found.instrument.high) == ("PHQ-9 Example", 0, 27)
    assert [item.is_scored for item in found.instrument.items] == [True] * 9 + [False]
    assert found.notes == ("The item /44261-6 is no question with one choice; it is left out.",)
    assert found.questions("en")[0].choices["LA6569-3"] == "Several days"
    # The response states its total itself: 12.
    answers = answers_of(found.instrument, json.loads(text), given)
    assert score(found.instrument, answers).score == 12


@pytest.mark.parametrize("id", sorted(shelf().resources))
def test_our_own_come_back_in(id: str) -> None:
    found = read_questionnaire(json.dumps(shelf().resources[id]))

    own = shelf().instruments[id]
    assert found.instrument.item_ids == own.item_ids
    assert [item.values for item in found.instrument.items] == [item.values for item in own.items]
    assert found.notice == shelf().resources[id]["copyright"]
    arabic = found.questions("ar")
    assert all(any("\u0621" <= letter <= "\u064a" for letter in one.text) for one in arabic)


def test_nested_groups_and_questions_below_answers_are_found() -> None:
    below = choice("below", option("a", 1), option("b", 2))
    found = read_questionnaire(
        questionnaire(
            {
                "linkId": "g1",
                "type": "group",
                "item": [
                    {"linkId": "hint", "type": "display", "text": "Hint"},
                    {
                        "linkId": "g2",
                        "type": "group",
                        "item": [choice("deep", option("no", 0), option("yes", 1))],
                    },
                ],
            },
            choice("top", option("no", 0), option("yes", 4), item=[below]),
        )
    )

    assert found.instrument.item_ids == ("deep", "top", "below")
    assert (found.instrument.low, found.instrument.high) == (1, 7)
    codes = {"deep": "yes", "top": "yes", "below": "b"}
    response = validated(response_of(found.resource, codes, id=UUID(int=1), authored=NOW))
    assert problems(found.resource, response) == []
    assert score(found.instrument, found.instrument.by_code(codes)).score == 7
    assert answers_of(found.instrument, found.resource, response | {"questionnaire": "x"}) == [1, 4, 2]


def test_without_ordinal_values_there_are_answers_and_no_score() -> None:
    found = read_questionnaire(
        questionnaire(
            choice("one", option("a"), option("b")), choice("two", {"valueString": "x"}, {"valueInteger": 3})
        )
    )

    assert found.instrument.method == "none"
    assert "no score" in found.notes[-1]
    response = validated(response_of(found.resource, {"one": "b", "two": "3"}, id=UUID(int=1), authored=NOW))
    assert problems(found.resource, response) == []
    assert response["item"][1]["answer"] == [{"valueInteger": 3}]


def test_a_choice_without_a_value_among_others_counts_as_no_answer() -> None:
    found = read_questionnaire(
        questionnaire(choice("one", option("a", 1), option("b", 2), option("rather-not")))
    )

    assert "without a value" in found.notes[0]
    assert score(found.instrument, found.instrument.by_code({"one": "rather-not"})).flags == ("missing",)


def test_a_value_set_inside_the_file_is_used() -> None:
    contained = {
        "resourceType": "ValueSet",
        "id": "vs",
        "status": "active",
        "compose": {
            "include": [
                {
                    "system": "urn:y",
                    "concept": [
                        {"code": "n", "display": "No", "extension": [{"url": ORDINAL, "valueDecimal": 0}]},
                        {"code": "y", "display": "Yes", "extension": [{"url": ORDINAL, "valueDecimal": 1}]},
                    ],
                }
            ]
        },
    }
    found = read_questionnaire(
        questionnaire(
            {"linkId": "one", "type": "choice", "text": "?", "answerValueSet": "#vs"}, contained=[contained]
        )
    )

    assert dict(found.questions("en")[0].choices) == {"n": "No", "y": "Yes"}
    assert found.instrument.items[0].values == (0, 1)


def test_what_is_not_asked_is_named() -> None:
    hidden = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}
    found = read_questionnaire(
        questionnaire(
            choice("one", option("a", 1), option("b", 2)),
            choice("many", option("a", 1), option("b", 2), repeats=True),
            choice("open", option("a", 1), option("b", 2)) | {"type": "open-choice"},
            choice(
                "if",
                option("a"),
                option("b"),
                enableWhen=[{"question": "one", "operator": "exists", "answerBoolean": True}],
            ),
            {"linkId": "words", "type": "text"},
            {"linkId": "total", "type": "decimal", "readOnly": True, "required": True},
            {"linkId": "secret", "type": "string", "required": True, "extension": [hidden]},
        )
    )

    assert found.instrument.item_ids == ("one", "open", "if")
    said = " ".join(found.notes)
    for link_id in ("many", "open", "if", "words", "total", "secret"):
        assert f"The item {link_id} " in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ("[]", "no FHIR Questionnaire"),
        ('{"resourceType": "Patient"}', "no FHIR Questionnaire"),
        (" " * 1_000_001, "too long"),
        ('{"resourceType": "Questionnaire", "status": "active"}', "no question with choices"),
        (
            '{"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "choice"}]}',
            "as FHIR R4 has it: status",
        ),
        (questionnaire(choice("one", option("a")), status="nonsense"), "status is “nonsense”"),
        (questionnaire({"linkId": "words", "type": "text"}), "no question with choices"),
        (
            questionnaire({"linkId": "words", "type": "text", "required": True}),
            "The item words must be answered",
        ),
        (
            questionnaire(choice("one", option("a")), choice("one", option("a"))),
            "The item one is there twice",
        ),
        (questionnaire({"linkId": "one", "type": "choice"}), "The item one has no choices"),
        (questionnaire(choice("one", option("a"), option("a"))), "two with the same one"),
        (
            questionnaire(
                {"linkId": "one", "type": "choice", "answerValueSet": "http://loinc.org/vs/LL358-3"}
            ),
            "its choices in http://loinc.org/vs/LL358-3, which is not in the file",
        ),
        (
            questionnaire(*(choice(str(one), option("a"), option("b")) for one in range(301))),
            "300 are the most",
        ),
        (questionnaire(*(choice(str(one), option("a")) for one in range(1001))), "too long"),
        (
            questionnaire({"linkId": "one", "type": "choice", "answerOption": [{"valueCoding": "a"}]}),
            "as FHIR R4 has it",
        ),
    ],
)
def test_what_cannot_come_in_is_said(text: str, message: str) -> None:
    with pytest.raises(BadQuestionnaire) as raised:
        read_questionnaire(text)

    assert message in str(raised.value)


def test_every_reason_is_given_at_once() -> None:
    with pytest.raises(BadQuestionnaire) as raised:
        read_questionnaire(
            questionnaire(
                {"linkId": "a", "type": "choice"}, {"linkId": "b", "type": "date", "required": True}
            )
        )

    assert len(raised.value.problems) == 2
