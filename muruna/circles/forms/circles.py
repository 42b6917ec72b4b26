"""What people write and choose around a circle."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from muruna.circles import labels
from muruna.circles.logic.entry import LEAST_SEATS, MOST_SEATS, STAYS
from muruna.circles.logic.plan import MINUTES, Plan
from muruna.circles.logic.series import MOST_TIMES
from muruna.spaces.labels import time_zones
from muruna.ui.formats import language_name
from muruna.ui.forms import (
    Choice,
    Choices,
    DayField,
    Form,
    LineField,
    NumberField,
    Tick,
    TwiceAskedForm,
    WordsField,
)

_MINUTES = ngettext_lazy("%(num)s minute", "%(num)s minutes", "num")


# Signs that turn the direction of what stands around them, or that nobody can see.
_TURNING = dict.fromkeys([0x200B, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2060, 0x2070)])


class _PlainLine(LineField):
    """A line that others see beside their own words: nothing in it turns or hides anything."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python("" if value is None else str(value).translate(_TURNING)))


class NameForm(Form):
    """How I am called in this circle, and nowhere else."""

    name = _PlainLine(
        label=_("Your name in this circle"),
        help_text=_("It may be a new one. Nobody here sees the name that you have elsewhere."),
        limit=60,
    )
    pronouns = _PlainLine(label=_("Your pronouns in this circle"), limit=60, required=False)

    @property
    def persona(self) -> dict[str, str]:
        """Name and pronouns, as the deeds take them."""
        return {"name": self.cleaned_data["name"], "pronouns": self.cleaned_data["pronouns"]}


