"""What the people of the walk keep of how they are, and what a steward recorded."""

from typing import Any

from muruna.foundation.clock import today
from muruna.wellbeing.actions import answering, days
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.models import Permission
from muruna.wellbeing.queries import diary
from tests.access.world import CANARY, World

# By space: what was begun, answered, one result. The kind of an entry is sealed: no look finds them.
BEGUN: dict[Any, Any] = {}
ANSWERED: dict[Any, Any] = {}
RESULT: dict[Any, Any] = {}


def keep_days(world: World, letter: str) -> None:
    """Something of each kind, and a permission that was recorded."""
    steward = "steward" if letter == "A" else "foreigner"
    Permission.objects.create(
        space=world.spaces[letter], questionnaire="gse", granted=_word(letter),
        recorded_by=world.persona(steward, letter),
    )  # fmt: skip
    more(world, letter)
    begun = answering.begin_answering(actor=_actor(world, letter), asks=["brs"], one_by_one=True)
    BEGUN[world.spaces[letter].pk] = begun


def more(world: World, letter: str = "A") -> None:
    """Answers, a check-in, a mark and a look back."""
    actor, word = _actor(world, letter), _word(letter)
    id = answering.begin_answering(actor=actor, asks=["who-5"], one_by_one=False)
    items = asked_here(actor)["who-5"].instrument.items
    given = {"who-5": {item.link_id: item.choices[1].code for item in items}}
    answering.give_answers(actor=actor, sitting_id=id, given=given)
    answering.finish_answering(actor=actor, sitting_id=id)
    # The first of each: what a test adds is undone with it.
    ANSWERED.setdefault(world.spaces[letter].pk, id)
    RESULT.setdefault(world.spaces[letter].pk, diary(actor).sitting(id)[0].id)
    days.check_in(actor=actor, mood=3, word=word, helped=word)
    days.mark_event(actor=actor, on=today(), words=word)
    days.look_back(actor=actor, happened=word, helped=(word,), step=word, whom=word)


def _word(letter: str) -> str:
    return CANARY if letter == "A" else "Other"


def _actor(world: World, letter: str) -> Any:
    return world.people["member" if letter == "A" else "twin"].actor(world.spaces[letter])
