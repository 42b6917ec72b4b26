"""How it is now, marks, looking back, and beginning to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import LANGUAGES
from muruna.sharing.companions import companions
from muruna.ui.formats import own_day
from muruna.ui.forms import Choice, Choices, DayField, Form, LineField, Tick, WordsField
from muruna.ui.logic.typed import clean_line
from muruna.wellbeing import labels
from muruna.wellbeing.asked import Question
from muruna.wellbeing.logic.diary import Given

MOST_TICKED = 20


class CheckInForm(Form):
    """Ten seconds: a mood, one word, one thing that helped."""

    mood = Choice(label=_("How is it just now?"), choices=list(labels.MOODS.items()))
    word = LineField(label=_("One word for it"), limit=40, required=False)
    helped = LineField(
        label=_("One thing that helped"),
        help_text=_("However small. It comes back to you when you need it."),
        limit=120,
        required=False,
    )


class MarkForm(Form):
    """Something in one's life, on a day."""

    on = DayField(label=_("When was it?"), error_messages={"required": _("Please choose a day.")})
    words = LineField(
        label=_("What was it?"),
        help_text=_("A few words, so that you know what you meant. A sign only you understand is enough."),
        limit=80,
    )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on.year < 1900 or on > own_day():
            raise ValidationError(_now("Please choose a day that has been."))
        return on


class SetbackForm(Form):
    """A hard time, and the way on."""

    happened = WordsField(label=_("What happened?"), limit=3000, rows=3)
    before = Choices(
        label=_("What helped me before"),
        help_text=_("From what you wrote yourself. Tick what could help now as well."),
        choices=(),
        required=False,
    )
    other = LineField(label=_("Something else that helped me before"), limit=120, required=False)
    step = LineField(
        label=_("My next small step"),
        help_text=_("So small that it fits into today: a glass of water, a message, opening a window."),
        limit=200,
        required=False,
    )
    whom = LineField(label=_("Whom I want to tell"), limit=120, required=False)

    def __init__(self, *args: Any, helped: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        # What was ticked stays a choice, even if it has left the history while this page was open.
        ticked = self.data.getlist("before")[:MOST_TICKED] if self.is_bound else []
        words = list(dict.fromkeys([*helped, *(clean_line(one)[:200] for one in ticked)]))
        if words:
            self.fields["before"].choices = [(one, one) for one in words]  # type: ignore[attr-defined]
        else:
            del self.fields["before"]

    @property
    def helped(self) -> tuple[str, ...]:
        """What was ticked and what was written, each once."""
        other = self.cleaned_data["other"]
        return tuple(dict.fromkeys([*self.cleaned_data.get("before", ()), *([other] if other else [])]))


class BeginForm(Form):
    """One question a page, or all on one."""

    way = Choice(
        label=_("How would you like them?"),
        choices=[("one", _("One question a page")), ("all", _("All on one page"))],
        initial="one",
    )
    begun = Choice(
        label=_("What about the answers you gave?"),
        choices=[
            ("on", _("Go on where I stopped")),
            ("afresh", _("Begin afresh, and let those answers go")),
        ],
    )
    field_order = ("begun", "way")

    def __init__(self, *args: Any, was_begun: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not was_begun:
            del self.fields["begun"]


class QuestionsForm(Form):
    """Questions that can be answered or passed over, and a way to stop; the buttons say which of it."""

    carries_choices = (
        True  # no word is typed here, and the answers must outlive an ended session all the same
    )

    def __init__(
        self, *args: Any, questions: Sequence[Question], given: Mapping[str, Given], is_one: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.questions, self.is_one = questions, is_one
        for one in questions:
            before, codes = given.get(one.questionnaire, {}).get(one.link), [code for code, _w in one.choices]
            # Places and not codes stand in the page: a published code would say which question it is.
            self.fields[one.name] = Choice(
                label=one.words, choices=[(str(n), words) for n, (_code, words) in enumerate(one.choices)],
                required=False, initial=str(codes.index(before)) if before in codes else "",
            )  # fmt: skip
        self.fields["go"] = Choice(
            label=_("What now?"), choices=[("on", ""), ("pass", ""), ("stop", "")], initial="on"
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or data["go"] != "on" or not self.is_one:
            return data
        for one in self.questions:
            if not data[one.name]:
                self.add_error(one.name, _now("Please choose one, or pass over the question."))
        return data

    @property
    def goes(self) -> str:
        """On, pass, or stop."""
        return str(self.cleaned_data["go"])

    @property
    def answers(self) -> dict[str, dict[str, str | None]]:
        """What was given; what was left open counts as passed over, unless one only stops."""
        found: dict[str, dict[str, str | None]] = {}
        for one in self.questions:
            place = self.cleaned_data[one.name] if self.goes != "pass" else ""
            code = one.choices[int(place)][0] if place else None
            if code is not None or self.goes != "stop":
                found.setdefault(one.questionnaire, {})[one.link] = code
        return found


class CopyForm(Form):
    """How to take figures along."""

    shape = Choice(
        label=_("As"),
        choices=[
            ("csv", _("A table for a spreadsheet (CSV)")),
            ("fhir", _("Data for a clinic's program (FHIR)")),
        ],
    )
    named = Tick(
        label=_("With the names and the words of the questions that were chosen here"),
        help_text=_("They may tell whoever has the file which groups you belong to. Without them, such "
                    "questions have numbers."),
    )  # fmt: skip

    def __init__(self, *args: Any, has_names: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_names:
            del self.fields["named"]


class TurnForm(Form):
    """A few words to the person who is there."""

    words = WordsField(
        label=_("Your words"),
        help_text=_("You do not have to say why. This is all that they will see."),
        limit=1000,
        rows=3,
    )
    language = Choice(label=_("Which of these languages can you talk in?"), choices=())

    def __init__(self, *args: Any, languages: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if languages:
            names = [(one.code, one.name) for one in LANGUAGES if one.code in languages]
            self.fields["language"].choices = names  # type: ignore[attr-defined]
        else:
            del self.fields["language"]

    @property
    def also_speaks(self) -> tuple[str, ...]:
        """What they can talk in besides the language of the page, as it was asked."""
        return tuple(filter(None, [self.cleaned_data.get("language")]))


class ShareForm(Form):
    """One of the people I am talking with."""

    with_ = Choice(label=_("With whom?"), choices=[])

    def __init__(self, *args: Any, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(str(one.pk), one.name) for one in companions(actor)]
        self.fields["with_"].choices = people  # type: ignore[attr-defined]
        self.has_people = bool(people)
