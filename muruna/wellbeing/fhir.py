"""Answers and scores as FHIR R4: a QuestionnaireResponse, Observations, and the bundle that carries them.

Checked against fhir.resources' model of R4B: for the resources and elements used here it is that of R4.
Nobody's name is in them: whoever takes them to a doctor says whose they are.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from muruna.wellbeing.library import shelf
from muruna.wellbeing.logic.instruments import Instrument
from muruna.wellbeing.logic.keys import PLAIN_VALUES, code_in
from muruna.wellbeing.logic.scoring import Score, score, shortened
from muruna.wellbeing.logic.translations import in_language

SURVEY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]
}
UNREAD = "invariant"  # questions that point both ways, all answered alike: what adds up says nothing
UNIT = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
# The model import costs a third of a second, so it waits until somebody exports or imports.
MODELS = {
    "Questionnaire": "fhir.resources.R4B.questionnaire",
    "QuestionnaireResponse": "fhir.resources.R4B.questionnaireresponse",
    "Observation": "fhir.resources.R4B.observation",
    "Bundle": "fhir.resources.R4B.bundle",
    "CodeSystem": "fhir.resources.R4B.codesystem",
}


class NotFhir(ValueError):
    """A resource is not as FHIR R4 has it; says every place."""


def validated(resource: Mapping[str, Any]) -> dict[str, Any]:
    """The resource as the R4 model reads and writes it; raises NotFhir."""
    from importlib import import_module

    from pydantic import ValidationError

    kind = str(resource.get("resourceType"))
    if kind not in MODELS:
        raise NotFhir(f"{kind} is not one of {', '.join(MODELS)}")
    model = getattr(import_module(MODELS[kind]), kind)
    try:
        read = model.model_validate(dict(resource))
        return dict(json.loads(read.model_dump_json()))
    except ValidationError as problem:
        places = [
            f"{'.'.join(str(step) for step in one['loc']) or kind}: {one['msg']}" for one in problem.errors()
        ]
        raise NotFhir("; ".join(places[:10])) from problem
    except (TypeError, ValueError, RecursionError) as problem:
        raise NotFhir(str(problem)) from problem


def exported(
    instrument: Instrument,
    resource: Mapping[str, Any],
    answers: Sequence[float | None],
    *,
    authored: dt.datetime,
    language: str = "en",
    prorate: bool = False,
    with_marked_item: bool = False,
) -> list[dict[str, Any]]:
    """A response and what was scored from it, as entries of a bundle.

    Unless `with_marked_item`, an instrument with an item of its own flag (the ninth of PHQ-9) leaves as its
    shorter form: of the whole total, what was left out could be told.
    """
    if not with_marked_item and any(mark.item for mark in instrument.marks):
        short = next(one for one in shelf().instruments.values() if one.longer_form == instrument.id)
        answers = shortened(short, instrument, answers)
        instrument, resource = short, shelf().resources[short.id]
    found = score(instrument, answers, prorate=prorate)
    is_unread = UNREAD in found.flags
    response_id = uuid4()
    response = response_of(
        resource,
        instrument.codes(answers),
        id=response_id,
        authored=authored,
        language=language,
        total=None if is_unread else found.score,
    )
    return [response, *observations_of(instrument, resource, found, response_id, authored=authored)]


def response_of(
    resource: Mapping[str, Any],
    codes: Mapping[str, str],
    *,
    id: UUID,
    authored: dt.datetime,
    language: str = "en",
    total: float | None = None,
) -> dict[str, Any]:
    """A QuestionnaireResponse to any questionnaire with choices, from the chosen code by linkId."""
    items = _answered(resource["item"], codes, total, language)
    # Another project's questionnaire may have neither.
    canonical = "|".join(filter(None, [resource.get("url"), resource.get("url") and resource.get("version")]))
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(id),
        "language": language,
        **({"questionnaire": canonical} if canonical else {}),
        "status": "completed",
        "authored": _moment(authored),
        **({"item": items} if items else {}),
    }


def observations_of(
    instrument: Instrument,
    resource: Mapping[str, Any],
    found: Score,
    response_id: UUID,
    *,
    authored: dt.datetime,
) -> list[dict[str, Any]]:
    """An Observation for the score and one for each part that has one."""
    total = next((item for item in resource["item"] if item.get("readOnly")), None)
    own = f"urn:muruna:codes:{instrument.id}"
    scores: list[tuple[Any, Score, tuple[float, float] | None]] = []
    if total:
        scores.append((total["code"][0], found, (instrument.low, instrument.high)))
    scores += [
        ({"system": own, "code": id, "display": f"{resource['title']}: {id}"}, part, None)
        for id, part in found.parts.items()
    ]
    return [
        {
            "resourceType": "Observation",
            "id": str(uuid4()),
            "status": "final",
            "category": [SURVEY],
            "code": {"coding": [code]},
            "effectiveDateTime": _moment(authored),
            **_value(one, is_unread=UNREAD in found.flags),
            "method": {"text": f"{instrument.id} {instrument.version}"},
            **({"referenceRange": [_range(*ends)]} if ends else {}),
            **_note(one, is_unread=UNREAD in found.flags),
            "derivedFrom": [{"reference": f"urn:uuid:{response_id}"}],
        }
        for code, one, ends in scores
        if one.score is not None
    ]


def _value(one: Score, *, is_unread: bool) -> dict[str, Any]:
    if not is_unread:
        return {"valueQuantity": {"value": one.score, **UNIT}}
    absent = {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown"}
    return {"dataAbsentReason": {"coding": [absent], "text": "All answers were the same; it cannot be read."}}


def _note(one: Score, *, is_unread: bool) -> dict[str, Any]:
    flags = [UNREAD, *one.flags] if is_unread and UNREAD not in one.flags else list(one.flags)
    return {"note": [{"text": ", ".join(flags)}]} if is_unread or "prorated" in flags else {}


def bundle_of(entries: Sequence[Mapping[str, Any]], *, now: dt.datetime) -> dict[str, Any]:
    """A validated bundle of entries; raises NotFhir."""
    bundle = {
        "resourceType": "Bundle",
        "id": str(uuid4()),
        "type": "collection",
        "timestamp": _moment(now),
        **(
            {"entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in entries]}
            if entries
            else {}
        ),
    }
    return validated(bundle)


def _answered(
    items: Sequence[Mapping[str, Any]], codes: Mapping[str, str], total: float | None, language: str
) -> list[dict[str, Any]]:
    made = []
    for item in items:
        answer: dict[str, Any] | None = None
        if item.get("readOnly"):
            answer = None if total is None else {"valueDecimal": total}
        elif item["linkId"] in codes:
            answer = _chosen(item, codes[item["linkId"]], language)
        below = _answered(item.get("item", ()), codes, total, language)
        text = in_language(item, "text", language)
        named = {"linkId": item["linkId"], **({"text": text} if text else {})}
        if item["type"] == "group":
            made += [{**named, "item": below}] if below else []
        elif answer:
            made.append({**named, "answer": [{**answer, **({"item": below} if below else {})}]})
    return made


def _chosen(item: Mapping[str, Any], code: str, language: str) -> dict[str, Any] | None:
    for option in item["answerOption"]:
        if code_in(option) != code:
            continue
        if "valueCoding" not in option:
            return {name: option[name] for name in PLAIN_VALUES if name in option}
        coding = option["valueCoding"]
        shown = {name: coding[name] for name in ("system", "code") if name in coding}
        display = in_language(coding, "display", language)
        return {"valueCoding": {**shown, **({"display": display} if display else {})}}
    return None


def _range(low: float, high: float) -> dict[str, Any]:
    return {"low": {"value": low, **UNIT}, "high": {"value": high, **UNIT}, "text": "possible range"}


def _moment(moment: dt.datetime) -> str:
    if moment.tzinfo is None:
        raise NotFhir("A moment in FHIR needs its time zone.")
    return moment.isoformat(timespec="seconds")
