"""A story's words: the writer's own copy, and the copy for those with whom it is shared."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from muruna.accounts.keyring import container_key, keys_of, newest_epoch
from muruna.foundation.vault import CannotOpen, open_padded, seal_padded
from muruna.stories.logic.reading import minutes
from muruna.stories.models import Reply, Story

OWN = "story"  # what the vault binds the writer's own copy to


@dataclass(frozen=True)
class Words:
    """What a story says. `by` is the writer's name in a circle, where the persona's own is not shown."""

    title: str
    text: str
    language: str
    notes: list[str] = field(default_factory=list)
    note_words: str = ""
    by: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return minutes(self.text)


def seal_draft(actor: Any, words: Words, sheet: str = "") -> bytes:
    """The writer's own copy, and which open page it was written on; raises TooLong."""
    return bytes(actor.keys.seal_own_padded(OWN, asdict(words) | {"sheet": sheet}))


def open_draft(actor: Any, story: Story) -> Words:
    """The writer's own copy; raises CannotOpen for anybody else."""
    data = actor.keys.open_own(OWN, story.draft)
    data.pop("sheet", None)
    return Words(**data)


def sheet_of(actor: Any, story: Story) -> str:
    """The open page on which the draft was last written."""
    return str(actor.keys.open_own(OWN, story.draft).get("sheet", ""))


def version_of(story: Story) -> str:
    """What tells one state of the draft from another; it says nothing of the words."""
    return hashlib.sha256(bytes(story.draft)).hexdigest()[:32]


def _place(thing: Story | Reply) -> bytes:
    return f"{type(thing).__name__.lower()}:".encode() + thing.pk.bytes


def put(actor: Any, thing: Story | Reply, story: Story, body: dict[str, Any]) -> None:
    """Seal `body` into a story or a reply for those who may read the story; raises TooLong, CannotOpen."""
    if story.container is None:
        thing.words, thing.sealed = body, None
        return
    thing.epoch = newest_epoch(story.container)
    key = container_key(actor, story.container, thing.epoch)
    raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    thing.words, thing.sealed = None, seal_padded(key, raw, _place(thing))


class Opener:
    """Opens shared copies for one reader; the keys of all of them are fetched in one query."""

    def __init__(self, actor: Any, stories: Iterable[Story], replies: Iterable[Reply] = ()) -> None:
        wanted = {(one.container, one.epoch) for one in stories if one.container}
        wanted |= {(one.story.container, one.epoch) for one in replies if one.story.container}
        self._keys: dict[tuple[UUID, int], bytes] = keys_of(actor, wanted) if wanted else {}

    def body(self, thing: Story | Reply, story: Story) -> dict[str, Any] | None:
        """What it says; None where the reader has no key to it, as for words from before they came."""
        if thing.sealed is None:
            found: dict[str, Any] | None = thing.words
            return found
        try:
            key = self._keys[(story.container, thing.epoch)]  # type: ignore[index]
            opened: dict[str, Any] = json.loads(open_padded(key, bytes(thing.sealed), _place(thing)))
            return opened
        except (KeyError, CannotOpen):
            return None

    def words(self, story: Story) -> Words | None:
        """The words of a shared story."""
        body = self.body(story, story)
        return None if body is None else Words(**body)
