"""Writing: every draft lies under its writer's own key."""

from typing import Any

from django.db import transaction

from muruna.access import Action, find_locked, require
from muruna.foundation.clock import today
from muruna.foundation.trace import trace
from muruna.stories.models import Story
from muruna.stories.sealing import Words, seal_draft


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
