"""An instrument whose questions may not be shipped: a site that holds the permission enters them itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muruna.foundation.clock import today
from muruna.wellbeing.fhir import validated
from muruna.wellbeing.library import Questionnaire, questionnaire_of, shelf
from muruna.wellbeing.logic.keys import ORDINAL_VALUE, BadKey, instrument_of, questions
from muruna.wellbeing.logic.translations import in_language, translated_into

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
    before: Mapping[str, Any] | None = None,
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The key and the Questionnaire of an instrument with entered questions; raises BadItems.

    `choices` go from the lowest value to the highest. `reversed` and `parts` (places from 1 on) complete a
    key that is not complete here; a key that is keeps what it says. `before` is what was pasted already:
    its words in other languages stay.
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
    new = Words(tuple(text.strip() for text in texts), tuple(choice.strip() for choice in choices))
    _check(new.texts, new.choices, len(key["items"]), len(values))
    by = words_in(before) | {language: new}
    if any(one.texts == new.texts for other, one in by.items() if other != language):
        raise BadItems(_("These are the same words as in another language."))
    entered = {"status": "entered", "note": "", "checked": today().isoformat()}
    key["languages"] = dict.fromkeys(by, entered)
    return key, validated(_resource(key, by, lead.strip(), values))


@dataclass(frozen=True)
class Words:
    """Questions and choices in one language."""

    texts: tuple[str, ...]
    choices: tuple[str, ...]


def words_in(pasted: Mapping[str, Any] | None) -> dict[str, Words]:
    """What was pasted, by language, the first one first."""
    if not pasted or "key" not in pasted:
        return {}
    resource = pasted["resource"]
    items = list(questions(resource["item"]))
    options = [one["valueCoding"] for one in items[0]["answerOption"]]
    first = resource.get("language", "en")
    return {
        language: Words(
            tuple(in_language(one, "text", language) for one in items),
            tuple(in_language(one, "display", language) for one in options),
        )
        for language in dict.fromkeys([first, *pasted["key"].get("languages", {})])
    }


def said_of(key: Mapping[str, Any]) -> dict[str, str]:
    """What was said of reversed questions and of parts, as it is typed."""
    place = {item: str(number) for number, item in enumerate(key["items"], 1)}
    parts = (
        f"{one['id']}: {', '.join(place[item] for item in one['items'])}" for one in key.get("parts", ())
    )
    return {
        "reversed": ", ".join(place[item] for item in key.get("reversed", ())), "parts": "\n".join(parts),
    }  # fmt: skip


def _resource(
    key: Mapping[str, Any], by: Mapping[str, Words], lead: str, values: Sequence[int]
) -> dict[str, Any]:
    own, first = f"urn:muruna:codes:{key['id']}", next(iter(by))
    codes = key["answers"].get("codes") or [str(value) for value in values]
    options: list[dict[str, Any]] = [
        {
            "extension": [{"url": ORDINAL_VALUE, "valueDecimal": value}],
            "valueCoding": {"system": own, "code": code}
            | _said("display", first, {one: words.choices[place] for one, words in by.items()}),
        }
        for place, (value, code) in enumerate(zip(values, codes, strict=True))
    ]  # fmt: skip
    return {
        "resourceType": "Questionnaire",
        "id": key["id"],
        "language": first,
        "url": f"urn:muruna:questionnaire:{key['id']}",
        "version": key["version"],
        "title": key["name"],
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": key["licence"]["notice"],
        "item": ([{"linkId": "lead", "text": lead, "type": "display"}] if lead else [])
        + [
            {
                "linkId": link_id,
                "code": [{"system": own, "code": link_id}],
                **_said("text", first, {one: words.texts[place] for one, words in by.items()}),
                "type": "choice",
                "required": False,
                "answerOption": options,
            }
            for place, link_id in enumerate(key["items"])
        ],
    }


def _said(name: str, first: str, by: Mapping[str, str]) -> dict[str, Any]:
    """A text in its first language, with the others beside it."""
    others = {language: text for language, text in by.items() if language != first}
    return {name: by[first], **({f"_{name}": translated_into(others)} if others else {})}


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
