"""Short ways to write, share and read in tests."""

import uuid
from typing import Any

from django.test import Client

from muruna.stories.actions.sharing import answer_story, share_story
from muruna.stories.actions.writing import keep_draft
from muruna.stories.models import Story
from muruna.stories.sealing import Words
from tests.conversations.people import Somebody

CANARY = "kanarienvogel-story-7c1e"


def write(who: Somebody, text: str = CANARY, *, title: str = "The second chair", **more: Any) -> Story:
    story_id = more.pop("story_id", None)
    return keep_draft(actor=who.actor, words=Words(title, text, "en", **more), story_id=story_id)


def share(who: Somebody, story: Story, audience: str = "space", **more: Any) -> Story:
    wish: dict[str, Any] = {"replies": Story.IDEAS, "shows_name": True} | more
    return share_story(actor=who.actor, story_id=story.pk, audience=audience, **wish)


def tell(who: Somebody, reviewer: Somebody, text: str = CANARY, **more: Any) -> Story:
    """Written, sent, looked at, read by the space."""
    story = share(who, write(who, text), **more)
    if story.state == Story.SENT:
        story = answer_story(actor=reviewer.actor, story_id=story.pk, publishes=True)
    return story


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    html: str = answer.content.decode()
    return html
