"""Checks a FHIR R4 QuestionnaireResponse against its Questionnaire: types, required, enableWhen, choices.

Conditions look at all answers with the linkId they name, wherever these stand: of repeated groups only the
whole is seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muruna.wellbeing.logic.answer_values import is_enabled, wrong_value

# Only a response that says it is whole must be whole.
_WHOLE = ("completed", "amended")
_STATUSES = ("in-progress", "completed", "amended", "entered-in-error", "stopped")
# Nobody nests deeper by hand; a file that does wants to exhaust the reader.
_DEEPEST = 20


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, at one item ("" for the whole response)."""

    link_id: str
    text: str

    def __str__(self) -> str:
        return f"{self.link_id}: {self.text}" if self.link_id else self.text


def problems(questionnaire: Mapping[str, Any], response: Mapping[str, Any]) -> list[Problem]:
    """Everything that is wrong with a response; nothing if it is an answer to this questionnaire."""
    if response.get("resourceType") != "QuestionnaireResponse":
        return [Problem("", f"this is {response.get('resourceType') or 'no FHIR resource'}")]
    found = []
    status = response.get("status")
    if status not in _STATUSES:
        found.append(Problem("", f"its status is {status!r}, not one of {', '.join(_STATUSES)}"))
    if misshapen := list(_misshapen(response.get("item", []), 0)):
        return found + misshapen
    check = _Check(
        known=dict(_by_link_id(questionnaire.get("item", ()))),
        given=_given(response.get("item", ())),
        contained=questionnaire.get("contained", ()),
        must_be_whole=status in _WHOLE,
    )
    return found + list(check.items(questionnaire.get("item", ()), response.get("item", ())))


@dataclass(frozen=True)
class _Check:
    known: Mapping[str, Mapping[str, Any]]
    given: Mapping[str, Sequence[Mapping[str, Any]]]
    contained: Sequence[Mapping[str, Any]]
    must_be_whole: bool

    def items(
        self, asked: Sequence[Mapping[str, Any]], answered: Sequence[Mapping[str, Any]]
    ) -> Iterator[Problem]:
        """What is wrong with the items of one level."""
        here = {item["linkId"] for item in asked}
        for item in answered:
            link_id = item["linkId"]
            if link_id not in self.known:
                yield Problem(link_id, "the questionnaire has no such item")
            elif link_id not in here:
                yield Problem(link_id, "stands in another place than in the questionnaire")
        for item in asked:
            its = [one for one in answered if one["linkId"] == item["linkId"]]
            yield from self.item(item, its)

    def item(self, asked: Mapping[str, Any], answered: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
        """What is wrong with everything that answers one item."""
        link_id, kind = asked["linkId"], asked.get("type")
        answers = [answer for one in answered for answer in one.get("answer", ())]
        if not is_enabled(asked, self.given):
            if answers or any(one.get("item") for one in answered):
                yield Problem(link_id, "is answered, but its condition does not hold")
            return
        if kind in ("group", "display"):
            if answers:
                yield Problem(link_id, f"is a {kind} and takes no answer")
        elif any(one.get("item") for one in answered):
            yield Problem(link_id, "items below a question belong into its answer")
        is_there = bool(answered) if kind == "group" else bool(answers)
        if asked.get("required") and self.must_be_whole and kind != "display" and not is_there:
            yield Problem(link_id, "is required and has no answer")
        if not asked.get("repeats") and max(len(answered), len(answers)) > 1:
            yield Problem(link_id, "is answered more than once")
        for answer in answers if kind not in ("group", "display") else ():
            if wrong := wrong_value(asked, answer, self.contained):
                yield Problem(link_id, wrong)
        below = [one.get("item", ()) for one in answered] if kind == "group" else []
        below += [answer.get("item", ()) for answer in answers]
        for items in below or ([()] if kind == "group" and not asked.get("repeats") else []):
            yield from self.items(asked.get("item", ()), items)


def _by_link_id(items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for item in items:
        yield item["linkId"], item
        yield from _by_link_id(item.get("item", ()))


def _given(items: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        answers = item.get("answer", ())
        found.setdefault(item["linkId"], []).extend(answers)
        for deeper in (item.get("item", ()), *(answer.get("item", ()) for answer in answers)):
            for link_id, more in _given(deeper).items():
                found.setdefault(link_id, []).extend(more)
    return found


def _misshapen(items: Any, depth: int) -> Iterator[Problem]:
    """Whatever would keep the check itself from reading the response."""
    if not isinstance(items, list) or depth > _DEEPEST:
        yield Problem("", "its items are not a list, or nested too deep")
        return
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("linkId"), str):
            yield Problem("", "an item has no linkId")
            continue
        answers = item.get("answer", [])
        if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
            yield Problem(item["linkId"], "its answers are not a list of answers")
            continue
        for deeper in (item.get("item", []), *(answer.get("item", []) for answer in answers)):
            yield from _misshapen(deeper, depth + 1)
