"""Taking back: in one transaction a story is gone from everywhere that this server reaches."""

from typing import Any

from django.db import transaction

from muruna.access import Action, find_locked
from muruna.accounts.erasing import empty_the_log
from muruna.foundation.trace import trace
from muruna.stories.erasing import erase
from muruna.stories.models import Story


def withdraw_story(*, actor: Any, story_id: object, keeps_text: bool = False) -> Story | None:
    """Take a story back from everybody, with its replies, marks and places in reading lists.

    With `keeps_text` its words stay as a new draft that only the writer can open; its old address leads
    nowhere. Returns that draft, or None.
    """
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_WITHDRAW, Story, story_id)
        trace(actor, Action.STORY_WITHDRAW, story)
        kept = None
        if keeps_text:
            kept = Story.objects.create(space=actor.space, author=actor.membership, draft=bytes(story.draft))
        erase(story)
        transaction.on_commit(empty_the_log)
        return kept
