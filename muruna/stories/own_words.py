"""A writer's own stories, drafts and shared ones alike, as their own search finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.stories.labels import notes_in
from muruna.stories.queries import my_stories


@own_texts("stories")
def _mine(actor: Actor) -> Iterator[OwnText]:
    for told in my_stories(actor):
        address = reverse("story", kwargs={"code": actor.space.code, "id": told.story.pk})
        title, notes = told.words.title or _("No title yet"), tuple(notes_in(told.words))
        yield OwnText(title, told.words.text, address, told.story.day, notes)
