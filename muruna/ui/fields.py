"""What a template needs to know about a form's field, so that our own HTML is written and not Django's."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
)


def input_kind(bound: BoundField) -> str:
    """How the field is drawn: textarea, checkboxes, radios, select, checkbox, or an <input> type."""
    widget = bound.field.widget
    for widget_class, kind in _KINDS:
        if isinstance(widget, widget_class):
            return kind
    return str(getattr(widget, "input_type", "text"))


def input_value(bound: BoundField) -> str:
    """What stands in the input: as typed, or the initial value in the spelling that inputs understand."""
    if input_kind(bound) == "password" and not getattr(bound.field.widget, "render_value", False):
        return ""
    value = bound.value()
    if value is None:
        return ""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)


def input_choices(bound: BoundField) -> list[tuple[str, Any, bool, str]]:
    """(value, label, is chosen, explanation) of each choice; groups are flattened in their order."""
    value = bound.value()
    if isinstance(value, list | tuple | set | frozenset):
        chosen = {str(one) for one in value}
    else:
        chosen = set() if value is None else {str(value)}
    explained = getattr(bound.field, "explanations", {})
    flat: list[tuple[Any, Any]] = []
    for key, label in bound.field.choices:  # type: ignore[attr-defined]
        flat += label if isinstance(label, list | tuple) else [(key, label)]
    return [(str(key), label, str(key) in chosen, explained.get(key, "")) for key, label in flat]


def input_groups(bound: BoundField) -> list[tuple[str, list[tuple[str, Any, bool]]]]:
    """(name or "", its (value, label, is chosen)) of each group of a list that drops down, in their order.

    What stands in two groups is chosen in the first alone.
    """
    chosen = str(bound.value()) if bound.value() is not None else None
    groups: list[tuple[str, list[tuple[str, Any, bool]]]] = []
    for key, label in bound.field.choices:  # type: ignore[attr-defined]
        grouped = isinstance(label, list | tuple)
        if not groups or grouped or groups[-1][0]:
            groups.append((str(key) if grouped else "", []))
        for value, name in label if grouped else [(key, label)]:
            groups[-1][1].append((str(value), name, str(value) == chosen))
            chosen = None if str(value) == chosen else chosen
    return groups


def described_by(bound: BoundField) -> str:
    """Ids of the help and the errors, in reading order, for aria-describedby; empty when there are none."""
    ids = [f"{bound.auto_id}-help"] if bound.help_text else []
    if bound.errors:
        ids.append(f"{bound.auto_id}-errors")
    return " ".join(ids)


def input_attrs(bound: BoundField) -> dict[str, str | None]:
    """What assistive technology needs to know, for `xmlattr`; None leaves an attribute out."""
    return {
        "aria-describedby": described_by(bound) or None,
        "aria-invalid": "true" if bound.errors else None,
        "required": "required" if bound.field.required else None,
        **{name: bound.field.widget.attrs.get(name) for name in ("spellcheck", "autocapitalize")},
    }
