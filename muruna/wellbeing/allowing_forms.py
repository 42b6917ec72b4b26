"""What a steward records so that a questionnaire may be asked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import offered
from muruna.spaces.hours_form import HoursForm
from muruna.ui.formats import language_name
from muruna.ui.forms import Choice, Form, LineField, Tick, WordsField
from muruna.wellbeing.dark_words import dark_texts
from muruna.wellbeing.entered import LONGEST_TITLE, read
from muruna.wellbeing.fhir import NotFhir
from muruna.wellbeing.importing import BadQuestionnaire
from muruna.wellbeing.logic.hours_there import as_kept
from muruna.wellbeing.pasting import BadItems, pasted, words_in

LONGEST_PASTED = 60_000


class _Recording(Form):
    granted = WordsField(
        label=_("Who allows it, and where is that written?"),
        help_text=_("For example: mail of the authors to us, the day, and who keeps it."),
        limit=1000,
        rows=2,
    )

    @property
    def recorded(self) -> dict[str, Any]:
        """What the deed is given."""
        return {"granted": self.cleaned_data["granted"]}


class NoticeForm(_Recording):
    """For questions that may be asked by whoever has read what their authors say."""

    has_read = Tick(
        label=_("I have read the notice above. We name the source and keep to it."), required=True
    )
    field_order = ("has_read", "granted")


class PastedForm(_Recording):
    """For questions whose words may not be shipped: the permission, then the words."""

    language = Choice(label=_("Language"), choices=(), select=True)
    texts = WordsField(label=_("The questions, one a line, in their order"), limit=20_000, rows=8)
    choices = WordsField(
        label=_("The answers to choose from, one a line"),
        help_text=_("From the one that counts least to the one that counts most."),
        limit=2000,
        rows=5,
    )
    reversed = LineField(
        label=_("Which questions count the other way round?"),
        help_text=_(
            "Their numbers, as in 2, 4, 6. Leave it empty if there are none. Changed later, it becomes a new "
            "set; answers that were given before are read as they were counted."
        ),
        required=False,
    )
    parts = WordsField(
        label=_("Parts with a figure of their own, one a line"),
        help_text=_("A name and the numbers of its questions, as in “strength: 1, 4, 7”."),
        limit=1000,
        rows=3,
        required=False,
    )
    replaces = Tick(label=_("Put these words in the place of those that are here."))
    field_order = ("granted", "language", "texts", "choices", "reversed", "parts", "replaces")

    def __init__(
        self, *args: Any, key: str, is_complete: bool, before: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.key, self.before = key, before
        self._tick = self.fields.pop("replaces")  # asked for once there is something to replace
        self.fields["language"].choices = [(one.code, one.name) for one in offered()]  # type: ignore[attr-defined]
        if is_complete:
            del self.fields["reversed"], self.fields["parts"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            key, resource = pasted(
                self.key, _lines(data["texts"]), _lines(data["choices"]), language=data["language"],
                reversed=_numbers(data.get("reversed", "")), parts=_parts(data.get("parts", "")) or None,
                before=self.before,
            )  # fmt: skip
        except (BadItems, NotFhir) as problem:
            raise ValidationError(
                _now("It cannot be used as it stands: %(why)s"), params={"why": problem}
            ) from None
        if dark := dark_texts([resource["item"], *_parts(data.get("parts", ""))]):
            said = _now("This one is asked only with a named person who is there for the answer: “%(words)s”")
            raise ValidationError(said, params={"words": dark[0]})
        self.entered = {"key": key, "resource": resource}
        self._means_to_replace(data["language"])
        return data

    def _means_to_replace(self, language: str) -> None:
        here, new = words_in(self.before).get(language), words_in(self.entered)[language]
        if here is not None and here != new and self.data.get("replaces") != "on":
            self.fields["replaces"] = self._tick
            said = _now(
                "It is here in %(language)s already. Tick below if the new words are to take their place; "
                "answers that were given before are then read with the new words."
            )
            raise ValidationError(said, params={"language": language_name(language)})

    @property
    def recorded(self) -> dict[str, Any]:
        return {**super().recorded, "pasted": self.entered}


class ImportForm(_Recording):
    """Another project's questionnaire."""

    file = WordsField(
        label=_("The questions, as a FHIR R4 Questionnaire (JSON)"),
        help_text=_("Each question with its choices. Members can be asked it once this is saved."),
        limit=LONGEST_PASTED,
        rows=10,
    )
    better = Choice(
        label=_("What does a higher sum mean?"),
        choices=[("higher", _("It is better")), ("lower", _("It is harder"))],
        initial="higher",
    )
    title = LineField(
        label=_("What is it to be called here?"),
        help_text=_("Leave it empty to keep its own title."),
        limit=LONGEST_TITLE,
        required=False,
    )
    dark = Choice(
        label=_("Does any of its questions ask about dying, or about hurting oneself?"),
        help_text=_("Read each of them once more before you answer."),
        choices=[("no", _("None of them")), ("yes", _("Yes, or perhaps"))],
    )
    as_it_is = Tick(label=_("I have read what is left out or changed. Take it in like this."))
    field_order = ("file", "title", "better", "dark", "granted", "as_it_is")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._tick = self.fields.pop("as_it_is")  # asked for once there is something to have read

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if data["dark"] == "yes":
            raise ValidationError(
                _now("Such a question is asked here only with a named person and their hours, and only as "
                     "part of the set that brings them. Please take it out.")
            )  # fmt: skip
        try:
            self.entered = read(data["file"], data["better"], data["title"])
        except BadQuestionnaire as problem:
            raise ValidationError(
                _now("It cannot be used as it stands: %(why)s"), params={"why": problem}
            ) from None
        self._have_read(self.entered["left_out"])
        return data

    def _have_read(self, left_out: Sequence[str]) -> None:
        if left_out and self.data.get("as_it_is") != "on":
            self.fields["as_it_is"] = self._tick
            raise ValidationError([*left_out, _now("Please read this, and tick below if it may be so.")])

    @property
    def recorded(self) -> dict[str, Any]:
        return {**super().recorded, "pasted": self.entered}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _numbers(text: str) -> list[int]:
    found = [part for part in re.split(r"[\s,،;]+", text) if part]
    if not all(part.isdecimal() and len(part) < 4 for part in found):
        raise ValidationError(_now("Please write numbers with commas between them, as in 2, 4, 6."))
    return [int(part) for part in found]


def _parts(text: str) -> dict[str, list[int]]:
    pairs = (line.partition(":") for line in _lines(text))
    return {name.strip(): _numbers(rest) for name, _colon, rest in pairs if name.strip()}


class ResponderForm(HoursForm):
    """Who is there for a worrying answer, and when; said before the first question."""

    responder = Choice(
        label=_("Who is there for a worrying answer?"),
        help_text=_("Anybody who answers questions here, so that they can be reached."),
        choices=(),
        select=True,
    )
    agreed = Tick(
        label=_("They know of it and have agreed, and somebody stands in when they are away."), required=True
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone
        self.fields["responder"].choices = people  # type: ignore[attr-defined]
        self.has_people = bool(people)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data["hours"] and not self.has_wrong_hours():
            self.add_error(None, _now("Please give at least one hour in the week."))
        return data

    @property
    def recorded(self) -> dict[str, Any]:
        """What the deed is given."""
        data = self.cleaned_data
        kept = as_kept(self.zone, data["hours"])
        return {"granted": "", "responder": UUID(data["responder"]), "hours": kept}
