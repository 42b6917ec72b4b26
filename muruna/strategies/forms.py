"""What people tell, propose and plan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import offered
from muruna.strategies import labels
from muruna.strategies.logic.who_knows import Entry
from muruna.ui.forms import Choice, Choices, Form, LineField, Tick, WordsField

LONGEST_LINES = 7


class TriedForm(Form):
    """How it went."""

    outcome = Choice(label=_("How did it go?"), choices=list(labels.OUTCOMES.items()))
    situations = Choices(
        label=_("What was it like around you?"),
        help_text=_("It counts without your name, and is shown once at least five people have told."),
        choices=list(labels.SITUATIONS.items()),
        required=False,
    )
    words = WordsField(
        label=_("What changed, and what will you do differently?"),
        help_text=_("Only you can open this."),
        required=False,
        limit=2000,
    )

    def clean_situations(self) -> list[str]:
        """What was ticked; nobody is both under and over 18."""
        ticked: list[str] = self.cleaned_data["situations"]
        if {"minor", "adult"} <= set(ticked):
            raise ValidationError(_now("Please tick only one of the two ages."))
        return ticked


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class IdeaForm(Form):
    """Something that helped me, so that others can try it."""

    title = LineField(label=_("A short title"), limit=60)
    in_short = WordsField(label=_("When does it help?"), limit=500, rows=2)
    steps = WordsField(label=_("What to do, one step a line"), help_text=_("At least two steps."), limit=3000)
    not_when = WordsField(
        label=_("When not to do it"),
        help_text=_("When could this be unsafe or make things worse?"),
        limit=900,
        rows=2,
    )
    practice = WordsField(label=_("Something small to begin with today"), limit=900, rows=2, required=False)
    example = WordsField(
        label=_("How it was for you, or for somebody"),
        help_text=_("No names, places or schools: somebody could be recognised."),
        limit=900,
        required=False,
    )
    field = Choice(label=_("What is it for?"), choices=list(labels.FIELDS.items()))
    settings = Choices(label=_("Where does it fit?"), choices=list(labels.SETTINGS.items()))
    language = Choice(label=_("Language"), choices=(), select=True)
    shows_name = Tick(label=_("Show my name here with it"))
    sends = Choice(
        label=_("What now?"),
        choices=[("yes", _("Send it: somebody looks at it first, then everyone here can read it")),
                 ("no", _("Keep it for now; only I can see it"))],
        initial="no",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(one.code, one.name) for one in offered()]  # type: ignore[attr-defined]

    def clean_steps(self) -> str:
        text: str = self.cleaned_data["steps"]
        if len(_lines(text)) < 2:
            raise ValidationError(_now("Please write at least two steps, each on a line of its own."))
        return text

    @property
    def words(self) -> dict[str, Any]:
        """What the idea says, as it is kept."""
        data = self.cleaned_data
        plain = {name: data[name] for name in ("title", "in_short", "example", "field")}
        lists = {name: _lines(data[name]) for name in ("steps", "not_when", "practice")}
        return {**plain, **lists, "settings": list(data["settings"])}


def typed_of(words: dict[str, Any]) -> dict[str, Any]:
    """The form's first values from an idea's words."""
    return {name: "\n".join(value) if name in ("steps", "not_when", "practice") else value
            for name, value in words.items()}  # fmt: skip


class TranslateForm(Form):
    """Into which language."""

    language = Choice(label=_("Into which language?"), choices=(), select=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [(one.code, one.name) for one in offered()]  # type: ignore[attr-defined]


class ReviewForm(Form):
    """Publish, or give back with words."""

    decision = Choice(
        label=_("What do you think?"),
        choices=[("publish", _("Everyone here may read it")), ("return", _("Give it back to its author"))],
    )
    answer = WordsField(
        label=_("A few words to the author"),
        help_text=_("Needed when you give it back: what would make it safe and clear?"),
        required=False,
        limit=1000,
    )
    # The idea as it stood on the page: see `queries.as_shown`.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def shows_now(self, seen: str) -> None:
        """From now on, sending this again answers to what `seen` stands for; the decision is made anew."""
        renewed = self.data.copy()
        renewed["seen"], renewed["decision"] = seen, ""
        self.data: Any = renewed

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == "return" and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _now("Please write the author a few words."))
        return data


class WhyForm(Form):
    """What is wrong with an idea."""

    why = WordsField(label=_("What is wrong with it?"), limit=2000)


class PersonForm(Form):
    """One person of my plan."""

    name = LineField(
        label=_("Who?"), help_text=_("A letter or a nickname is enough, so that only you know."), limit=60
    )
    knows = Choice(label=_("What do they know?"), choices=list(labels.KNOWS.items()), initial="not")
    safe = Choice(
        label=_("Would it be safe if they knew?"), choices=list(labels.SAFE.items()), initial="unsure"
    )
    depends = Choices(
        label=_("What do you need them for?"), choices=list(labels.DEPENDS.items()), required=False
    )
    plan = WordsField(
        label=_("What you want to say, when, and who could be near"), required=False, limit=2000
    )

    def entry(self, id: str) -> Entry:
        """The person as the plan holds them."""
        data = self.cleaned_data
        return Entry(id, data["name"], data["knows"], data["safe"], tuple(data["depends"]), data["plan"])


class PlacesForm(Form):
    """Safe places, and what to do if it goes badly."""

    places = WordsField(
        label=_("Places where you are safe, and people who would let you in"), required=False, limit=3000
    )
    if_bad = WordsField(
        label=_("If it goes badly"),
        help_text=_("Where you go first, whom you call, what you take with you, where your papers are."),
        required=False,
        limit=3000,
    )


class LetterForm(Form):
    """What I want to say, part by part; the parts are those of the rehearsal."""

    part_limit = 2000

    def __init__(self, *args: Any, rehearsal: Any, talks: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for number, part in enumerate(rehearsal.parts):
            self.fields[f"part{number}"] = WordsField(
                label=part.title, help_text=part.help, required=False, limit=self.part_limit, rows=3
            )
        # Where it goes is a button's value, so that one page can keep it or carry it into a talk.
        self.fields["to"] = Choice(
            label=_("Where to?"), choices=[("kept", ""), *((str(id), "") for id in talks)], initial="kept"
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.text:
            raise ValidationError(_now("Please write a few words in at least one part."))
        return data

    @property
    def text(self) -> str:
        """The whole letter."""
        parts = [value for name, value in self.cleaned_data.items() if name.startswith("part") and value]
        return "\n\n".join(parts)
