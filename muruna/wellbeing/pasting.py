"""An instrument whose questions may not be shipped: a site that holds the permission enters them itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from muruna.wellbeing.fhir import validated
from muruna.wellbeing.library import Questionnaire, questionnaire_of, shelf
from muruna.wellbeing.logic.keys import BadKey, instrument_of

MOST_CHARACTERS = 500


class BadItems(ValueError):
    """What was entered does not fit the instrument; says why."""


def pasted(
    id: str,
    texts: Sequence[str],
    choices: Sequence[str],
    *,
    language: str = "en",
    lead: str = "",
    reversed: Sequence[int] | None = None,
    parts: Mapping[str, Sequence[int]] | None = None,
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The key and the Questionnaire of an instrument with entered questions; raises BadItems.

    `choices` go from the lowest value to the highest. `reversed` and `parts` (places from 1 on) complete a
    key that is not complete here; a key that is keeps what it says.
    """
    key = dict(shelf().keys[id])
    if key["licence"]["permission"] != "site":
        raise BadItems(_("Its questions are here already."))
    if key.get("is_for_groups_only"):
        raise BadItems(_("It may be used for many people together only, so it is asked of nobody here."))
    if not key.get("is_complete", True):
        key = _completed(key, reversed, parts)
    answers = key["answers"]
    values = list(range(answers["lowest"], answers["highest"] + 1))
    texts, choices = [text.strip() for text in texts], [text.strip() for text in choices]
    _check(texts, choices, len(key["items"]), len(values))
    own = f"urn:muruna:codes:{id}"
    codes = answers.get("codes") or [str(value) for value in values]
    options = [
        {
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": value}
            ],
            "valueCoding": {"system": own, "code": code, "display": choice},
        }
        for value, code, choice in zip(values, codes, choices, strict=True)
    ]
    leading = [{"linkId": "lead", "text": lead.strip(), "type": "display"}] if lead.strip() else []
    resource = {
        "resourceType": "Questionnaire",
        "id": id,
        "language": language,
        "url": f"urn:muruna:questionnaire:{id}",
        "version": key["version"],
        "title": key["name"],
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": key["licence"]["notice"],
        "item": leading
        + [
            {
                "linkId": link_id,
                "code": [{"system": own, "code": link_id}],
                "text": text,
                "type": "choice",
                "required": False,
                "answerOption": options,
            }
            for link_id, text in zip(key["items"], texts, strict=True)
        ],
    }
    return key, validated(resource)


def questionnaire_in(key: Mapping[str, Any], resource: Mapping[str, Any], language: str) -> Questionnaire:
    """What was pasted, as the library gives its own; raises BadItems."""
    try:
        instrument_of(key, resource)
    except BadKey as problem:
        raise BadItems(str(problem)) from problem
    return questionnaire_of(key, resource, language)


def _completed(
    key: dict[str, Any], reversed: Sequence[int] | None, parts: Mapping[str, Sequence[int]] | None
) -> dict[str, Any]:
    items = key["items"]
    if reversed is None or (parts is None and key["method"] == "none"):
        raise BadItems(_("It also has to be said which questions are reversed, and what its sub-scales are."))
    places = [*reversed, *(place for its in (parts or {}).values() for place in its)]
    if not all(1 <= place <= len(items) for place in places):
        raise BadItems(_("Its questions are numbered from 1 to %(last)s.") % {"last": len(items)})
    done = {**key, "is_complete": True}
    if reversed:
        done["reversed"] = [items[place - 1] for place in reversed]
    if parts:
        done["parts"] = [
            {"id": name, "items": [items[place - 1] for place in its], "method": "mean"}
            for name, its in parts.items()
        ]
    return done


def _check(texts: Sequence[str], choices: Sequence[str], items: int, values: int) -> None:
    if len(texts) != items:
        raise BadItems(
            _("It has %(wanted)s questions, not %(given)s.") % {"wanted": items, "given": len(texts)}
        )
    if len(choices) != values:
        raise BadItems(
            _("It has %(wanted)s answers to choose from, not %(given)s.")
            % {"wanted": values, "given": len(choices)}
        )
    for text in (*texts, *choices):
        if not text or len(text) > MOST_CHARACTERS:
            raise BadItems(
                _("Each question and each answer has 1 to %(most)s characters.") % {"most": MOST_CHARACTERS}
            )
    if len(set(texts)) < len(texts) or len(set(choices)) < len(choices):
        raise BadItems(_("Two questions or two answers are the same."))
