"""Sharing a story: for whom, looked at by somebody first or not, and whether it stays."""

import datetime as dt
from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, find_locked
from muruna.accounts.keyring import destroy_container, start_container
from muruna.foundation.clock import today
from muruna.foundation.findable import changed
from muruna.foundation.trace import trace
from muruna.stories.audiences import choices_for
from muruna.stories.erasing import KIND, take_from_all
from muruna.stories.logic.sharing import ASK_AFTER
from muruna.stories.models import Story
from muruna.stories.queries import is_looked_at
from muruna.stories.sealing import open_draft, put


class Unfinished(Exception):
    """A story without a title or without words is only a draft."""


def share_story(
    *, actor: Any, story_id: object, audience: str, replies: str, shows_name: bool, days: int | None = None
) -> Story:
    """Hand a copy to those whom the writer chose; `audience` is the value of one of `choices_for`.

    For the space, the first stories of a member wait until somebody has looked at them. `days` is after how
    many it is erased. Raises NotFound for an audience that is not the actor's, and Unfinished.
    """
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_WRITE, Story, story_id)
        chosen = next((one for one in choices_for(actor) if one.value == audience), None)
        if chosen is None or replies not in (Story.WITNESS, Story.QUESTIONS, Story.IDEAS):
            raise NotFound
        story.audience, story.reader, story.circle_id = chosen.kind, chosen.reader, chosen.circle_id
        story.container = chosen.container
        if chosen.reader is not None:
            story.container = story.pk
            destroy_container(story.pk)
            start_container(story.pk, [actor.person, chosen.reader.person])
        words = open_draft(actor, story)
        if not words.title or not words.text:
            raise Unfinished
        by = chosen.my_name if shows_name else ""
        put(actor, story, story, {**vars(words), "by": by})
        story.replies, story.shows_name, story.language = replies, shows_name, words.language
        story.erase_on = today() + dt.timedelta(days=days) if days else None
        story.answer = ""  # type: ignore[assignment]
        # What is sealed for a few waits for nobody: there is nobody who could look.
        if story.audience == Story.SPACE and is_looked_at(actor):
            story.state, story.day = Story.SENT, today()
            story.save()
        else:
            _publish(story)
        trace(actor, Action.STORY_WRITE, story, reason="shared")
        return story


def _publish(story: Story) -> None:
    story.state, story.day = Story.PUBLISHED, today()
    story.shared_on, story.ask_on = today(), today() + ASK_AFTER
    story.save()
    if story.container is None:  # what is sealed for people is never searched by the server
        changed(KIND, story.pk, space=story.space_id)


def answer_story(*, actor: Any, story_id: object, publishes: bool, answer: str = "") -> Story:
    """Let others read somebody else's story, or give it back with words; also one that is already read."""
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_REVIEW, Story, story_id)
        trace(actor, Action.STORY_REVIEW, story, reason="published" if publishes else "returned")
        story.answer = answer  # type: ignore[assignment]
        story.has_news = True
        if publishes:
            _publish(story)
        else:
            take_from_all(story)
            story.state, story.day = Story.RETURNED, today()
            story.save()
        return story


def keep_sharing(*, actor: Any, story_id: object) -> Story:
    """Yes, it may stay for another year; one that rests is read again."""
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_STAY, Story, story_id)
        was_resting = story.state == Story.RESTING
        story.state, story.ask_on = Story.PUBLISHED, today() + ASK_AFTER
        story.save(update_fields=["state", "ask_on"])
        if was_resting and story.container is None:
            changed(KIND, story.pk, space=story.space_id)
        trace(actor, Action.STORY_STAY, story)
        return story
