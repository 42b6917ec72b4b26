"""What people write into their plan for hard times."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.goals.digits import in_order
from muruna.goals.forms.goals import VersionedForm
from muruna.goals.hard_times_words import TITLES
from muruna.goals.logic.hard_times import LONGEST
from muruna.ui.forms import Choice, Choices, Form, LineField, Tick


class LineForm(Form):
    """One line."""

    text = LineField(label=_("A line, in your own words"), limit=LONGEST)


class ChangeForm(LineForm, VersionedForm):
    """One line in other words."""


class PickForm(Form):
    """Lines that could be mine."""

    chosen = Choices(label=_("Which of these could be yours?"), choices=())

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(id, in_order(text)) for id, text in offered]  # type: ignore[attr-defined]


class CountryForm(Form):
    """Numbers of which country."""

    country = Choice(label=_("Which country?"), choices=(), select=True)

    def __init__(self, *args: Any, countries: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = list(countries)  # type: ignore[attr-defined]


class ShowForm(VersionedForm):
    """Which lines one companion may see."""

    chosen = Choices(label=_("Which lines?"), choices=(), required=False)

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(lines)
        field: Any = self.fields["chosen"]
        field.choices = [(id, in_order(text)) for id, text, _part in known]
        field.explanations = {id: part for id, _text, part in known}


class TakeForm(LineForm):
    """A line that somebody proposed, before it is mine."""

    part = Choice(label=_("Where does it belong?"), choices=list(TITLES.items()))
    shows = Tick(label=_("Let them see that it stands there now"))


class HereForm(Form):
    """What this browser has just done: kept a sealed copy, or taken it away."""

    what = Choice(label=_("What has happened?"), choices=[("keep", ""), ("away", "")])
