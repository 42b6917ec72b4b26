"""Answers read out of FHIR responses, ours and other systems'."""

from typing import Any

import pytest

from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.responses import BadResponse, answers_of, likeliest
from muruna.wellbeing.logic.scoring import score

LOINC = "http://loinc.org"
CODES = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]


def response(answers: dict[str, dict[str, Any]], questionnaire: str | None = None) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        **({"questionnaire": questionnaire} if questionnaire else {}),
        "item": [{"linkId": id, "answer": [value]} for id, value in answers.items()],
    }


def coded(value: int) -> dict[str, Any]:
    return {"valueCoding": {"system": LOINC, "code": CODES[value]}}


def read(id: str, given: dict[str, Any]) -> list[float | None]:
    return answers_of(instrument(id), shelf().resources[id], given)


def test_rses_is_scored_by_the_names_of_its_items_whatever_order_they_come_in() -> None:
    used = instrument("rses-a")
    answers = [3, 2, 1, 0, 3, 2, 1, 0, 3, 2]
    given = response(
        {
            item.link_id: {"valueCoding": {"code": item.code_of(value)}}
            for item, value in zip(used.items, answers, strict=True)
        },
        "urn:muruna:questionnaire:rses|1.0.0",
    )

    assert score(instrument("rses"), read("rses", given)) == score(used, answers)


@pytest.mark.parametrize("prefix", ["/", ""])
@pytest.mark.parametrize(("count", "id"), [(9, "phq-9"), (8, "phq-8"), (2, "phq-2")])
def test_an_unnamed_response_is_known_by_its_items(prefix: str, count: int, id: str) -> None:
    ids = [link_id.removeprefix("/") for link_id in instrument("phq-9").item_ids[:count]]
    given = response({prefix + link_id: coded(1) for link_id in ids}, "http://loinc.org/q/whatever")

    found = likeliest(given, shelf().resources)

    assert found == id
    assert read(found, given) == [1] * count


def test_a_name_of_ours_is_believed_in_any_version() -> None:
    given = response(
        {"lonely": {"valueCoding": {"code": "some"}}}, "urn:muruna:questionnaire:ons-loneliness|0.9"
    )

    assert likeliest(given, shelf().resources) == "ons-loneliness"
    assert read("ons-loneliness", given) == [2]


def test_another_system_may_nest_them_and_answer_by_number() -> None:
    items = [
        {"linkId": link_id.removeprefix("/"), "answer": [{"valueInteger": 2}]}
        for link_id in instrument("gad-7").item_ids
    ]
    given = response({})
    given["item"] = [
        {"linkId": "group", "item": [*items, {"linkId": "note", "answer": [{"valueString": "-"}]}]}
    ]

    assert likeliest(given, shelf().resources) == "gad-7"
    assert read("gad-7", given) == [2] * 7


def test_a_response_to_phq_9_gives_phq_8_without_its_ninth() -> None:
    given = response(
        {link_id: coded(1) for link_id in instrument("phq-9").item_ids},
        "urn:muruna:questionnaire:phq-9|1.0.0",
    )

    assert read("phq-8", given) == [1] * 8


def test_what_is_left_out_is_missing() -> None:
    given = response({"/44250-9": coded(3)}, "urn:muruna:questionnaire:phq-4|1.0.0")

    assert read("phq-4", given) == [3, None, None, None]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "entered-in-error"}, "entered in error"),
        ({"status": None}, "status is None"),
        ({"item": [{"linkId": "/44250-9", "answer": [coded(1), coded(2)]}]}, "answered more than once"),
        (
            {"item": [{"linkId": "/44250-9", "answer": [{"valueCoding": {"code": "LA1"}}]}]},
            "none of its choices",
        ),
        ({"item": [{"linkId": "/1", "answer": [coded(1)]}]}, "no such item"),
        ({"item": [{"linkId": "/44250-9", "answer": "x"}]}, "not a list of answers"),
    ],
)
def test_a_response_that_cannot_be_read_says_why(change: dict[str, Any], message: str) -> None:
    given = response({"/44250-9": coded(1)}, "urn:muruna:questionnaire:phq-4|1.0.0") | change

    with pytest.raises(BadResponse, match=message):
        read("phq-4", given)


def test_a_response_to_something_else_is_not_guessed_at() -> None:
    assert likeliest(response({"/1": coded(1)}), shelf().resources) is None
    assert likeliest(response({}), shelf().resources) is None
