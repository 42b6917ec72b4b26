"""What the people of the walk tried, wrote for each other, and planned."""

from typing import Any

from muruna.strategies.actions.ideas import answer_idea, save_idea, translate_idea
from muruna.strategies.actions.trying import tell_how_it_went
from muruna.strategies.library import library
from muruna.strategies.logic.who_knows import Entry, Plan, as_data
from muruna.strategies.models import Idea, WhoKnows
from muruna.strategies.queries import WHO_KNOWS, as_shown
from tests.access.world import CANARY, World

IN_PLAN = "feedbeef"


def help_each_other(world: World, letter: str) -> None:
    """An idea in each state, a translation, something tried, a plan."""
    writer, reviewer = ("member", "coordinator") if letter == "A" else ("twin", "foreigner")
    for publishes in (True, False):
        sent = _write(world, letter, writer)
        answer_idea(
            actor=_actor(world, reviewer, letter), idea_id=sent.pk, publishes=publishes,
            seen=as_shown(sent), answer=_word(letter),
        )  # fmt: skip
    published = Idea.objects.get(state=Idea.PUBLISHED)
    translate_idea(actor=_actor(world, reviewer, letter), source_id=published.pk, language="ar")
    more(world, letter)
    actor = _actor(world, writer, letter)
    plan = Plan((Entry(IN_PLAN, _word(letter), safe="unsafe"),), places=_word(letter))
    WhoKnows.objects.create(
        space=actor.space, membership=actor.membership,
        body=actor.keys.seal_own_padded(WHO_KNOWS, as_data(plan)),
    )  # fmt: skip


def more(world: World, letter: str = "A") -> None:
    """One more idea that waits, one more that is not sent, one more thing tried."""
    writer = "member" if letter == "A" else "twin"
    _write(world, letter, writer)
    _write(world, letter, writer, sends=False)
    actor = _actor(world, writer, letter)
    told = len(list(actor.membership.tried.all()))
    tell_how_it_went(
        actor=actor, strategy=list(library())[told], outcome="helped", words=f"{_word(letter)} tried"
    )


def _write(world: World, letter: str, who: str, *, sends: bool = True) -> Idea:
    word = _word(letter)
    words = {
        "title": f"{word} title", "in_short": word, "steps": [f"{word} helps", f"{word} rests"],
        "not_when": [word],
        "practice": [word], "example": word, "field": "coping", "settings": ["home"],
    }  # fmt: skip
    return save_idea(
        actor=_actor(world, who, letter), words=words, language="en", shows_name=True, sends=sends
    )


def _word(letter: str) -> str:
    return CANARY if letter == "A" else "Other"


def _actor(world: World, kind: str, letter: str) -> Any:
    return world.people[kind].actor(world.spaces[letter])
