"""Reads the answers to an instrument out of a FHIR QuestionnaireResponse, ours or another system's."""

from collections.abc import Iterator, Mapping
from typing import Any

from muruna.wellbeing.logic.answer_checks import problems
from muruna.wellbeing.logic.instruments import Instrument, Item
from muruna.wellbeing.logic.keys import code_in, questions, value_in


class BadResponse(ValueError):
    """A response cannot be read as answers to an instrument; says every reason."""


def answers_of(
    instrument: Instrument, questionnaire: Mapping[str, Any], response: Mapping[str, Any]
) -> list[float | None]:
    """The answers to an instrument in the order of its items; raises BadResponse.

    Items of another system that this instrument does not have (a stated total, the question how difficult
    it all was) are left out: they add nothing to the score.
    """
    if response.get("status") == "entered-in-error":
        raise BadResponse("The response says of itself that it was entered in error.")
    if response.get("status") == "in-progress":
        raise BadResponse("The response says of itself that it is not finished yet.")
    if is_answered_by(questionnaire, response):
        ours: Mapping[str, Any] = response
    else:
        ours, questionnaire = _as_ours(instrument, response), _questions_alone(questionnaire)
    if found := problems(questionnaire, ours):
        raise BadResponse("; ".join(str(one) for one in found) + ".")
    codes = {
        item["linkId"]: code_in(item["answer"][0])
        for item in every_item(ours.get("item", ()))
        if item.get("answer")
    }
    return instrument.by_code(codes)


def is_answered_by(questionnaire: Mapping[str, Any], response: Mapping[str, Any]) -> bool:
    """Whether a response says that it answers this questionnaire, in whatever version."""
    canonical = str(response.get("questionnaire", "")).partition("|")[0]
    return bool(canonical) and canonical == questionnaire.get("url")


def likeliest(response: Mapping[str, Any], resources: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The id of the questionnaire that a response answers: by its name, or else by the items it holds."""
    for id, resource in resources.items():
        if is_answered_by(resource, response):
            return id
    held = {_bare(item["linkId"]) for item in every_item(response.get("item", ())) if item.get("answer")}
    best: tuple[int, int, str] | None = None
    for id, resource in resources.items():
        known = {_bare(item["linkId"]) for item in resource["item"] if item["type"] == "choice"}
        # The most items in common, and of two such questionnaires the shorter one.
        rank = (len(held & known), -len(known), id)
        if len(held & known) * 2 > len(known) and (best is None or rank > best):
            best = rank
    return best and best[2]


def every_item(items: Any) -> Iterator[Mapping[str, Any]]:
    """Every item of a response, however deep; what has no shape of an item is passed over."""
    for item in items if isinstance(items, list | tuple) else ():
        if not isinstance(item, dict) or not isinstance(item.get("linkId"), str):
            continue
        yield item
        yield from every_item(item.get("item", ()))
        answers = item.get("answer", ())
        for answer in answers if isinstance(answers, list) else ():
            if isinstance(answer, dict):
                yield from every_item(answer.get("item", []))


def _as_ours(instrument: Instrument, response: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers under our linkIds, flat: US Core writes "/44250-9", others "44250-9"."""
    ids = {_bare(link_id): link_id for link_id in instrument.item_ids}
    items = []
    for item in every_item(response.get("item", ())):
        link_id = ids.get(_bare(item["linkId"]))
        own = link_id and instrument.item(link_id)
        if link_id and own:
            answers = item.get("answer", [])
            if isinstance(answers, list):
                answers = [_as_coding(own, answer) for answer in answers]
            items.append({"linkId": link_id, "answer": answers})
    return {
        "resourceType": response.get("resourceType"),
        "status": response.get("status"),
        "item": items,
    }


def _questions_alone(questionnaire: Mapping[str, Any]) -> dict[str, Any]:
    """The questions with their choices, flat: where they stood is the other system's own affair."""
    kept = ("linkId", "type", "answerOption")
    return {
        "item": [
            {name: item[name] for name in kept if name in item} for item in questions(questionnaire["item"])
        ]
    }


def _as_coding(item: Item, answer: Any) -> Any:
    """Another system's answer by number, or by a code of its own that carries its value, as our choice."""
    if not isinstance(answer, dict):
        return answer
    known = {choice.code for choice in item.choices}
    value = next((answer[name] for name in ("valueInteger", "valueDecimal") if name in answer), None)
    if value is None and code_in(answer) not in known:
        value = value_in(answer)
    for choice in item.choices:
        if value is not None and choice.value == value and not isinstance(value, bool):
            return {"valueCoding": {"system": choice.system, "code": choice.code}}
    # What stands below it has been taken out already.
    return {name: part for name, part in answer.items() if name != "item"}


def _bare(link_id: str) -> str:
    return link_id.removeprefix("/")
