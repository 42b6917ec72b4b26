"""Reads content/instruments: a key for each instrument, and its questions where they may be shipped."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from muruna.strategies.library import BadContent, load
from muruna.wellbeing.logic.instruments import Instrument
from muruna.wellbeing.logic.keys import BadKey, instrument_of, questions
from muruna.wellbeing.logic.translations import in_language

__all__ = ["BadContent", "Question", "Questionnaire", "Shelf", "instrument", "instruments", "shelf"]

# Other names under which people know an instrument.
_ALSO = {"ons4": "ons-4", "ons": "ons-loneliness", "djg6": "de-jong-gierveld-6", "loneliness3": "ucla-3"}


@dataclass(frozen=True)
class Question:
    """One question in one language, with the texts of its choices by code, in the order they are offered."""

    link_id: str
    text: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """What is known of the wording in one language: official, compared, uncompared, ours or unvalidated."""

    status: str
    note: str
    checked: dt.date


@dataclass(frozen=True)
class Questionnaire:
    """An instrument with its words in one language and everything that has to be said beside it."""

    instrument: Instrument
    name: str
    title: str
    purpose: str
    lead: str
    questions: tuple[Question, ...]
    language: str
    wording: Wording | None
    notice: str
    licence: str
    recall: str
    cite: str
    doi: str
    source_mark: str
    source_checked: dt.date
    cut_offs: tuple[Mapping[str, Any], ...]

    @property
    def has_questions(self) -> bool:
        """Whether its questions are shipped; the others a site enters itself."""
        return bool(self.questions)


@dataclass(frozen=True)
class Shelf:
    """All keys, and the FHIR Questionnaires of those that have questions, by id."""

    keys: Mapping[str, Mapping[str, Any]]
    resources: Mapping[str, Mapping[str, Any]]
    instruments: Mapping[str, Instrument]


@cache
def shelf() -> Shelf:
    """Everything in this server's content/instruments; raises BadContent."""
    return read_shelf(Path(settings.CONTENT_DIR))


def instrument(name: str) -> Instrument:
    """The instrument of a name as people write it ("PHQ9", "rses-a"); raises KeyError."""
    wanted = _plain(name)
    known = {_plain(id): one for id, one in shelf().instruments.items()}
    if wanted in known:
        return known[wanted]
    if wanted in _ALSO:
        return shelf().instruments[_ALSO[wanted]]
    for plain, one in known.items():
        for order in one.orders:
            if wanted == plain + order.lower():
                return one.in_order(order)
    raise KeyError(name)


@cache
def instruments(language: str) -> dict[str, Questionnaire]:
    """Every instrument with its words in a language, or in English where that has none."""
    return {
        id: questionnaire_of(key, shelf().resources.get(id), language) for id, key in shelf().keys.items()
    }


def questionnaire_of(
    key: Mapping[str, Any], resource: Mapping[str, Any] | None, language: str
) -> Questionnaire:
    """The words of one instrument in one language."""
    # A region has no wording of its own: "ar-EG" reads "ar".
    spoken = language.split("-")[0]
    if spoken not in key["languages"]:
        spoken = "en" if "en" in key["languages"] else str((resource or {}).get("language", "en"))
    wording = key["languages"].get(spoken)
    source = key["source"]
    lead: Mapping[str, Any] = next(
        (one for one in (resource or {}).get("item", ()) if one["linkId"] == "lead"), {}
    )
    return Questionnaire(
        instrument=instrument_of(key, resource),
        name=key["name"],
        title=key["title"].get(language.split("-")[0], key["title"]["en"]),
        purpose=key["purpose"].get(language.split("-")[0], key["purpose"]["en"]),
        lead=in_language(lead, "text", spoken),
        questions=tuple(
            Question(
                item["linkId"],
                in_language(item, "text", spoken),
                {
                    option["valueCoding"]["code"]: in_language(option["valueCoding"], "display", spoken)
                    for option in item["answerOption"]
                },
            )
            for item in questions((resource or {}).get("item", ()))
        ),
        language=spoken,
        wording=wording and Wording(wording["status"], wording["note"], _day(wording["checked"])),
        notice=(resource or {}).get("copyright", key["licence"]["notice"]),
        licence=key["licence"]["summary"],
        recall=key["recall"],
        cite=source["cite"],
        doi=source.get("doi", ""),
        source_mark=source["mark"],
        source_checked=_day(source["checked"]),
        cut_offs=tuple(key.get("cut_offs", ())),
    )


def read_shelf(content: Path) -> Shelf:
    """Everything below a content folder; raises BadContent with what is wrong."""
    folder = content / "instruments"
    keys = {path.stem: load(path, content, "instrument.json") for path in sorted(folder.glob("*.yaml"))}
    resources = {path.stem: _resource(path) for path in sorted(folder.glob("*.json"))}
    if lost := sorted(set(resources) - set(keys)):
        raise BadContent(f"{', '.join(lost)} has questions but no key")
    made = {}
    for id, key in keys.items():
        resource = resources.get(id)
        if key["id"] != id or (
            resource and (resource.get("id"), resource.get("version")) != (id, key["version"])
        ):
            raise BadContent(f"{id}: the file, its key and its questions must say the same id and version")
        if (key["licence"]["permission"] == "site") == (resource is not None):
            raise BadContent(f"{id}: questions that need a site's permission must not be here, others must")
        try:
            made[id] = instrument_of(key, resource)
        except BadKey as problem:
            raise BadContent(str(problem)) from problem
        if key.get("longer_form") not in (None, *keys):
            raise BadContent(f"{id}: its longer form is not here")
    return Shelf(keys, resources, made)


def _resource(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise BadContent(f"{path.name} cannot be read: {problem}") from problem
    if not isinstance(data, dict) or data.get("resourceType") != "Questionnaire":
        raise BadContent(f"{path.name} is no Questionnaire")
    return data


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
