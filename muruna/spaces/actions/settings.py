"""What a steward sets: the community's name, hours, languages, and the rules it lives by."""

from dataclasses import dataclass
from typing import Any

from muruna.access import Action, Actor, find_locked
from muruna.foundation import outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces import events, setting
from muruna.spaces.models import Space


@dataclass(frozen=True)
class Settings:
    """Everything on the steward's page; `hours` are rows of [weekday, start, end] on the space's clock."""

    name: str
    languages: list[str]
    country: str
    time_zone: str
    hours: list[list[Any]]
    external_contact: str = ""
    agreement: str = ""


@all_or_nothing
def change_settings(*, actor: Actor, wish: Settings) -> Space:
    """Write the community's settings; they hold from the next page on."""
    space: Space = find_locked(actor, Action.SPACE_SETTINGS, Space, actor.space.pk)
    for field, value in vars(wish).items():
        setattr(space, field, value)
    space.save(update_fields=list(vars(wish)))
    trace(actor, Action.SPACE_SETTINGS, space)
    outbox.emit(events.SPACE_CHANGED, space=space.pk)
    return space


@all_or_nothing
def change_rules(*, actor: Actor, profile: str, overrides: dict[str, Any]) -> Space:
    """Choose a setting profile and this space's changes to it.

    Raises ValidationError when a change lies outside what the profile allows.
    """
    space: Space = find_locked(actor, Action.SPACE_SETTINGS, Space, actor.space.pk)
    setting.check(profile, overrides)
    space.profile, space.overrides = profile, overrides
    space.save(update_fields=["profile", "overrides"])
    trace(actor, Action.SPACE_SETTINGS, space, reason=f"profile:{profile}")
    outbox.emit(events.SPACE_CHANGED, space=space.pk)
    return space
