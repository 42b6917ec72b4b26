"""Goals, decisions and what members of the demo world keep of their own way."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from muruna.cast.script import Script
from muruna.cast.troupe import Troupe
from muruna.foundation.clock import today
from muruna.goals.actions import decisions, goals, levels, practices, record
from muruna.goals.logic.attainment import LEVELS
from muruna.goals.logic.decisions import Option
from muruna.goals.logic.record import Entry
from muruna.goals.queries.own import one_decision, one_goal
from muruna.sharing.actions import write_note
from muruna.spaces.models import Space

WORDS = ("wish", "outcome", "obstacle", "when", "then")


def strive(script: Script, troupe: Troupe, space: Space) -> None:
    """Goals with steps and an ally, decision sheets, records and practices."""
    for row in script.data.get("goals", ()):
        actor = troupe.inside(row["by"], space)
        ally = troupe.inside(row["ally"], space) if "ally" in row else None
        _wish(actor, row, ally)
    for row in script.data.get("sheets", ()):
        _weigh(troupe.inside(row["by"], space), row)
    for row in script.data.get("record", ()):
        entry = Entry(row["kind"], row["words"], today().isoformat())
        record.write_entry(actor=troupe.inside(row["by"], space), entry=entry)
    for row in script.data.get("practices", ()):
        _practise(troupe.inside(row["by"], space), row)


def _wish(actor: Any, row: Mapping[str, Any], ally: Any) -> None:
    words = goals.Words(**{name: row[name] for name in WORDS if name in row})
    id = goals.begin_goal(actor=actor, words=words).pk
    if "levels" in row:
        told = dict(zip(LEVELS, row["levels"], strict=True))
        levels.write_levels(actor=actor, goal_id=id, words=told, weight=3, fixes=True)
    for step in row.get("steps", ()):
        goals.save_step(actor=actor, goal_id=id, words=step)
    for step in one_goal(actor, id).words.steps[: row.get("done", 0)]:
        goals.tick_step(actor=actor, goal_id=id, step=step.id, is_done=True)
    if "state" in row:
        goals.set_state(actor=actor, goal_id=id, state=row["state"], came=row.get("came", ""))
    if ally is not None:
        share = goals.show_goal(actor=actor, goal_id=id, ally=ally.membership.pk)
        for text, is_proposal in ((row.get("says"), False), (row.get("proposes"), True)):
            if text:
                write_note(actor=ally, share_id=share.pk, text=text, is_proposal=is_proposal)


def _weigh(actor: Any, row: Mapping[str, Any]) -> None:
    id = decisions.begin_decision(
        actor=actor, question=row["question"], matters=row.get("matters", "")
    ).pk  # fmt: skip
    for option in row["options"]:
        decisions.save_option(actor=actor, id=id, option=Option("", **option))
    if "decides" in row:
        options = one_decision(actor, id).words.options
        chosen = options[row["takes"]].id if "takes" in row else ""
        days = row.get("looks_in_days")
        look_on = today() + dt.timedelta(days=days) if days is not None else None
        decisions.decide(actor=actor, id=id, chosen=chosen, words=row["decides"], look_on=look_on)


def _practise(actor: Any, row: Mapping[str, Any]) -> None:
    id = practices.begin_practice(
        actor=actor, what=row["what"], sure=row["sure"], strength=row.get("strength", ""),
        strategy=row.get("strategy", ""),
    ).pk  # fmt: skip
    if "now" in row:
        practices.look_again(actor=actor, id=id, sure=row["now"], changed=row.get("changed", ""))
