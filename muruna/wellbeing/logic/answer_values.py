"""What a single answer of a FHIR QuestionnaireResponse may be: its type, its choices, and enableWhen."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?")
_MOMENT = re.compile(_DATE.pattern + r"(T" + _TIME.pattern + r"(Z|[+-]\d\d:\d\d))?")

# What each type of item is answered with.
_VALUES: dict[str, tuple[str, ...]] = {
    "boolean": ("valueBoolean",),
    "decimal": ("valueDecimal",),
    "integer": ("valueInteger",),
    "date": ("valueDate",),
    "dateTime": ("valueDateTime",),
    "time": ("valueTime",),
    "string": ("valueString",),
    "text": ("valueString",),
    "url": ("valueUri",),
    "attachment": ("valueAttachment",),
    "reference": ("valueReference",),
    "quantity": ("valueQuantity",),
}
_IS: dict[str, Callable[[Any], bool]] = {
    "valueBoolean": lambda value: isinstance(value, bool),
    "valueDecimal": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "valueInteger": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "valueDate": lambda value: isinstance(value, str) and bool(_DATE.fullmatch(value)),
    "valueDateTime": lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)),
    "valueTime": lambda value: isinstance(value, str) and bool(_TIME.fullmatch(value)),
    "valueString": lambda value: isinstance(value, str) and bool(value.strip()),
    "valueUri": lambda value: isinstance(value, str) and bool(value) and " " not in value,
    "valueCoding": lambda value: (
        isinstance(value, dict) and any(isinstance(value.get(name), str) for name in ("code", "display"))
    ),
    "valueAttachment": lambda value: isinstance(value, dict),
    "valueReference": lambda value: isinstance(value, dict),
    "valueQuantity": lambda value: isinstance(value, dict),
}


def value_name(answer: Mapping[str, Any]) -> str:
    """The name of the value[x] that an answer holds; empty if it holds none or several."""
    names = [name for name in answer if name in _IS]
    return names[0] if len(names) == 1 else ""


def expected(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the values that an item may be answered with."""
    kind = item.get("type")
    if kind in ("choice", "open-choice"):
        offered = {value_name(option) for option in item.get("answerOption", ())} - {""}
        names = offered or {"valueCoding"}
        return tuple(sorted(names | ({"valueString"} if kind == "open-choice" else set())))
    return _VALUES.get(str(kind), ())


def wrong_value(
    item: Mapping[str, Any], answer: Mapping[str, Any], contained: Sequence[Mapping[str, Any]]
) -> str:
    """What is wrong with one answer to an item, in words; empty if nothing is."""
    name = value_name(answer)
    wanted = expected(item)
    if not name:
        return f"an answer holds exactly one value, such as {' or '.join(wanted) or 'a value'}"
    if name not in wanted:
        return f"is answered with {name}, not {' or '.join(wanted) or 'anything'}"
    value = answer[name]
    if not _IS[name](value):
        return f"{name} is not written as FHIR has it"
    if name == "valueString" and len(value) > item.get("maxLength", len(value)):
        return f"is longer than {item['maxLength']} characters"
    if item.get("type") == "choice" or (item.get("type") == "open-choice" and name != "valueString"):
        options = offered_values(item, contained)
        if options is not None and not any(same(value, option) for option in options):
            return f"{said(value)} is none of its choices"
    return ""


def offered_values(item: Mapping[str, Any], contained: Sequence[Mapping[str, Any]]) -> list[Any] | None:
    """The values that an item offers; None where they are in a value set that is not in the questionnaire."""
    if "answerOption" in item:
        return [option[value_name(option)] for option in item["answerOption"] if value_name(option)]
    reference = str(item.get("answerValueSet", ""))
    for resource in contained:
        if reference == f"#{resource.get('id')}" and resource.get("resourceType") == "ValueSet":
            return concepts(resource) or None
    return None


def concepts(value_set: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The codings of a value set that lists them itself, with their extensions."""
    listed = value_set.get("expansion", {}).get("contains", ())
    if listed:
        return [dict(one) for one in listed]
    return [
        {"system": include.get("system", ""), **concept}
        for include in value_set.get("compose", {}).get("include", ())
        for concept in include.get("concept", ())
    ]


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; codings are when their codes are and their systems do not differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        systems = {side["system"] for side in (one, other) if side.get("system")}
        if "code" in one or "code" in other:
            return one.get("code") == other.get("code") and len(systems) < 2
        return one.get("display") == other.get("display")
    return type(one) is type(other) and bool(one == other)


def is_enabled(item: Mapping[str, Any], given: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Whether the conditions of an item hold, for the answers given by linkId."""
    conditions = item.get("enableWhen", ())
    if not conditions:
        return True
    held = [_holds(condition, given.get(condition["question"], ())) for condition in conditions]
    return all(held) if item.get("enableBehavior") == "all" else any(held)


def said(value: Any) -> str:
    """A value as one would write it in a message."""
    if isinstance(value, dict):
        return repr(value.get("code") or value.get("display"))
    return repr(value)


def _holds(condition: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> bool:
    name = next((name for name in condition if name.startswith("answer")), "")
    wanted = condition.get(name)
    operator = condition["operator"]
    if operator == "exists":
        return bool(answers) is bool(wanted)
    values = [answer[value_name(answer)] for answer in answers if value_name(answer)]
    if operator == "=":
        return any(same(value, wanted) for value in values)
    if operator == "!=":
        return not any(same(value, wanted) for value in values)
    return any(_compares(operator, value, wanted) for value in values)


def _compares(operator: str, value: Any, wanted: Any) -> bool:
    if isinstance(value, dict) and isinstance(wanted, dict):
        value, wanted = value.get("value"), wanted.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    if isinstance(value, str) is not isinstance(wanted, str):
        return False
    return {
        ">": lambda: value > wanted,
        "<": lambda: value < wanted,
        ">=": lambda: value >= wanted,
        "<=": lambda: value <= wanted,
    }.get(operator, lambda: False)()
