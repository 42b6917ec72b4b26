"""What members of the demo world keep for themselves of how they are, each piece on its own day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from muruna.access import Actor
from muruna.cast.script import Script
from muruna.cast.troupe import Troupe
from muruna.foundation.clock import stopped_at
from muruna.spaces.models import Membership, Space
from muruna.wellbeing.actions import answering, days
from muruna.wellbeing.actions.showing import share_series
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.answering import PACKS
from muruna.wellbeing.logic.diary import Given

EVENING = dt.timedelta(hours=2)


def dwell(script: Script, troupe: Troupe, space: Space, moment: dt.datetime) -> None:
    """Everything that the script tells of people's own days."""
    for told in script.data.get("days", ()):
        actor = troupe.inside(told["by"], space)
        for row in told.get("answers", ()):
            with stopped_at(moment - dt.timedelta(days=row["days_ago"])):
                _answer(actor, row)
        for days_ago, mood, word, helped in told.get("check_ins", ()):
            with stopped_at(moment - dt.timedelta(days=days_ago) - EVENING):
                days.check_in(actor=actor, mood=mood, word=word, helped=helped)
        for days_ago, words in told.get("marks", ()):
            days.mark_event(actor=actor, on=moment.date() - dt.timedelta(days=days_ago), words=words)
        for row in told.get("hard", ()):
            with stopped_at(moment - dt.timedelta(days=row["days_ago"])):
                days.look_back(
                    actor=actor, happened=row["happened"], helped=tuple(row["helped"]), step=row["step"],
                    whom=row["whom"],
                )  # fmt: skip
        for questionnaire, handle in told.get("shares", ()):
            with_: Membership = troupe.inside(handle, space).membership  # type: ignore[assignment]
            share_series(actor=actor, questionnaire=questionnaire, with_=with_.pk)


def _answer(actor: Actor, row: Mapping[str, Any]) -> None:
    here = asked_here(actor)
    asks = [one for one in PACKS[row["pack"]] if one in here]
    id = answering.begin_answering(actor=actor, asks=asks, one_by_one=True)
    given = {one: _given(here[one].instrument.items, values) for one, values in row["values"].items()}
    answering.give_answers(actor=actor, sitting_id=UUID(str(id)), given=given)
    if not row.get("is_open", False):
        answering.finish_answering(actor=actor, sitting_id=id)


def _given(items: Sequence[Any], values: Sequence[float]) -> Given:
    """The values of the first questions as choices; of what comes after them, nothing was said."""
    return {
        item.link_id: next(one.code for one in item.choices if one.value == value)
        for item, value in zip(items, values, strict=False)
    }
