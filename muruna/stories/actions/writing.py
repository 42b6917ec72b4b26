"""Writing: every draft lies under its writer's own key."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.foundation.clock import today
from muruna.foundation.deeds import once
from muruna.foundation.trace import trace
from muruna.stories.models import Story
from muruna.stories.queries import first_key
from muruna.stories.sealing import Words, open_draft, seal_draft, sheet_of, version_of


class ChangedMeanwhile(Exception):
    """Another open page kept something else since this one was opened."""

    def __init__(self, words: Words, version: str) -> None:
        super().__init__()
        self.words, self.version = words, version


@dataclass(frozen=True)
class Sheet:
    """An open page with a story's form: its own mark, and the states of the draft that its reader saw."""

    mark: str = ""
    seen: tuple[str, ...] = ()


def keep_draft(*, actor: Any, words: Words, story_id: object = None, sheet: Sheet = Sheet()) -> Story:
    """Keep a new draft, or what one's own now says.

    Raises NotFound, vault.TooLong above 64 KiB, and ChangedMeanwhile where another page kept other words.
    """
    with transaction.atomic():
        require(actor, Action.STORY_WRITE, actor.space)
        sealed = seal_draft(actor, words, sheet.mark)
        if story_id is None:
            story: Story = Story.objects.create(space=actor.space, author=actor.membership, draft=sealed)
            # Once, not at each keep: how long somebody wrote is nobody's to know.
            trace(actor, Action.STORY_WRITE, story)
        else:
            story = find_locked(actor, Action.STORY_WRITE, Story, story_id)
            _refuse_if_changed(actor, story, words, sheet)
            story.draft, story.day = sealed, today()
            story.save(update_fields=["draft", "day"])
        return story


def _refuse_if_changed(actor: Any, story: Story, words: Words, sheet: Sheet) -> None:
    if not any(sheet.seen) or version_of(story) in sheet.seen or sheet_of(actor, story) == sheet.mark:
        return
    if (kept := open_draft(actor, story)) != words:
        raise ChangedMeanwhile(kept, version_of(story))


def keep_unfinished(
    *, actor: Any, words: Words, key: uuid.UUID, story: Story | None, seen: str = ""
) -> uuid.UUID:
    """Keep what is being written; the first time, `key` makes one draft of it and no second one.

    Returns the draft's id. Raises as `keep_draft` does.
    """
    sheet = Sheet(str(key), (seen,))
    if story is None:
        begun = once(
            doer=actor.person.pk, key=first_key(key), digest=actor.keys.digest(b"story begun"),
            run=lambda: str(keep_draft(actor=actor, words=words, sheet=sheet).pk),
        )  # fmt: skip
        return uuid.UUID(begun)
    if not words.text:
        # An emptied box is no story: its button would refuse it too, and what was kept stays.
        words = replace(words, text=open_draft(actor, story).text)
    return keep_draft(actor=actor, words=words, story_id=story.pk, sheet=sheet).pk  # type: ignore[no-any-return]
