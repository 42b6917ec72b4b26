"""Stories of the demo world: written, shared, looked at, answered, each at its own time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from muruna.cast.troupe import Troupe
from muruna.foundation.clock import stopped_at
from muruna.spaces.models import Space
from muruna.stories.actions.responding import mark_story, reply_to_story, show_reply
from muruna.stories.actions.sharing import answer_story, share_story
from muruna.stories.actions.writing import keep_draft
from muruna.stories.models import Reply, Story
from muruna.stories.sealing import Words


def tell(told: Mapping[str, Any], troupe: Troupe, space: Space, moment: dt.datetime) -> None:
    """One story, from its draft to where it stands at `moment`."""
    written = moment - dt.timedelta(days=told["days_ago"])
    with stopped_at(written):
        story = _share(told, troupe, space)
        if told["state"] == Story.PUBLISHED and story.state == Story.SENT:
            looks = troupe.inside(told["looked_by"], space)
            answer_story(actor=looks, story_id=story.pk, publishes=True)
    for days, (who, text, *_later) in enumerate(told.get("said", ()), 1):
        with stopped_at(min(moment, written + dt.timedelta(days=days))):
            reply = reply_to_story(actor=troupe.inside(who, space), story_id=story.pk, text=text)
            if reply.state == Reply.WAITING:
                show_reply(actor=troupe.inside(told["looked_by"], space), reply_id=reply.pk)
    for who, kind in told.get("marks", ()):
        mark_story(actor=troupe.inside(who, space), story_id=story.pk, kind=kind, is_on=True)


def _share(told: Mapping[str, Any], troupe: Troupe, space: Space) -> Story:
    writer = troupe.inside(told["by"], space)
    words = Words(told["title"], told["text"].strip(), told["language"], list(told["notes"]))
    story: Story = keep_draft(actor=writer, words=words)
    if told["state"] == Story.DRAFT:
        return story
    supporter = troupe.inside(told["supporter"], space).membership if "supporter" in told else None
    return share_story(
        actor=writer,
        story_id=story.pk,
        audience=f"supporter:{supporter.pk}" if supporter else "space",
        replies=told.get("replies", Story.WITNESS),
        shows_name=told.get("shows_name", False),
    )
