"""The form of an offer: what I have lived, with two consents each, and when I am there."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muruna.language import LANGUAGES
from muruna.matching.actions.offers import Offer
from muruna.matching.logic.needs import OPEN_MOST
from muruna.matching.models import SupportOffer
from muruna.matching.vocabulary import vocabulary
from muruna.spaces import labels as spaces_labels
from muruna.spaces.hours_form import HoursForm, typed_hours
from muruna.ui.forms import Choice, Choices, Tick, TwiceAskedForm, WordsField


class OfferForm(TwiceAskedForm, HoursForm):
    """What I can offer as a supporter."""

    languages = Choices(
        label=_("Languages I can talk in"),
        choices=(),
        help_text=_("In which you can listen when it is hard."),
    )
    about = WordsField(
        label=_("About me"), limit=600, rows=3, required=False,
        help_text=_("Members see this on your card before they choose. Nothing that leads to you, please."),
    )  # fmt: skip
    circumstances = Choices(
        label=_("What is true for me"), choices=(), required=False,
        help_text=_("Used in the search, and told to a member who has the same."),
    )  # fmt: skip
    not_now = Choices(
        label=_("Not now, please"), choices=(), required=False,
        help_text=_("You are not asked about these. Nobody sees that you ticked them."),
    )  # fmt: skip
    time_zone = Choice(label=_("My time zone"), choices=(), select=True)
    most_open = Choice(
        label=_("Conversations at once"), choices=[(str(n), str(n)) for n in range(1, OPEN_MOST + 1)],
        help_text=_("In probation it is one, whatever stands here."),
    )  # fmt: skip
    is_from_here = Tick(
        label=_("I work, study or am treated in this very place"),
        help_text=_(
            "Some members wish for nobody whom they could meet in the corridor. "
            "A member whose conversation you could go on with is told before they decide."
        ),
    )

    def __init__(self, *args: Any, home: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        words, self.language = vocabulary(), get_language() or "en"
        self.fields["languages"].choices = [(one.code, one.name) for one in LANGUAGES]
        for name, entries in (("circumstances", words.circumstances), ("not_now", words.topics)):
            self.fields[name].choices = [(one.id, one.label(self.language)) for one in entries.values()]
        self.fields["time_zone"].choices = spaces_labels.time_zones(self.initial.get("time_zone"), home)
        for entry in words.experiences.values():
            self.fields[f"use_{entry.number}"] = Tick(label=_("The search may use it"))
            self.fields[f"see_{entry.number}"] = Tick(label=_("A match may see it"))

    def experience_groups(self) -> list[tuple[str, list[tuple[str, Any, Any]], int, bool]]:
        """(group, [(name, may be used, may be seen), ...], how many are ticked, whether one is wrong)."""
        found = []
        for group, entries in vocabulary().in_groups():
            rows = [
                (one.label(self.language), self[f"use_{one.number}"], self[f"see_{one.number}"])
                for one in entries
            ]
            chosen = sum(bool(use.value() or see.value()) for _name, use, see in rows)
            found.append((group.label(self.language), rows, chosen, any(see.errors for _n, _u, see in rows)))
        return found

    def clean(self) -> dict[str, Any]:
        for number in (one.number for one in vocabulary().experiences.values()):
            if self.cleaned_data.get(f"see_{number}") and not self.cleaned_data.get(f"use_{number}"):
                self.add_error(
                    f"see_{number}", _now("A match sees only what the search may use. Tick both, or neither.")
                )
        return super().clean()

    @property
    def offer(self) -> Offer:
        """What was typed, as the deed takes it."""
        data = self.cleaned_data
        lived = {
            one.id: (data[f"use_{one.number}"], data[f"see_{one.number}"])
            for one in vocabulary().experiences.values()
        }
        return Offer(
            languages=tuple(data["languages"]),
            time_zone=data["time_zone"],
            lived={id: two for id, two in lived.items() if any(two)},
            circumstances=tuple(data["circumstances"]),
            about=data["about"],
            not_now=tuple(data["not_now"]),
            hours=tuple((day, start, end) for day, start, end in data["hours"]),
            most_open=int(data["most_open"]),
            is_from_here=data["is_from_here"],
        )


def typed_of(row: SupportOffer | None, *, language: str, time_zone: str) -> dict[str, Any]:
    """The form's first state: what stands there, or what is known of the person."""
    if row is None:
        return {"languages": [language], "time_zone": time_zone, "most_open": "3"}
    same = ("languages", "about", "circumstances", "not_now", "time_zone", "is_from_here")
    typed: dict[str, Any] = {name: getattr(row, name) for name in same} | {"most_open": str(row.most_open)}
    known = vocabulary().experiences
    for lived in (one for one in row.lived if one["id"] in known):
        number = known[lived["id"]].number
        typed |= {f"use_{number}": lived["matcher_may_use"], f"see_{number}": lived["match_may_see"]}
    return typed | typed_hours(row.hours)
