"""What the people of the walk wrote down for hard times, and what one of them lets another see."""

from typing import Any

from muruna.goals.actions.hard_times import share_lines
from muruna.goals.logic.hard_times import PARTS, Line, Part, Plan, as_data
from muruna.goals.models import HardTimes
from muruna.goals.queries.hard_times import HARD_TIMES
from muruna.sharing.actions import write_note
from muruna.sharing.models import Note, Share
from muruna.spaces.models import Space
from tests.access.world import CANARY, World

IN_PLAN = "feedbeef"  # the line of every plan that another may see


def prepare(world: World, letter: str, who: str, companion: str) -> None:
    """A plan with a line that a companion sees and one that they do not, and a line that they propose."""
    word = CANARY if letter == "A" else "Other"
    actor, beside = (_actor(world, kind, letter) for kind in (who, companion))
    lines = (Line(IN_PLAN, f"{word} shown, 112"), Line("feedbee0", f"{word} unshown"))
    plan = Plan(tuple(Part(code, lines if code == "people" else ()) for code in PARTS))
    HardTimes.objects.create(
        space=actor.space, membership=actor.membership,
        body=actor.keys.seal_own_padded(HARD_TIMES, as_data(plan)),
    )  # fmt: skip
    share = share_lines(actor=actor, with_=beside.membership.pk, lines=[IN_PLAN])
    write_note(actor=beside, share_id=share.pk, text=f"{word} line", is_proposal=True)


def share_in(space: Space) -> Share:
    """What a companion sees of a plan."""
    return Share.objects.get(space=space, kind=HARD_TIMES)


def note_in(space: Space) -> Note:
    """What a companion proposed."""
    return Note.objects.get(share=share_in(space), is_proposal=True)


def _actor(world: World, kind: str, letter: str) -> Any:
    return world.people[kind].actor(world.spaces[letter])
