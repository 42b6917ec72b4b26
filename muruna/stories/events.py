"""What stories do when something happens elsewhere, and what they put on other packages' pages."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muruna.access import Action
from muruna.accounts.encounters import encounter
from muruna.foundation import outbox
from muruna.foundation.findable import Findable, FindableText, findable
from muruna.foundation.tenancy import in_space
from muruna.spaces import home
from muruna.spaces.events import MEMBER_LEFT, MEMBER_RESTORED, MEMBER_SUSPENDED
from muruna.spaces.models import Membership, Right, Space
from muruna.stories import belongings, erasing, queries
from muruna.stories.labels import notes_in
from muruna.stories.models import Story
from muruna.stories.sealing import Words
from muruna.ui.environment import url

__all__ = ["belongings"]

encounter(queries.are_met)


@outbox.on(MEMBER_LEFT)
def take_those_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves takes their stories and replies with them."""
    with in_space(Space.objects.get(pk=space)):
        erasing.forget_those_of([membership])


@outbox.on(MEMBER_SUSPENDED)
@outbox.on(MEMBER_RESTORED)
def find_or_forget(space: UUID, membership: UUID, **_more: Any) -> None:
    """Nobody reads the stories of whoever is suspended, so nothing may find them."""
    with in_space(Space.objects.get(pk=space)):
        erasing.tell_search_of(Membership.objects.get(pk=membership))


@outbox.on("conversation.ended")
def take_from_whoever_supported(space: UUID, **_more: Any) -> None:
    """What a member shared with the one who supports them was for as long as they talk."""
    with in_space(Space.objects.get(pk=space)):
        erasing.take_from_former_supporters()


def _texts(id: str) -> list[FindableText]:
    story = Story.objects.filter(pk=id, state=Story.PUBLISHED, author__state=Membership.ACTIVE).first()
    if story is None or not story.words:
        return []
    words = Words(**story.words)
    return [FindableText(words.title, words.text, story.language, tuple(notes_in(words)))]


def _every() -> Iterator[tuple[UUID | None, str]]:
    for space in Space.objects.all():
        with in_space(space):
            for id in Story.objects.filter(state=Story.PUBLISHED, container=None).values_list(
                "pk", flat=True
            ):
                yield space.pk, str(id)


findable(
    Findable(
        kind=erasing.KIND,
        name=gettext_lazy("Stories"),
        texts=_texts,
        address=lambda actor, id, _language: reverse("story", kwargs={"code": actor.space.code, "id": id}),
        every=_every,
        model=Story,
        action=Action.STORY_SEE,
        priority=10,
    )
)


@home.nav
def nav_items(actor: Any) -> list[home.NavItem]:
    """Stories from every page."""
    return [home.NavItem(_("Stories"), url("stories", code=actor.space.code), 28, "keep")]


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """What came back to a writer, what they are asked, and for coordinators what waits."""
    code = actor.space.code
    mine = reverse("stories-mine", kwargs={"code": code})
    found = []
    if queries.asks_to_stay(actor):
        text = _("You wrote something here a year ago.")
        found.append(home.HomeCard(_("May it stay?"), text, mine, 9))
    if queries.has_news(actor):
        found.append(home.HomeCard(_("Something came back"), _("To what you wrote."), mine, 12))
    if actor.has(Right.COORDINATOR) and queries.how_many_wait(actor):
        place = reverse("stories-waiting", kwargs={"code": code})
        text = _("Somebody wrote something and waits for a first reader.")
        found.append(home.HomeCard(_("To look at"), text, place, 55, for_staff=True))
    return found
