"""The whole demo world, built from its scripts in one transaction: all of it is there, or nothing."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from muruna.cast.asking import ask, choose
from muruna.cast.circling import gather
from muruna.cast.dwelling import dwell
from muruna.cast.hard_days import prepare_for_hard_days
from muruna.cast.helping import help_each_other
from muruna.cast.opening import open_script
from muruna.cast.script import Script, read_scripts
from muruna.cast.striving import strive
from muruna.cast.talking import Talk
from muruna.cast.telling import tell
from muruna.cast.troupe import Troupe
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.tenancy import in_space
from muruna.foundation.work import Worker, discover
from muruna.matching.actions.offers import pause_support
from muruna.matching.actions.shifts import begin_shift
from muruna.search.index.sweeping import sweep_everything
from muruna.spaces.models import Space

OPENED_DAYS_AGO = 90
SHIFT_MINUTES = 120
AFTER_SCHOOL = dt.time(16, 5)  # UTC: when talks of past days began


def make_world(scripts: list[Script] | None = None, *, before: Callable[[], None] = lambda: None) -> None:
    """Build every space of the demo, with the clock stopped where the past matters; `before` makes room.

    Raises BadScript, and what `before` raises: then everything is as it was.
    """
    told = scripts or read_scripts()
    moment = now().replace(second=0, microsecond=0)
    troupe = Troupe()
    with transaction.atomic():
        before()
        for script in told:
            with stopped_at(moment - dt.timedelta(days=OPENED_DAYS_AGO)):
                space = open_script(script, troupe)
            with in_space(space):
                _live_on(script, troupe, space, moment)
    discover()
    Worker().work_off()
    sweep_everything()


def _live_on(script: Script, troupe: Troupe, space: Space, moment: dt.datetime) -> None:
    for talk in sorted(script.data["talks"], key=lambda row: -row["began_days_ago"]):
        day = moment.date() - dt.timedelta(days=talk["began_days_ago"])
        began = dt.datetime.combine(day, AFTER_SCHOOL, dt.UTC)
        Talk(talk, troupe, space, began).play(moment)
    for row in sorted(script.data["requests"], key=lambda row: -row["asked_minutes_ago"]):
        with stopped_at(moment - dt.timedelta(minutes=row["asked_minutes_ago"])):
            member = troupe.inside(row["by"], space)
            request = ask(member, row)
            if "chooses" in row:
                choose(member, request, troupe.inside(row["chooses"], space), row["chooses"])
    for story in sorted(script.data.get("stories", ()), key=lambda row: -row["days_ago"]):
        tell(story, troupe, space, moment)
    help_each_other(script, troupe, space)
    strive(script, troupe, space)
    prepare_for_hard_days(script, troupe, space)
    dwell(script, troupe, space, moment)
    for circle in script.data.get("circles", ()):
        gather(circle, troupe, space, moment)
    _step_back_and_forth(script, troupe, space, moment)


def _step_back_and_forth(script: Script, troupe: Troupe, space: Space, moment: dt.datetime) -> None:
    """Who rests, and who is free just now: so that a newcomer finds somebody, at whatever hour they try."""
    for person in script.people:
        days = person.get("offer", {}).get("paused_days")
        with stopped_at(moment):
            actor = troupe.inside(person["handle"], space)
            if days:
                pause_support(actor=actor, until=moment.date() + dt.timedelta(days=days))
            if person.get("offer", {}).get("is_free_now"):
                begin_shift(actor=actor, minutes=SHIFT_MINUTES)
