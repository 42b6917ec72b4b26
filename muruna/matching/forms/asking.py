"""The form of a request: a few words are enough, everything else may stay as it is."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.language import LANGUAGES
from muruna.matching import labels
from muruna.matching.logic.asking import LANGUAGES_MOST, Ask
from muruna.matching.vocabulary import Entry, vocabulary
from muruna.ui.forms import Choice, Choices, Form, Tick, WordsField

PEER_GROUPS = ("self", "family", "faith", "place")  # what one may hope for in somebody, or rather not
_PEER = [
    ("", _p("somebody who has lived this", "Does not matter")),
    ("like", _p("somebody who has lived this", "I would like that")),
    ("not", _p("somebody who has lived this", "Rather not")),
]


class AskForm(Form):
    """What I would like to talk about, and with whom."""

    words = WordsField(
        label=_("What would you like to talk about?"),
        rows=5,
        help_text=_("In your own words and your own language. One sentence is enough."),
    )
    wants = Choices(label=_("What would help?"), choices=list(labels.WANTS.items()), required=False)
    when = Choice(
        label=_("When?"),
        choices=list(labels.WHEN.items()),
        initial="now",
        explanations={
            "now": _("As soon as somebody is free. If nobody is, your words wait."),
            "days": _("Somebody who fits well matters more than the hour."),
        },
    )
    topics = Choices(label=_("What is it about?"), choices=(), required=False)
    circumstances = Choices(
        label=_("What is true for you?"), choices=(), required=False,
        help_text=_("It helps to find somebody whose days look like yours."),
    )  # fmt: skip
    not_from_here = Tick(
        label=_("Nobody who works, studies or is treated in the same place as I"),
        help_text=_("Then nobody is asked whom you might meet in the corridor."),
    )
    not_people = Choices(label=_("Not one of these people I have talked with"), choices=(), required=False)
    shows_words = Tick(label=_("My words"), initial=True)
    shows_topics = Tick(label=_("What it is about"), initial=True)
    shows_circumstances = Tick(label=_("What is true for me"))

    def __init__(self, *args: Any, met: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        words, self.language = vocabulary(), get_language() or "en"
        self.fields["topics"].choices = self._pairs(words.topics.values())
        self.fields["circumstances"].choices = self._pairs(words.circumstances.values())
        self.fields["not_people"].choices = list(met)
        self._language_fields()
        for entry in words.experiences.values():
            label = entry.label(self.language)
            self.fields[f"wish_{entry.number}"] = Choice(
                choices=list(labels.HOW_MUCH.items()), label=label, select=True, required=False
            )
            self.fields[f"see_{entry.number}"] = Tick(label=_("A supporter may see this beforehand"))
            if entry.group in PEER_GROUPS:
                self.fields[f"peer_{entry.number}"] = Choice(
                    choices=_PEER, label=label, select=True, required=False
                )

    def _language_fields(self) -> None:
        choices = [(one.code, one.name) for one in LANGUAGES]
        names = [_("Language to talk in"), _("Second choice"), _("Third choice")]
        for number in range(LANGUAGES_MOST):
            empty = [] if number == 0 else [("", _p("language", "None"))]
            self.fields[f"language_{number}"] = Choice(
                choices=[*empty, *choices], label=names[number], select=True, required=number == 0
            )

    def _pairs(self, entries: Iterable[Entry]) -> list[tuple[str, str]]:
        return [(entry.id, entry.label(self.language)) for entry in entries]

    def language_fields(self) -> list[Any]:
        """The bound fields of the languages in their order."""
        return [self[f"language_{number}"] for number in range(LANGUAGES_MOST)]

    def experience_groups(self) -> list[tuple[str, list[tuple[Any, Any]], int, bool]]:
        """(group, [(how much, may be seen), ...], how many are chosen, whether one is wrong) for the page."""
        return [
            (
                group.label(self.language),
                [(self[f"wish_{one.number}"], self[f"see_{one.number}"]) for one in entries],
                sum(bool(self[f"wish_{one.number}"].value()) for one in entries),
                any(self[f"wish_{one.number}"].errors for one in entries),
            )
            for group, entries in vocabulary().in_groups()
        ]

    def peer_groups(self) -> list[tuple[str, list[Any], int, bool]]:
        """(group, [bound field, ...], how many are chosen, whether one is wrong) for the page."""
        return [
            (
                group.label(self.language),
                [self[f"peer_{one.number}"] for one in entries],
                sum(bool(self[f"peer_{one.number}"].value()) for one in entries),
                any(self[f"peer_{one.number}"].errors for one in entries),
            )
            for group, entries in vocabulary().in_groups()
            if group.id in PEER_GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        chosen = self._languages()
        if len(set(chosen)) != len(chosen):
            self.add_error("language_1", _now("Please choose each language once."))
        for number in (one.number for one in vocabulary().experiences.values()):
            if self.cleaned_data.get(f"peer_{number}") == "not" and self.cleaned_data.get(f"wish_{number}"):
                self.add_error(
                    f"peer_{number}",
                    ValidationError(_now("This matters to you above. Please choose one of the two.")),
                )
        return self.cleaned_data

    def _languages(self) -> list[str]:
        names = [f"language_{number}" for number in range(LANGUAGES_MOST)]
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]

    @property
    def ask(self) -> Ask:
        """What was typed, as the deed takes it."""
        data = self.cleaned_data
        number_of = {one.id: one.number for one in vocabulary().experiences.values()}
        wishes = {id: data[f"wish_{n}"] for id, n in number_of.items() if data.get(f"wish_{n}")}
        return Ask(
            words=data["words"],
            languages=tuple(self._languages()),
            is_live=data["when"] == "now",
            wants=tuple(data["wants"]),
            topics=tuple(data["topics"]),
            wishes=wishes,
            circumstances=tuple(data["circumstances"]),
            prefer=tuple(id for id, n in number_of.items() if data.get(f"peer_{n}") == "like"),
            avoid=tuple(id for id, n in number_of.items() if data.get(f"peer_{n}") == "not"),
            not_people=tuple(data["not_people"]),
            not_from_here=data["not_from_here"],
            shows_words=data["shows_words"],
            shows_topics=data["shows_topics"],
            shows_circumstances=data["shows_circumstances"],
            shows_wishes=tuple(id for id in wishes if data.get(f"see_{number_of[id]}")),
        )


def first_state(language: str) -> dict[str, Any]:
    """The form as it opens for somebody who reads `language`."""
    return {"language_0": language, "when": "now", "shows_words": True, "shows_topics": True}


def typed_of(ask: Ask) -> dict[str, Any]:
    """The form as its member filled it in."""
    same = ("words", "wants", "topics", "circumstances", "not_people", "not_from_here")
    typed: dict[str, Any] = {name: getattr(ask, name) for name in same}
    typed |= {name: getattr(ask, name) for name in ("shows_words", "shows_topics", "shows_circumstances")}
    typed["when"] = "now" if ask.is_live else "days"
    typed |= {f"language_{number}": code for number, code in enumerate(ask.languages)}
    number_of = {one.id: one.number for one in vocabulary().experiences.values()}

    def fields(kind: str, values: dict[str, Any]) -> dict[str, Any]:
        return {f"{kind}_{number_of[id]}": value for id, value in values.items() if id in number_of}

    typed |= fields("wish", ask.wishes) | fields("see", dict.fromkeys(ask.shows_wishes, True))
    return typed | fields("peer", dict.fromkeys(ask.prefer, "like") | dict.fromkeys(ask.avoid, "not"))
