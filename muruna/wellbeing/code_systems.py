"""Codes of our own, where LOINC has none: one CodeSystem for each questionnaire that uses any."""

from collections.abc import Iterator, Mapping
from typing import Any

from muruna.wellbeing.logic.keys import questions, value_in
from muruna.wellbeing.logic.translations import in_language

PREFIX = "urn:muruna:codes:"


def code_system_of(resource: Mapping[str, Any]) -> dict[str, Any] | None:
    """The CodeSystem that a questionnaire of ours needs; None if all its codes are LOINC's."""
    url = PREFIX + resource["id"]
    concepts = {code: concept for code, concept in _concepts(resource, url)}
    if not concepts:
        return None
    return {
        "resourceType": "CodeSystem",
        "id": resource["id"],
        "url": url,
        "version": resource["version"],
        "name": resource["name"] + "Codes",
        "title": f"Codes of {resource['title']}",
        "status": "active",
        "experimental": False,
        "date": resource["date"],
        "publisher": "Muruna",
        "copyright": resource["copyright"],
        "caseSensitive": True,
        "content": "complete",
        "count": len(concepts),
        "property": [
            {
                "code": "ordinal",
                "uri": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
                "description": "What an answer counts before any reversal",
                "type": "decimal",
            }
        ],
        "concept": list(concepts.values()),
    }


def _concepts(resource: Mapping[str, Any], url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for coding in resource["code"]:
        if coding["system"] == url:
            yield coding["code"], _concept(coding, in_language(resource, "title", "ar"))
    for item in resource["item"]:
        for coding in item.get("code", ()):
            if coding["system"] == url:
                yield coding["code"], _concept(coding, in_language(item, "text", "ar"))
    for item in questions(resource["item"]):
        for option in item["answerOption"]:
            coding = option["valueCoding"]
            if coding.get("system") == url:
                arabic = in_language(coding, "display", "ar")
                worth = {"property": [{"code": "ordinal", "valueDecimal": value_in(option)}]}
                yield f"answer:{coding['code']}", _concept(coding, arabic) | worth


def _concept(coding: Mapping[str, Any], arabic: str) -> dict[str, Any]:
    return {
        "code": coding["code"],
        "display": coding["display"],
        "designation": [{"language": "ar", "value": arabic}],
    }
