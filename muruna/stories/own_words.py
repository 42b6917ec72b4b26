"""A writer's own stories, drafts and shared ones alike, as their own search finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.stories.queries import my_stories


@own_texts("stories")
def _mine(actor: Actor) -> Iterator[OwnText]:
    for told in my_stories(actor):
        text = "\n".join(filter(None, [told.words.text, told.words.note_words]))
        address = reverse("story", kwargs={"code": actor.space.code, "id": told.story.pk})
        yield OwnText(told.words.title or _("No title yet"), text, address, told.story.day)
