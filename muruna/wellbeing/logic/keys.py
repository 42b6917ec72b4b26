"""Makes an instrument of its key (facts) and, where it has one, of a FHIR R4 Questionnaire's questions."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from muruna.wellbeing.logic.instruments import (
    Band,
    ChangeRule,
    Choice,
    Figures,
    Instrument,
    Item,
    Mark,
    Part,
)
from muruna.wellbeing.logic.scoring import whole

ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
# The same figure as later drafts and R5 call it.
ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
PLAIN_VALUES = ("valueString", "valueInteger", "valueDate", "valueTime")


class BadKey(ValueError):
    """A key and its questions do not fit together; says where."""


def instrument_of(key: Mapping[str, Any], resource: Mapping[str, Any] | None) -> Instrument:
    """The instrument that a key describes; raises BadKey."""
    reversed_ids = frozenset(key.get("reversed", ()))
    unscored = frozenset(key.get("unscored", ()))
    counted = key.get("counted", {})
    choices = _choices_of(key, resource)
    named = {*reversed_ids, *unscored, *counted, *_named(key)}
    if lost := sorted(named - set(choices)):
        raise BadKey(f"{key['id']}: {', '.join(lost)} is no item")
    orders = {name: tuple(ids) for name, ids in key.get("orders", {}).items()}
    for name, ids in orders.items():
        if sorted(ids) != sorted(choices):
            raise BadKey(f"{key['id']}: order {name} does not hold each item once")
    low, high = key["range"]
    return Instrument(
        id=key["id"],
        version=key["version"],
        items=tuple(
            Item(
                link_id,
                its_choices,
                reversed=link_id in reversed_ids,
                is_scored=link_id not in unscored,
                counted=tuple(counted.get(link_id, ())),
            )
            for link_id, its_choices in choices.items()
        ),
        method=key["method"],
        low=low,
        high=high,
        better=key["better"],
        rule=_rule(key["change"]),
        permission=key["licence"]["permission"],
        multiply=key.get("multiply", 1),
        bands=_bands(key),
        edges=key.get("edges", "from"),
        marks=_marks(key),
        parts=tuple(
            Part(
                one["id"],
                tuple(one["items"]),
                one["method"],
                _marks(one),
                _bands(one),
                one.get("better", key["better"]),
            )
            for one in key.get("parts", ())
        ),
        figures=Figures(**key["figures"]) if "figures" in key else None,
        orders=orders,
        longer_form=key.get("longer_form", ""),
        missing_allowed=key.get("missing_allowed", 0),
        is_complete=key.get("is_complete", True),
        is_for_groups_only=key.get("is_for_groups_only", False),
    )


def questions(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every question of a Questionnaire that offers choices, however deep it stands, in reading order."""
    for item in items:
        if item.get("type") in ("choice", "open-choice") and not item.get("readOnly"):
            yield item
        yield from questions(item.get("item", ()))


def choices_in(options: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """The choices that `answerOption`s offer, with their ordinal values."""
    return tuple(Choice(code_in(option), value_in(option), system_in(option)) for option in options)


def code_in(option: Mapping[str, Any]) -> str:
    """What an option or an answer is known by: the code of its coding, or its text or number as written."""
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        return str(coding.get("code") or coding.get("display") or "")
    return next((str(option[name]) for name in PLAIN_VALUES if name in option), "")


def system_in(option: Mapping[str, Any]) -> str:
    """The code system of an option's coding."""
    return str(option.get("valueCoding", {}).get("system", ""))


def value_in(option: Mapping[str, Any]) -> float | None:
    """The ordinal value of an option, on the option or on its coding; None if it has none."""
    for holder in (option, option.get("valueCoding")):
        extensions = holder.get("extension") if isinstance(holder, dict) else None
        for extension in extensions if isinstance(extensions, list) else ():
            value = extension.get("valueDecimal") if isinstance(extension, dict) else None
            if value is not None and extension.get("url") in (ORDINAL_VALUE, ITEM_WEIGHT):
                return _number(value)
    return None


def _number(value: Any) -> float | None:
    """What an extension says, where it is a number that can be counted with."""
    try:
        number = float("nan" if isinstance(value, bool) else value)
    except (TypeError, ValueError, OverflowError):
        return None
    return whole(number) if isfinite(number) else None


def _choices_of(key: Mapping[str, Any], resource: Mapping[str, Any] | None) -> dict[str, tuple[Choice, ...]]:
    if resource is not None:
        return {item["linkId"]: choices_in(item["answerOption"]) for item in questions(resource["item"])}
    answers = key["answers"]
    values = range(answers["lowest"], answers["highest"] + 1)
    codes = answers.get("codes") or [str(value) for value in values]
    choices = tuple(Choice(code, value) for code, value in zip(codes, values, strict=True))
    return dict.fromkeys(key["items"], choices)


def _named(key: Mapping[str, Any]) -> set[str]:
    in_parts = {id for part in key.get("parts", ()) for id in part["items"]}
    in_marks = {mark["item"] for mark in key.get("marks", ()) if "item" in mark}
    return in_parts | in_marks


def _bands(data: Mapping[str, Any]) -> tuple[Band, ...]:
    return tuple(Band(**one) for one in data.get("bands", ()))


def _marks(data: Mapping[str, Any]) -> tuple[Mark, ...]:
    return tuple(Mark(**one) for one in data.get("marks", ()))


def _rule(data: Mapping[str, Any]) -> ChangeRule:
    return ChangeRule(
        kind=data["kind"],
        at_least=data.get("at_least", 0),
        provisional=data.get("provisional", False),
        source=data["source"],
        reliable_from=data.get("reliable_from"),
        recovered_past=data.get("recovered_past"),
    )
