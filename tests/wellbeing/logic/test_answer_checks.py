"""A response is checked against its questionnaire: types, required, conditions, choices, places."""

from typing import Any

import pytest

from muruna.wellbeing.logic.answer_checks import problems

QUESTIONNAIRE: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "status": "active",
    "contained": [
        {
            "resourceType": "ValueSet",
            "id": "colours",
            "compose": {"include": [{"system": "urn:c", "concept": [{"code": "red"}, {"code": "blue"}]}]},
        }
    ],
    "item": [
        {"linkId": "lead", "type": "display", "text": "Hello"},
        {
            "linkId": "mood",
            "type": "choice",
            "required": True,
            "answerOption": [{"valueCoding": {"system": "urn:m", "code": c}} for c in ("good", "bad")],
        },
        {
            "linkId": "why",
            "type": "string",
            "maxLength": 10,
            "enableWhen": [
                {"question": "mood", "operator": "=", "answerCoding": {"system": "urn:m", "code": "bad"}}
            ],
        },
        {"linkId": "age", "type": "integer"},
        {
            "linkId": "grown",
            "type": "boolean",
            "required": True,
            "enableWhen": [{"question": "age", "operator": ">=", "answerInteger": 18}],
        },
        {
            "linkId": "more",
            "type": "group",
            "item": [
                {"linkId": "colour", "type": "choice", "answerValueSet": "#colours"},
                {"linkId": "day", "type": "date"},
                {"linkId": "words", "type": "open-choice", "answerOption": [{"valueString": "tea"}]},
                {"linkId": "many", "type": "decimal", "repeats": True},
                {
                    "linkId": "both",
                    "type": "boolean",
                    "enableBehavior": "all",
                    "enableWhen": [
                        {"question": "colour", "operator": "exists", "answerBoolean": True},
                        {"question": "age", "operator": "!=", "answerInteger": 3},
                    ],
                },
            ],
        },
    ],
}
GOOD = {"valueCoding": {"system": "urn:m", "code": "good"}}
BAD = {"valueCoding": {"system": "urn:m", "code": "bad"}}


def response(*items: dict[str, Any], status: str = "completed") -> dict[str, Any]:
    return {"resourceType": "QuestionnaireResponse", "status": status, "item": list(items)}


def answer(link_id: str, *answers: dict[str, Any]) -> dict[str, Any]:
    return {"linkId": link_id, "answer": list(answers)}


def group(*items: dict[str, Any]) -> dict[str, Any]:
    return {"linkId": "more", "item": list(items)}


@pytest.mark.parametrize(
    "given",
    [
        response(answer("mood", GOOD)),
        response(answer("mood", {"valueCoding": {"code": "good"}})),
        response(answer("mood", BAD), answer("why", {"valueString": "rain"})),
        response(
            answer("mood", GOOD),
            answer("age", {"valueInteger": 20}),
            answer("grown", {"valueBoolean": False}),
        ),
        response(status="in-progress"),
        response(
            answer("mood", GOOD),
            group(
                answer("colour", {"valueCoding": {"system": "urn:c", "code": "blue"}}),
                answer("day", {"valueDate": "2026-11"}),
                answer("words", {"valueString": "anything"}),
                answer("many", {"valueDecimal": 1}, {"valueDecimal": 2.5}),
                answer("both", {"valueBoolean": True}),
            ),
        ),
    ],
)
def test_good_responses_have_no_problem(given: dict[str, Any]) -> None:
    assert problems(QUESTIONNAIRE, given) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"resourceType": "Patient"}, "this is Patient"),
        (response(answer("mood", GOOD), status="done"), "its status is 'done'"),
        (response(), "mood: is required and has no answer"),
        (response(answer("mood")), "mood: is required and has no answer"),
        (response(answer("mood", {"valueCoding": {"code": "fine"}})), "mood: 'fine' is none of its choices"),
        (
            response(answer("mood", {"valueCoding": {"system": "urn:x", "code": "good"}})),
            "mood: 'good' is none",
        ),
        (
            response(answer("mood", {"valueInteger": 1})),
            "mood: is answered with valueInteger, not valueCoding",
        ),
        (response(answer("mood", {})), "mood: an answer holds exactly one value"),
        (response(answer("mood", {**GOOD, "valueInteger": 1})), "mood: an answer holds exactly one value"),
        (response(answer("mood", GOOD, BAD)), "mood: is answered more than once"),
        (response(answer("mood", GOOD), answer("mood", BAD)), "mood: is answered more than once"),
        (
            response(answer("mood", GOOD), answer("why", {"valueString": "x"})),
            "why: is answered, but its condition",
        ),
        (response(answer("mood", BAD), answer("why", {"valueString": "x" * 11})), "why: is longer than 10"),
        (
            response(answer("mood", BAD), answer("why", {"valueString": "  "})),
            "why: valueString is not written",
        ),
        (
            response(answer("mood", GOOD), answer("age", {"valueInteger": True})),
            "age: valueInteger is not written",
        ),
        (response(answer("mood", GOOD), answer("age", {"valueInteger": 18})), "grown: is required"),
        (response(answer("mood", GOOD), answer("else", GOOD)), "else: the questionnaire has no such item"),
        (
            response(answer("mood", GOOD), answer("day", {"valueDate": "2026"})),
            "day: stands in another place",
        ),
        (response(answer("mood", GOOD), answer("lead", GOOD)), "lead: is a display and takes no answer"),
        (
            response(answer("mood", GOOD), {**group(), "answer": [GOOD]}),
            "more: is a group and takes no answer",
        ),
        (
            response(answer("mood", GOOD), group(answer("day", {"valueDate": "2026-13-01"}))),
            "day: valueDate is not written",
        ),
        (
            response(answer("mood", GOOD), group(answer("colour", {"valueCoding": {"code": "green"}}))),
            "colour: 'green' is none of its choices",
        ),
        (
            response(answer("mood", GOOD), group(answer("both", {"valueBoolean": True}))),
            "both: is answered, but its condition",
        ),
        (
            response({**answer("mood", GOOD), "item": [answer("age", {"valueInteger": 1})]}),
            "mood: items below a question belong into its answer",
        ),
        (
            {"resourceType": "QuestionnaireResponse", "status": "completed", "item": {}},
            "items are not a list",
        ),
        (response({"answer": [GOOD]}), "an item has no linkId"),
        (response({"linkId": "mood", "answer": GOOD}), "mood: its answers are not a list"),
    ],
)
def test_each_wrong_thing_is_named(given: dict[str, Any], message: str) -> None:
    found = [str(one) for one in problems(QUESTIONNAIRE, given)]

    assert any(one.startswith(message) or message in one for one in found), found


def test_a_file_that_nests_without_end_is_refused() -> None:
    deep: dict[str, Any] = {"linkId": "more"}
    for _ in range(100):
        deep = {"linkId": "more", "item": [deep]}

    assert "nested too deep" in str(problems(QUESTIONNAIRE, response(deep))[0])
