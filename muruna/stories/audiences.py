"""For whom a member may tell a story: the one who supports them, a circle they are in, the space.

Circles hang theirs up with `muruna.spaces.audiences.audience_source`.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.conversations.models import Conversation, Participant
from muruna.spaces.audiences import audiences_for
from muruna.spaces.models import Membership
from muruna.stories.access import talks_alive
from muruna.stories.models import Story


@dataclass(frozen=True)
class Choice:
    """One audience that a writer may choose: what a form sends, whom it is, and how it is sealed."""

    value: str
    kind: str
    name: str = ""  # of the supporter or the circle
    reader: Membership | None = None
    circle_id: UUID | None = None
    container: UUID | None = None
    my_name: str = ""


def choices_for(actor: Any) -> list[Choice]:
    """Every audience of the actor in the active space, the smallest first."""
    found = [
        Choice(f"supporter:{one.pk}", Story.SUPPORTER, one.name, reader=one) for one in supporters_of(actor)
    ]
    found += [
        Choice(f"circle:{one.id}", Story.CIRCLE, one.name, None, one.id, one.container, one.my_name)
        for one in audiences_for(actor)
    ]
    return [*found, Choice("space", Story.SPACE)]


def supporters_of(actor: Any) -> list[Membership]:
    """Those who support the actor now."""
    talks = Conversation.objects.filter(talks_alive(Participant.MEMBER, actor.membership))
    here = Participant.objects.filter(conversation__in=talks, part=Participant.SUPPORTER, is_here=True)
    rows = Membership.objects.filter(pk__in=here.values("membership"), state=Membership.ACTIVE)
    return list(rows.select_related("person").order_by("pk"))


def my_name_for(actor: Any, story: Story) -> str:
    """What the actor is called where this story is read."""
    if story.audience != Story.CIRCLE:
        return str(actor.membership.name)
    return next((one.my_name for one in audiences_for(actor) if one.id == story.circle_id), "")
