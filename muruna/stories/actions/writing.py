"""Writing: every draft lies under its writer's own key."""

import uuid
from dataclasses import replace
from typing import Any

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.foundation.clock import today
from muruna.foundation.deeds import once
from muruna.foundation.trace import trace
from muruna.stories.models import Story
from muruna.stories.queries import first_key
from muruna.stories.sealing import Words, open_draft, seal_draft


def keep_draft(*, actor: Any, words: Words, story_id: object = None) -> Story:
    """Keep a new draft, or what one's own now says. Raises NotFound, and vault.TooLong above 64 KiB."""
    with transaction.atomic():
        require(actor, Action.STORY_WRITE, actor.space)
        sealed = seal_draft(actor, words)
        if story_id is None:
            story: Story = Story.objects.create(space=actor.space, author=actor.membership, draft=sealed)
            # Once, not at each keep: how long somebody wrote is nobody's to know.
            trace(actor, Action.STORY_WRITE, story)
        else:
            story = find_locked(actor, Action.STORY_WRITE, Story, story_id)
            story.draft, story.day = sealed, today()
            story.save(update_fields=["draft", "day"])
        return story


def keep_unfinished(*, actor: Any, words: Words, key: uuid.UUID, story: Story | None) -> uuid.UUID:
    """Keep what is being written; the first time, `key` makes one draft of it and no second one.

    Returns the draft's id. Raises NotFound, and vault.TooLong above 64 KiB.
    """
    if story is None:
        begun = once(
            doer=actor.person.pk, key=first_key(key), digest=actor.keys.digest(b"story begun"),
            run=lambda: str(keep_draft(actor=actor, words=words).pk),
        )  # fmt: skip
        return uuid.UUID(begun)
    if not words.text:
        # An emptied box is no story: its button would refuse it too, and what was kept stays.
        words = replace(words, text=open_draft(actor, story).text)
    return keep_draft(actor=actor, words=words, story_id=story.pk).pk  # type: ignore[no-any-return]
