"""What the people of the walk wish for, decide, keep and practise, and a goal that one shows another."""

from dataclasses import replace
from typing import Any

from muruna.access import Action
from muruna.goals.actions import decisions, goals, levels, practices, record
from muruna.goals.actions.own import change_own
from muruna.goals.logic.attainment import LEVELS
from muruna.goals.logic.decisions import Option, as_data, from_data
from muruna.goals.logic.goals import Step
from muruna.goals.logic.record import Entry
from muruna.goals.models import Decision, Goal
from muruna.sharing.actions import write_note
from muruna.sharing.models import Note, Share
from muruna.spaces.models import Space
from tests.access.world import CANARY, World

IN_GOAL = "feedbeef"  # a step of every goal, and an option of every sheet


def strive(world: World, letter: str, who: str, ally: str) -> None:
    """A goal with levels, a step, and an ally who proposes one more; and one of everything else."""
    actor, word = _actor(world, who, letter), CANARY if letter == "A" else "Other"
    goal = _goal(actor, word)
    share = goals.show_goal(actor=actor, goal_id=goal.pk, ally=world.persona(ally, letter).pk)
    write_note(actor=_actor(world, ally, letter), share_id=share.pk, text=f"{word} step", is_proposal=True)
    more(world, letter, who)


def more(world: World, letter: str = "A", who: str = "member") -> None:
    """One more of everything of one's own."""
    actor, word = _actor(world, who, letter), CANARY if letter == "A" else "Other"
    _goal(actor, word)
    sheet = decisions.begin_decision(actor=actor, question=f"{word} question", matters=word)
    options = (Option(IN_GOAL, f"{word} option"),)
    change_own(
        actor=actor, action=Action.DECISION_CHANGE, model=Decision, id=sheet.pk,
        change=lambda data: as_data(replace(from_data(data), options=options)),
    )  # fmt: skip
    decisions.decide(actor=actor, id=sheet.pk, chosen="", words=f"{word} decided", look_on=None)
    record.write_entry(actor=actor, entry=Entry("choice", f"{word} kept"))
    practices.begin_practice(actor=actor, what=f"{word} practised", sure=4)


def _goal(actor: Any, word: str) -> Goal:
    goal = goals.begin_goal(actor=actor, words=goals.Words(wish=f"{word} wish"))
    steps = (Step(IN_GOAL, f"{word} step"),)
    goals.change_goal(actor=actor, goal_id=goal.pk, change=lambda one: replace(one, steps=steps, before=()))
    five = {level: f"{word} level" for level in LEVELS}
    levels.write_levels(actor=actor, goal_id=goal.pk, words=five, weight=2, fixes=True)
    return goal


def note_in(space: Space) -> Note:
    """What an ally proposed."""
    return Note.objects.get(share__in=Share.objects.filter(space=space, kind="goal"), is_proposal=True)


def _actor(world: World, kind: str, letter: str) -> Any:
    return world.people[kind].actor(world.spaces[letter])
