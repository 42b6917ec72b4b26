"""A day is typed in whichever digits a keyboard has, wherever a day is typed."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from muruna.circles.forms.circles import PlanForm
from muruna.conversations.forms import EndForm
from muruna.goals.forms.goals import GoalForm
from muruna.goals.forms.own import DecideForm
from muruna.wellbeing.forms import MarkForm

CODE = Path(__file__).parents[2] / "muruna"
FIELDS = [(MarkForm, "on"), (GoalForm, "day"), (DecideForm, "look_on"), (PlanForm, "first_on"),
          (EndForm, "follow_up_on")]  # fmt: skip
DAY = dt.date(2027, 1, 31)


@pytest.mark.parametrize(("form", "name"), FIELDS)
@pytest.mark.parametrize("typed", ["2027-01-31", "٢٠٢٧-٠١-٣١", "۲۰۲۷-۰۱-۳۱", "２０２７-０１-３１"])
def test_every_form_reads_the_digits_of_its_reader(form: Any, name: str, typed: str) -> None:
    assert form.base_fields[name].clean(typed) == DAY


def test_no_other_field_of_a_day_is_used() -> None:
    other = re.compile(r"forms\.DateField\(")
    found = [path for path in CODE.rglob("*.py") if other.search(path.read_text("utf-8"))]

    assert [path for path in found if path.parent.name != "migrations"] == []
