"""Texts of a FHIR resource in another language, by the standard `translation` extension."""

from collections.abc import Mapping
from typing import Any

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def in_language(element: Mapping[str, Any], name: str, language: str) -> str:
    """The text `name` of an element in `language`, or as it stands where there is no translation."""
    for extension in (element.get(f"_{name}") or {}).get("extension", ()):
        if extension.get("url") != TRANSLATION:
            continue
        said = {part.get("url"): part for part in extension.get("extension", ())}
        if said.get("lang", {}).get("valueCode", "").split("-")[0] == language.split("-")[0]:
            return str(said.get("content", {}).get("valueString", ""))
    return str(element.get(name, ""))


def translated(text: str, language: str) -> dict[str, Any]:
    """The element beside a text that holds its translation."""
    return translated_into({language: text})


def translated_into(texts: Mapping[str, str]) -> dict[str, Any]:
    """The element beside a text that holds its translations, by language."""
    return {
        "extension": [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": text},
                ],
            }
            for language, text in texts.items()
        ]
    }
