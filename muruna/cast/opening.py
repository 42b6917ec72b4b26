"""A space of the demo world opens: its steward, its settings, its people, their roles, offers and duty."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from muruna.cast.script import Script
from muruna.cast.troupe import Troupe
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.matching.actions.offers import Offer, save_offer
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.actions.appointments import confirm_appointment
from muruna.spaces.actions.codes import print_sheet
from muruna.spaces.actions.joining import Persona, ask_to_join, join_with_code
from muruna.spaces.actions.rights import give_right
from muruna.spaces.actions.settings import Settings, change_rules, change_settings
from muruna.spaces.logic.rights import GUARDED, Wish
from muruna.spaces.models import Appointment, Right, Space
from muruna.spaces.opening import open_space, steward_code

RIGHT_DAYS = 330


def open_script(script: Script, troupe: Troupe) -> Space:
    """The space with everybody in it, each come in by the door that everybody uses."""
    told = script.space
    space = open_space(
        name=told["name"],
        profile=told["profile"],
        languages=told["languages"],
        country=told["country"],
        time_zone=told["time_zone"],
    )
    space.is_demo = True  # nothing else ever sets it
    space.save(update_fields=["is_demo"])
    for person in script.people:
        troupe.invite(person, told["time_zone"])
    steward = script.holders("steward")[0]
    join_with_code(
        actor=troupe.outside(steward), typed=steward_code(space), persona=_persona(script, steward)
    )
    with in_space(space):
        _settle(script, troupe, space, steward)
        _let_in(script, troupe, space, steward)
        _give_rights(script, troupe, space, steward)
        _make_offers(script, troupe, space)
        _plan_duty(script, troupe, space)
    return space


def _persona(script: Script, handle: str) -> Persona:
    told = next(one for one in script.people if one["handle"] == handle)
    return Persona(
        age_band=told["age_band"],
        name=told["name"],
        pronouns=told["pronouns"],
        identity=told["identity"],
        because=told.get("why", ""),
    )


def _settle(script: Script, troupe: Troupe, space: Space, steward: str) -> None:
    told, actor = script.space, troupe.inside(steward, space)
    wish = Settings(
        name=told["name"],
        languages=told["languages"],
        country=told["country"],
        time_zone=told["time_zone"],
        hours=[list(row) for row in script.data["hours"]],
        external_contact=told["external_contact"],
        agreement=told.get("agreement", ""),
    )
    change_settings(actor=actor, wish=wish)
    if "rules" in told:
        change_rules(actor=actor, profile=told["profile"], overrides=dict(told["rules"]))
    space.refresh_from_db()


def _let_in(script: Script, troupe: Troupe, space: Space, steward: str) -> None:
    codes = list(print_sheet(actor=troupe.inside(steward, space), count=24, days=90).codes)
    for person in script.people:
        handle, persona = person["handle"], _persona(script, person["handle"])
        if person.get("state") == "asked":
            ask_to_join(actor=troupe.outside(handle), space=space, persona=persona)
        elif handle != steward:
            join_with_code(actor=troupe.outside(handle), typed=codes.pop(), persona=persona)


def _give_rights(script: Script, troupe: Troupe, space: Space, steward: str) -> None:
    """Nobody gives a right to themselves: `given_by` names who did, else it was the steward."""
    ends_on = today() + dt.timedelta(days=RIGHT_DAYS)
    waiting = [(one["handle"], right) for one in script.people for right in one.get("roles", ())]
    sure: list[str] = []  # who leads already, and can say the second yes
    # Rights given by somebody else than the steward come after the steward has made them able to.
    for handle, right in sorted(waiting, key=lambda row: "given_by" in row[1]):
        if (handle, right["role"]) == (steward, Right.STEWARD):
            continue  # came with the steward's code
        giver = right.get("given_by", steward)
        given = give_right(
            actor=troupe.inside(giver, space),
            membership=troupe.inside(handle, space).membership,
            wish=Wish(right["role"], ends_on, frozenset(right.get("tracks", ()))),
            on_probation=right.get("on_probation", False),
        )
        if isinstance(given, Appointment):
            second = next(one for one in sure if one not in (giver, handle))
            confirm_appointment(actor=troupe.inside(second, space), appointment=given)
        if right["role"] in GUARDED:
            sure.append(handle)


def _make_offers(script: Script, troupe: Troupe, space: Space) -> None:
    for person in script.people:
        if "offer" in person:
            save_offer(
                actor=troupe.inside(person["handle"], space),
                offer=_offer(person["offer"], script.space["time_zone"]),
            )


def _offer(told: Mapping[str, Any], time_zone: str) -> Offer:
    return Offer(
        languages=tuple(told["languages"]),
        time_zone=time_zone,
        lived={id: (True, how == "show") for id, how in told["lived"]},
        circumstances=tuple(told["circumstances"]),
        about=told["about"],
        not_now=tuple(told["not_now"]),
        hours=tuple((day, start, end) for day, start, end in told["hours"]),
        most_open=told["most_open"],
        is_from_here=told["is_from_here"],
    )


def _plan_duty(script: Script, troupe: Troupe, space: Space) -> None:
    """Weekly times at which a named lead answers: together they leave no hour of the week without one."""
    for row in script.data["duty"]:
        lead = troupe.inside(row["lead"], space)
        for weekday in row["weekdays"]:
            DutyWindow.objects.create(
                space=space,
                lead=lead.membership,
                weekday=weekday,
                starts=dt.time.fromisoformat(row["starts"]),
                ends=dt.time.fromisoformat(row["ends"]),
                languages=row["languages"],
            )