class PlanForm(NameForm):
    """A circle, as a facilitator would like it."""

    title = _PlainLine(
        label=_("What it is called"),
        help_text=_("Choose words that could stand on anybody’s screen."),
        limit=80,
    )
    purpose = WordsField(label=_("What it is for"), limit=1000)
    who_for = WordsField(
        label=_("Who it is for"),
        help_text=_("People say for themselves whether this fits them. Nobody checks it."),
        limit=300,
        rows=2,
    )
    ages = Choices(label=_("Ages"), choices=())
    capacity = NumberField(
        label=_("Places"),
        min_value=LEAST_SEATS,
        max_value=MOST_SEATS,
        help_text=_("Who holds the circle takes nobody’s place."),
    )
    language = Choice(label=_("Language"), choices=(), select=True)
    is_closed = Choice(
        label=_("How people come in"),
        choices=[
            ("open", _("Open: whoever it is for can take a free place")),
            ("closed", _("Closed: you let each person in")),
        ],
    )
    partner = Choice(label=_("Who holds it with you"), choices=(), select=True, required=False)
    first_on = DayField(label=_("First meeting"))
    at = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": _("Please write a time like 17:00.")},
    )
    time_zone = Choice(label=_("Time zone"), choices=(), select=True)
    minutes = Choice(label=_("How long"), choices=(), select=True)
    rhythm = Choice(label=_("How often"), choices=list(labels.RHYTHMS.items()))
    times = NumberField(label=_("How many times"), min_value=1, max_value=MOST_TIMES)
    agreement = WordsField(
        label=_("Agreement"), help_text=_("Everybody accepts it before the first time."), limit=4000, rows=9
    )
    field_order = (
        "title", "purpose", "who_for", "ages", "capacity", "language", "is_closed", "partner", "first_on",
        "at", "time_zone", "minutes", "rhythm", "times", "agreement", "name", "pronouns",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, template: str, partners: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.template = template
        space, known = actor.space, dict(labels.AGES)
        choices = {
            "ages": [(band, known[band]) for band in space.effective().age_bands],
            "language": [(code, language_name(code)) for code in space.languages],
            "partner": [("", _("Nobody yet")), *((str(one.pk), one.name) for one in partners or ())],
            "time_zone": time_zones(self.initial.get("time_zone"), space.time_zone, country=space.country),
            "minutes": [(str(n), _MINUTES % {"num": n}) for n in MINUTES],
        }
        for field, some in choices.items():
            self.fields[field].choices = some  # type: ignore[attr-defined]
        if partners is None:  # a proposal that is changed keeps its people
            for field in ("partner", "name", "pronouns"):
                del self.fields[field]

    @property
    def plan(self) -> Plan:
        """The proposal, as the deeds take it."""
        typed = self.cleaned_data
        same = ("title", "purpose", "who_for", "capacity", "language", "agreement", "first_on", "at",
                "time_zone", "rhythm", "times")  # fmt: skip
        return Plan(
            template=self.template,
            ages=tuple(typed["ages"]),
            is_closed=typed["is_closed"] == "closed",
            minutes=int(typed["minutes"]),
            **{name: typed[name] for name in same},
        )


class AgreeForm(Form):
    """The agreement, in the wording that stands on this page."""

    agreed_to = forms.IntegerField(widget=forms.HiddenInput)
    agrees = Tick(label=_("I have read the agreement, and I keep it."))

    def __init__(self, *args: Any, version: int, **options: Any) -> None:
        options["initial"] = {"agreed_to": version, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.version = version

    def refuse(self, refusal: Any) -> None:
        """Besides showing it: the page now holds the newest wording, which is read and ticked anew."""
        super().refuse(refusal)
        if self.cleaned_data.get("agreed_to") != self.version:
            renewed = self.data.copy()
            renewed["agreed_to"] = str(self.version)
            renewed.pop("agrees", None)
            self.data = renewed

    @property
    def agreed(self) -> dict[str, Any]:
        """What was accepted, as the deeds take it."""
        return {"agrees": self.cleaned_data["agrees"], "agreed_to": self.cleaned_data["agreed_to"]}


class SeatForm(NameForm, AgreeForm):
    """Asking for a seat."""

    declares = Tick(label=_("I have read who this circle is for, and it is for me."))
    field_order = ("declares", "name", "pronouns", "agrees")


class HoldForm(NameForm, AgreeForm):
    """Holding a circle with somebody."""

    field_order = ("name", "pronouns", "agrees")


class PostForm(TwiceAskedForm):
    """A post on the wall, or a reply; the tick is shown only when contact details were found among minors."""

    text = WordsField(label=_("Your words"), limit=4000, rows=3)
    note = LineField(
        label=_("A note on what is in it"),
        help_text=_("It stands in front; the words unfold by a press. For example: a hospital, my father."),
        limit=80,
        required=False,
    )
    answers = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def by_itself(self) -> None:
        """Let the next sending stand on the wall by itself: what it answers is not there any more."""
        self.data = self.data.copy()
        self.data.pop("answers", None)


class ReviewForm(Form):
    """Whether a post stands on the wall."""

    answer = Choice(
        label=_("Your answer"), choices=[("shows", _("It stands on the wall")), ("away", _("Take it away"))]
    )
    because = Choice(
        label=_("Reason, if you take it away"),
        help_text=_("Whoever wrote it is told, and keeps the words for themselves."),
        choices=list(labels.TAKEN_AWAY_BECAUSE.items()),
        required=False,
    )

    @property
    def review(self) -> dict[str, Any]:
        """As the deed takes it."""
        return {"shows": self.cleaned_data["answer"] == "shows", "because": self.cleaned_data["because"]}


class WhyForm(Form):
    """What is wrong with a post."""

    why = WordsField(
        label=_("What is wrong with it?"),
        help_text=_("A few words are enough. You need not prove anything."),
        limit=2000,
    )


class RestForm(Form):
    """A break from a circle, and company for those who are new."""

    is_resting = Tick(
        label=_("I take a break"),
        help_text=_("Your seat stays yours. Until you come back, nothing from this circle is sent to you."),
    )
    offers_company = Tick(
        label=_("I would like to keep a newcomer company"),
        help_text=_("They see your name here, and you greet them on the wall and in their first meeting."),
    )


class AnswerForm(Form):
    """Whether a circle begins."""

    begins = Choice(
        label=_("Your answer"),
        choices=[("yes", _("It may begin")), ("no", _("I send it back with words"))],
    )
    words = WordsField(label=_("What should be different"), required=False, limit=1000)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # see `queries.as_shown`

    def __init__(self, *args: Any, shown: str, **options: Any) -> None:
        options["initial"] = {"seen": shown, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.shown = shown

    def refuse(self, refusal: Any) -> None:
        """Besides showing it: the page now holds the newest text, which is read before it is answered."""
        super().refuse(refusal)
        if getattr(refusal, "code", "") == "changed":
            renewed = self.data.copy()
            renewed["seen"] = self.shown
            renewed.pop("begins", None)
            self.data = renewed

    @property
    def answer(self) -> dict[str, Any]:
        """As the deed takes it."""
        typed = self.cleaned_data
        return {"begins": typed["begins"] == "yes", "words": typed["words"], "seen": typed["seen"]}


class LetInForm(Form):
    """Whether somebody comes in."""

    answer = Choice(label=_("Your answer"), choices=[("yes", _("Let them in")), ("no", _("Not this time"))])


class RemoveForm(Form):
    """Why somebody’s seat is taken away."""

    because = Choice(label=_("Reason"), choices=list(labels.REMOVED_BECAUSE.items()))

    def __init__(self, *args: Any, was_asked: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if was_asked:
            field: Any = self.fields["because"]
            field.label = _("What is decided?")
            taken = (
                (code, format_lazy(_("It is taken: {reason}"), reason=text)) for code, text in field.choices
            )
            field.choices = [(STAYS, _("The seat stays as it is")), *taken]


class EndForm(Form):
    """Why a circle ends."""

    because = Choice(label=_("Reason"), choices=list(labels.ENDED_BECAUSE.items()))


class AgreementForm(Form):
    """Another wording of the agreement."""

    text = WordsField(label=_("Agreement"), limit=4000, rows=12)
