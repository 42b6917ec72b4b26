"""Takes in another project's FHIR R4 Questionnaire: its questions with choices, and what these are worth."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muruna.language import offered
from muruna.wellbeing.fhir import NotFhir, validated
from muruna.wellbeing.library import Question
from muruna.wellbeing.logic.answer_values import concepts
from muruna.wellbeing.logic.instruments import Better, ChangeRule, Instrument, Item
from muruna.wellbeing.logic.keys import choices_in, code_in, questions
from muruna.wellbeing.logic.translations import in_language

MOST_CHARACTERS = 1_000_000
MOST_QUESTIONS = 300
MOST_VALUE = 1_000_000  # what a choice may be worth, above or below nothing: sums stay numbers
# Groups and explanations stand among them; what has more would keep the server busy before it is refused.
MOST_ITEMS = 1000
_STATUSES = ("draft", "active", "retired", "unknown")
_HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"


class BadQuestionnaire(ValueError):
    """A questionnaire cannot be taken in; `problems` says every reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Imported:
    """What was taken in: the questionnaire as it is kept, how it is scored, and what was left out."""

    resource: Mapping[str, Any]
    instrument: Instrument
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it calls itself."""
        return str(self.resource.get("title") or self.resource.get("name") or self.instrument.id)

    @property
    def notice(self) -> str:
        """Its own notice of copyright."""
        return str(self.resource.get("copyright", ""))

    def questions(self, language: str) -> tuple[Question, ...]:
        """Its questions in a language, or as they are written."""
        return tuple(
            Question(
                item["linkId"],
                " ".join(filter(None, [heading, in_language(item, "text", language)])),
                {code_in(option): _shown(option, language) for option in item["answerOption"]},
            )
            for item, heading in _under_headings(self.resource["item"], language)
        )

    def lead(self, language: str) -> str:
        """What it says before its first question."""
        said = []
        for item in self.resource["item"]:
            if item.get("type") != "display":
                break
            said.append(in_language(item, "text", language))
        return " ".join(filter(None, said))


def read_questionnaire(text: str | bytes, *, better: Better = "higher") -> Imported:
    """A questionnaire from JSON; raises BadQuestionnaire.

    Options with an ordinal value are added up; without any there is no score. FHIR does not say whether more
    is better, so whoever imports does.
    """
    resource = _kept(_parsed(text))
    problems: list[str] = []
    notes: list[str] = []
    _sort_out(resource["item"], resource.get("contained", ()), problems, notes)
    found = list(questions(resource["item"]))
    ids = [item["linkId"] for item in _every(resource["item"])]
    twice = sorted(id for id, times in Counter(ids).items() if times > 1)
    problems += [_("The item %(name)s is there twice.") % {"name": id} for id in twice]
    if not found and not problems:
        problems.append(_("It has no question with choices."))
    if len(found) > MOST_QUESTIONS:
        problems.append(
            _("It has %(count)s questions; %(most)s are the most.")
            % {"count": len(found), "most": MOST_QUESTIONS}
        )
    if problems:
        raise BadQuestionnaire(problems)
    items = tuple(_item(one, notes) for one in found)
    problems += [
        _("The item %(name)s has a choice that is worth more than %(most)s, or less than its opposite.")
        % {"name": item.link_id, "most": MOST_VALUE}
        for item in items
        if any(abs(value) > MOST_VALUE for value in item.values)
    ]
    if problems:
        raise BadQuestionnaire(problems)
    scored = [item for item in items if item.is_scored]
    if not scored:
        notes.append(_("None of its choices has a value, so there is no score."))
    instrument = Instrument(
        id=_id_of(resource),
        version=str(resource.get("version", "1")),
        items=items,
        method="sum" if scored else "none",
        low=sum(item.range[0] for item in scored),
        high=sum(item.range[1] for item in scored),
        better=better,
        rule=ChangeRule("none", 0, False, "No rule of change is known for it."),
        permission="site",
    )
    return Imported(resource, instrument, tuple(notes))


def _parsed(text: str | bytes) -> dict[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise BadQuestionnaire([_("The file is too long.")])
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BadQuestionnaire([_("The file is not JSON: %(why)s.") % {"why": problem}]) from problem
    if not isinstance(data, dict) or data.get("resourceType") != "Questionnaire":
        raise BadQuestionnaire([_("The file is no FHIR Questionnaire.")])
    written = text if isinstance(text, str) else text.decode("utf-8", "replace")
    if written.count('"linkId"') > MOST_ITEMS:
        raise BadQuestionnaire([_("The file is too long.")])
    return data


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    try:
        resource = deepcopy(validated(data))
    except NotFhir as problem:
        raise BadQuestionnaire([_("It is not as FHIR R4 has it: %(why)s.") % {"why": problem}]) from problem
    # The model does not look at codes.
    if resource.get("status") not in _STATUSES:
        raise BadQuestionnaire(
            [
                _("Its status is “%(status)s”, not one of these: %(known)s.")
                % {"status": resource.get("status"), "known": ", ".join(_STATUSES)}
            ]
        )
    if not resource.get("item"):
        raise BadQuestionnaire([_("It has no question with choices.")])
    return resource


def _sort_out(
    items: list[dict[str, Any]],
    contained: Sequence[Mapping[str, Any]],
    problems: list[str],
    notes: list[str],
) -> None:
    """Leave what can be asked here; say of everything else why it stays out, or why it cannot."""
    for item in list(items):
        name = {"name": item["linkId"]}
        kind = item.get("type")
        if kind == "group":
            _sort_out(item.setdefault("item", []), contained, problems, notes)
            if not item["item"]:
                items.remove(item)
        elif kind == "display" or item.get("readOnly") or _is_hidden(item):
            if kind != "display":
                notes.append(_("The item %(name)s is worked out, not asked; it is left out.") % name)
                items.remove(item)
        elif kind in ("choice", "open-choice") and not item.get("repeats"):
            _with_options(item, contained, name, problems)
            if kind == "open-choice":
                notes.append(_("The item %(name)s also takes free text; here it takes its choices.") % name)
            if item.get("enableWhen"):
                notes.append(
                    _("The item %(name)s is asked of everybody here: its condition is left out.") % name
                )
            if item.get("item"):
                _sort_out(item["item"], contained, problems, notes)
                if not item["item"]:
                    del item["item"]
        else:
            if item.get("required"):
                problems.append(
                    _("The item %(name)s must be answered, but here only one choice can be asked for.") % name
                )
            else:
                notes.append(_("The item %(name)s is no question with one choice; it is left out.") % name)
                items.remove(item)


def _with_options(
    item: dict[str, Any],
    contained: Sequence[Mapping[str, Any]],
    name: Mapping[str, str],
    problems: list[str],
) -> None:
    """Put the choices into the question itself, and see that they can be told apart."""
    if "answerOption" not in item and "answerValueSet" in item:
        reference = item.pop("answerValueSet")
        listed = next((concepts(one) for one in contained if reference == f"#{one.get('id')}"), [])
        if not listed:
            problems.append(
                _("The item %(name)s has its choices in %(where)s, which is not in the file.")
                % {**name, "where": reference}
            )
            return
        item["answerOption"] = [_option(concept) for concept in listed]
    options = item.get("answerOption", [])
    codes = [code_in(option) for option in options]
    if not options:
        problems.append(_("The item %(name)s has no choices.") % name)
    elif not all(codes) or len(set(codes)) < len(codes):
        problems.append(_("The item %(name)s has choices without a code, or two with the same one.") % name)


def _option(concept: Mapping[str, Any]) -> dict[str, Any]:
    coding = {name: concept[name] for name in ("system", "code", "display") if concept.get(name)}
    extensions = concept.get("extension")
    return {**({"extension": list(extensions)} if extensions else {}), "valueCoding": coding}


def unreadable(resource: Mapping[str, Any]) -> list[str]:
    """What nobody could answer: a question without words, choices that cannot be told apart.

    Asked when a questionnaire comes in, and not of one that people have answered already.
    """
    problems = []
    for language in dict.fromkeys([str(resource.get("language", "en")), *(one.code for one in offered())]):
        for item, heading in _under_headings(resource["item"], language):
            name = {"name": item["linkId"]}
            if not f"{heading}{in_language(item, 'text', language)}".strip():
                problems.append(_("The item %(name)s has no words to ask.") % name)
            shown = [_shown(option, language).strip() for option in item["answerOption"]]
            if len(set(shown)) < len(shown):
                problems.append(_("The item %(name)s has two choices with the same words.") % name)
    return list(dict.fromkeys(problems))


def _item(item: Mapping[str, Any], notes: list[str]) -> Item:
    choices = choices_in(item["answerOption"])
    values = [choice.value for choice in choices]
    if None in values and any(value is not None for value in values):
        notes.append(
            _("The item %(name)s has choices without a value; they count as not answered.")
            % {"name": item["linkId"]}
        )
    return Item(item["linkId"], choices, is_scored=any(value is not None for value in values))


def _under_headings(
    items: Sequence[Mapping[str, Any]], language: str, heading: str = ""
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every question with the words of the groups that it stands in, in reading order as `questions`."""
    for item in items:
        if item.get("type") == "group":
            inside = " ".join(filter(None, [heading, in_language(item, "text", language)]))
            yield from _under_headings(item.get("item", ()), language, inside)
            continue
        if item.get("type") in ("choice", "open-choice") and not item.get("readOnly"):
            yield item, heading
        yield from _under_headings(item.get("item", ()), language)


def _every(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _every(item.get("item", ()))


def _is_hidden(item: Mapping[str, Any]) -> bool:
    return any(one.get("url") == _HIDDEN and one.get("valueBoolean") for one in item.get("extension", ()))


def _shown(option: Mapping[str, Any], language: str) -> str:
    coding = option.get("valueCoding")
    return (in_language(coding, "display", language) if coding else "") or code_in(option)


def _id_of(resource: Mapping[str, Any]) -> str:
    name = str(resource.get("id") or resource.get("name") or resource.get("url", "").rsplit("/", 1)[-1])
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "imported"
