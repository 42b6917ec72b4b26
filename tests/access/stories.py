"""Stories of the walk: one in each state and for each audience, with what hangs on them."""

from typing import Any
from uuid import UUID, uuid5

from muruna.accounts.keyring import start_container
from muruna.foundation.clock import today
from muruna.spaces.audiences import Audience, audience_source
from muruna.stories.actions.responding import mark_story, reply_to_story
from muruna.stories.actions.sharing import answer_story, share_story
from muruna.stories.actions.writing import keep_draft
from muruna.stories.models import Mark, Reply, Story
from muruna.stories.sealing import Words
from tests.access.world import CANARY, World

# Who writes, reads, supports the writer, and looks first: in B everybody is the foreigner or the twin.
A = {"writes": "member", "reads": "friend", "supports": "supporter", "looks": "coordinator"}
B = {"writes": "twin", "reads": "foreigner", "supports": "foreigner", "looks": "foreigner"}
_group: dict[UUID, UUID] = {}  # persona -> the group that they are in


@audience_source
def groups_of(actor: Any) -> list[Audience]:
    """A group of two, as a package with groups hangs it up."""
    id = _group.get(actor.membership.pk)
    return [Audience(id, f"{CANARY} group", id, f"{CANARY} there")] if id else []


def tell(world: World, letter: str) -> None:
    """A draft, one that waits, one that came back, two that are read, one that rests."""
    cast = A if letter == "A" else B
    write(world, letter, cast["writes"])
    send(world, letter, cast["writes"])
    back = send(world, letter, cast["writes"])
    looks = _actor(world, cast["looks"], letter)
    answer_story(actor=looks, story_id=back.pk, publishes=False, answer=f"{_word(letter)} answer")
    for _ in range(2):
        read(world, letter)
    Story.objects.filter(pk=read(world, letter).pk).update(state=Story.RESTING, ask_on=today())
    supporter = world.persona(cast["supports"], letter)
    sealed = write(world, letter, cast["writes"])
    _share(_actor(world, cast["writes"], letter), sealed, f"supporter:{supporter.pk}")
    if letter == "A":
        _tell_a_group(world, cast["writes"], cast["reads"])


def _tell_a_group(world: World, *kinds: str) -> None:
    id = uuid5(world.spaces["A"].pk, "group")
    start_container(id, [world.people[kind].person for kind in kinds])
    _group.update({world.persona(kind).pk: id for kind in kinds})
    _share(_actor(world, kinds[0], "A"), write(world, "A", kinds[0]), f"circle:{id}")


def write(world: World, letter: str, who: str) -> Story:
    word = _word(letter)
    words = Words(f"{word} title", f"{word} told by {who}", "en", ["family"], f"{word} note")
    return keep_draft(actor=_actor(world, who, letter), words=words)


def send(world: World, letter: str, who: str) -> Story:
    return _share(_actor(world, who, letter), write(world, letter, who), "space")


def read(world: World, letter: str = "A") -> Story:
    """One that the space reads, kept and answered by somebody."""
    cast = A if letter == "A" else B
    story = send(world, letter, cast["writes"])
    if story.state == Story.SENT:
        answer_story(actor=_actor(world, cast["looks"], letter), story_id=story.pk, publishes=True)
    reader = _actor(world, cast["reads"], letter)
    for kind in (Mark.RELATE, Mark.KEPT):
        mark_story(actor=reader, story_id=story.pk, kind=kind, is_on=True)
    for text in ("reply", "waits"):
        said = reply_to_story(actor=reader, story_id=story.pk, text=f"{_word(letter)} {text}")
        Reply.objects.filter(pk=said.pk).update(state=Reply.SHOWN if text == "reply" else Reply.WAITING)
    return story


def _share(actor: Any, story: Story, audience: str) -> Story:
    return share_story(
        actor=actor, story_id=story.pk, audience=audience, replies=Story.IDEAS, shows_name=True
    )


def _actor(world: World, kind: str, letter: str) -> Any:
    return world.people[kind].actor(world.spaces[letter])


def _word(letter: str) -> str:
    return CANARY if letter == "A" else "Other"
