"""A sheet on which somebody weighs a decision: options, what matters, what each costs, who could help."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

MOST_OPTIONS = 12


@dataclass(frozen=True)
class Option:
    """One thing that could be done; doing nothing for now is one too."""

    id: str
    name: str
    good: str = ""
    cost: str = ""
    who: str = ""


@dataclass(frozen=True)
class Decision:
    """The sheet; days are ISO, "" where there is none."""

    question: str
    matters: str = ""
    options: tuple[Option, ...] = ()
    chosen: str = ""  # id of an option
    decided: str = ""  # in own words
    decided_on: str = ""
    look_on: str = ""
    looked: str = ""
    looked_on: str = ""
    version: int = 1

    @property
    def choice(self) -> Option | None:
        return next((option for option in self.options if option.id == self.chosen), None)

    @property
    def is_decided(self) -> bool:
        return bool(self.decided_on)

    def is_due(self, today: dt.date) -> bool:
        """Whether the day for looking back has come and nobody has looked yet."""
        return bool(self.look_on and not self.looked_on and self.look_on <= today.isoformat())


def option_of(sheet: Decision, id: str) -> Option | None:
    """The option with this id, if the sheet has it."""
    return next((option for option in sheet.options if option.id == id), None)


def with_option(sheet: Decision, option: Option) -> Decision:
    """The sheet with this option new at the end, or changed; raises ValueError when there are too many."""
    if option_of(sheet, option.id):
        options = tuple(option if one.id == option.id else one for one in sheet.options)
        return replace(sheet, options=options)
    if len(sheet.options) >= MOST_OPTIONS:
        raise ValueError("there are too many options")
    return replace(sheet, options=(*sheet.options, option))


def without_option(sheet: Decision, id: str) -> Decision:
    """The sheet without this option; a decision for it stays in its own words."""
    options = tuple(option for option in sheet.options if option.id != id)
    return replace(sheet, options=options, chosen="" if sheet.chosen == id else sheet.chosen)


def decided(sheet: Decision, *, chosen: str, words: str, on: dt.date, look_on: dt.date | None) -> Decision:
    """The sheet with what was decided and the day for looking back; a new decision is looked back on anew."""
    return replace(
        sheet, chosen=chosen, decided=words, decided_on=on.isoformat(),
        look_on=look_on.isoformat() if look_on else "", looked="", looked_on="",
    )  # fmt: skip


def as_data(sheet: Decision) -> dict[str, Any]:
    """The sheet as JSON."""
    return asdict(sheet)


def from_data(data: dict[str, Any]) -> Decision:
    """The sheet from its JSON."""
    return Decision(**{**data, "options": tuple(Option(**row) for row in data.get("options", ()))})
