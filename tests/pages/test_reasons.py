"""No reason is chosen for anybody beforehand: it is recorded, and told to others, as theirs."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from muruna.ui.forms import Choice, Form

REASONS = {"because", "reason", "why", "outcome"}
# A reason that one of two answers alone asks for, and is refused without (circles/test_decided_about.py).
ONLY_BESIDE = {("ReviewForm", "because"): "answer"}
get_resolver().url_patterns  # noqa: B018 - reads every package's views, and with them its forms


def every(kind: type[Form]) -> Iterator[type[Form]]:
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


ASKING = sorted(
    ((one, name) for one in every(Form) if one.__module__.startswith("muruna.") for name in one.base_fields
     if name in REASONS and isinstance(one.base_fields[name], Choice)),
    key=lambda pair: (pair[0].__module__, pair[0].__name__),
)  # fmt: skip


def test_there_are_such_forms() -> None:
    assert {"EndMeetingForm", "LookAfterForm", "RemoveForm", "EndForm"} <= {
        form.__name__ for form, _ in ASKING
    }


@pytest.mark.parametrize(("form", "name"), ASKING, ids=lambda one: getattr(one, "__name__", one))
def test_no_reason_is_chosen_beforehand(form: type[Form], name: str) -> None:
    field = form.base_fields[name]
    asks = form.base_fields[ONLY_BESIDE.get((form.__name__, name), name)]
    assert asks.required
    assert not field.initial
    assert field.widget.input_type == "radio", "a list that drops down shows its first line as chosen"
