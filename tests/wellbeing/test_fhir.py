"""What leaves as FHIR: whole, checked against the R4 model, and nothing that should stay."""

import datetime as dt
import json
from typing import Any

import pytest

from muruna.wellbeing.fhir import NotFhir, bundle_of, exported, validated
from muruna.wellbeing.library import instrument, shelf
from muruna.wellbeing.logic.answer_checks import problems
from muruna.wellbeing.logic.responses import answers_of
from muruna.wellbeing.logic.scoring import score

NOW = dt.datetime(2026, 11, 23, 18, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
ANSWERS: dict[str, list[float | None]] = {
    "who-5": [2, 3, 2, 3, 2],
    "phq-8": [1] * 8,
    "phq-4": [1, 2, 0, 1],
    "gad-7": [0, 1, 2, 3, 0, 1, 2],
    "rses": [3, 2, 1, 0, 3, 2, 1, 0, 3, 2],
    "brs": [5, 2, 4, 1, 3, 2],
    "ucla-3": [1, 2, 3],
    "gse": [3] * 10,
    "ons-loneliness": [2],
    "ons-4": [7, 8, 9, 3],
    "belonging": [2],
}


def export(id: str, answers: list[float | None], **more: Any) -> dict[str, Any]:
    entries = exported(instrument(id), shelf().resources[id], answers, authored=NOW, **more)
    return bundle_of(entries, now=NOW)


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("id", sorted(ANSWERS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_leaves_comes_back_the_same(id: str, language: str) -> None:
    bundle = export(id, ANSWERS[id], language=language)
    (response,) = resources(bundle, "QuestionnaireResponse")

    assert validated(bundle) == bundle
    assert problems(shelf().resources[id], response) == []
    assert answers_of(instrument(id), shelf().resources[id], response) == ANSWERS[id]
    assert response["questionnaire"] == f"urn:muruna:questionnaire:{id}|1.0.0"
    assert response["authored"] == "2026-11-23T18:30:00+02:00"
    arabic = any("\u0621" <= letter <= "\u064a" for letter in json.dumps(response, ensure_ascii=False))
    assert arabic == (language == "ar")


@pytest.mark.parametrize("id", sorted(ANSWERS))
def test_scores_leave_as_observations_of_the_response(id: str) -> None:
    bundle = export(id, ANSWERS[id])
    found = score(instrument(id), ANSWERS[id])
    observations = resources(bundle, "Observation")

    wanted = [found.score, *(part.score for part in found.parts.values())]
    assert [one["valueQuantity"]["value"] for one in observations] == [
        pytest.approx(value) for value in wanted if value is not None
    ]
    for one in observations:
        assert one["derivedFrom"] == [{"reference": bundle["entry"][0]["fullUrl"]}]
        assert one["status"] == "final"
        assert "subject" not in one  # nobody's name is in it


def test_codes_of_scores_are_loincs_where_there_is_one() -> None:
    def codes(id: str) -> list[tuple[str, str]]:
        observations = resources(export(id, ANSWERS[id]), "Observation")
        return [
            (one["code"]["coding"][0]["system"], one["code"]["coding"][0]["code"]) for one in observations
        ]

    assert codes("gad-7") == [("http://loinc.org", "70274-6")]
    assert codes("who-5") == [("urn:muruna:codes:who-5", "score")]
    assert codes("phq-4") == [("urn:muruna:codes:phq-4", code) for code in ("score", "phq-2", "gad-2")]


def test_the_ninth_answer_of_phq_9_stays_unless_somebody_says_otherwise() -> None:
    answers: list[float | None] = [1, 1, 1, 1, 1, 1, 1, 1, 3]
    usual, whole = export("phq-9", answers), export("phq-9", answers, with_marked_item=True)

    # Nor may the total tell what was left out.
    assert "44260-8" not in json.dumps(usual)
    assert "44261-6" not in json.dumps(usual)
    assert resources(usual, "QuestionnaireResponse")[0]["questionnaire"].endswith(":phq-8|1.0.0")
    assert [one["valueQuantity"]["value"] for one in resources(usual, "Observation")] == [8]
    assert "44260-8" in json.dumps(whole)
    assert [one["valueQuantity"]["value"] for one in resources(whole, "Observation")] == [11]


def test_missing_answers_leave_no_score_and_prorated_ones_say_so() -> None:
    answers: list[float | None] = [1, None, 2, 3, 4]

    plain, filled = export("who-5", answers), export("who-5", answers, prorate=True)

    assert resources(plain, "Observation") == []
    (observation,) = resources(filled, "Observation")
    assert "prorated" in observation["note"][0]["text"]
    assert len(resources(plain, "QuestionnaireResponse")[0]["item"]) == 4


def test_nothing_answered_is_still_a_response() -> None:
    bundle = export("who-5", [None] * 5)

    assert "item" not in resources(bundle, "QuestionnaireResponse")[0]


def test_two_exports_share_no_name() -> None:
    one, other = export("who-5", ANSWERS["who-5"]), export("who-5", ANSWERS["who-5"])

    assert not {entry["fullUrl"] for entry in one["entry"]} & {entry["fullUrl"] for entry in other["entry"]}


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        ({"resourceType": "Patient"}, "Patient is not one of"),
        ({"resourceType": "Observation", "status": "final"}, "code"),
        (
            {"resourceType": "Questionnaire", "status": "active", "item": [{"linkId": 3, "type": "choice"}]},
            "item",
        ),
        ({}, "None is not one of"),
    ],
)
def test_what_is_no_fhir_is_named(resource: dict[str, Any], message: str) -> None:
    with pytest.raises(NotFhir, match=message):
        validated(resource)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NotFhir, match="time zone"):
        exported(
            instrument("ucla-3"),
            shelf().resources["ucla-3"],
            [1, 1, 1],
            authored=dt.datetime(2026, 1, 1),  # noqa: DTZ001
        )
