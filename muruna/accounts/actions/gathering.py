"""Everything that is mine, gathered while its owner looks on, and written to no disk."""

from dataclasses import asdict
from typing import Any

from muruna.access import Action, Actor, require
from muruna.accounts.belongings import Section, exports, in_space_of, personas_of
from muruna.foundation.clock import zone


def gather_everything(*, actor: Actor) -> list[dict[str, Any]]:
    """The actor's things by place: one entry outside every space, then one for each persona.

    Each is {"place": name or "", "time_zone", "sections": [{"heading", "rows"}]}; places with nothing are
    left out. The zone is that in which the pages of the place tell the hours.
    """
    require(actor, Action.ACCOUNT_EXPORT, actor.person)
    own = actor.person.time_zone
    places = [{"place": "", "time_zone": str(zone(own)), "sections": _sections(actor)}]
    for persona in personas_of(actor):
        with in_space_of(persona):
            there = str(zone(own, persona.space.time_zone))
            places.append({"place": persona.space.name, "time_zone": there, "sections": _sections(persona)})
    return [place for place in places if place["sections"]]


def _sections(actor: Actor) -> list[dict[str, Any]]:
    found: list[Section] = []
    for export in exports().values():
        found += export(actor)
    return [asdict(section) for section in found if section.rows]
