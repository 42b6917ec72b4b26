"""Members' own strategies: looked at before others read them; a translation knows its source."""

from typing import Any

import pytest

from muruna.access import NotFound
from muruna.foundation.findable import findables, on_forgotten
from muruna.foundation.tenancy import across_spaces
from muruna.strategies import queries
from muruna.strategies.actions import ideas
from muruna.strategies.models import Idea
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World

CANARY = "kanarienvogel-idea-55aa"
WORDS: dict[str, Any] = {
    "title": "Tea first", "in_short": CANARY, "steps": ["One", "Two"], "not_when": ["Never alone"],
    "practice": [], "example": "", "field": "coping", "settings": ["home"],
}  # fmt: skip


def write(who: Somebody, *, sends: bool = True, idea: Idea | None = None, **more: Any) -> Idea:
    return ideas.save_idea(
        actor=who.actor, words=WORDS | more, language="en", shows_name=False, sends=sends,
        idea_id=idea.pk if idea else None,
    )  # fmt: skip


def publish(who: Somebody, idea: Idea, publishes: bool = True) -> Idea:
    return ideas.answer_idea(
        actor=who.actor, idea_id=idea.pk, publishes=publishes, seen=queries.as_shown(idea), answer="Thank you"
    )


def test_draft_is_for_its_author_sent_for_the_reviewer_published_for_all(
    world: World, coordinator: Somebody
) -> None:
    idea = write(world.member, sends=False)
    for who in (world.stranger, coordinator):
        with pytest.raises(NotFound):
            queries.idea(who.actor, idea.pk)
    write(world.member, idea=idea)
    assert queries.idea(coordinator.actor, idea.pk) == idea
    with pytest.raises(NotFound):
        queries.idea(world.stranger.actor, idea.pk)

    publish(coordinator, idea)

    assert [one.pk for one in queries.published_ideas(world.stranger.actor, "en")] == [idea.pk]


def test_nobody_publishes_their_own_and_no_member_anothers(world: World, coordinator: Somebody) -> None:
    own, other = write(coordinator), write(world.member)

    with pytest.raises(NotFound):
        publish(coordinator, own)
    with pytest.raises(NotFound):
        publish(world.stranger, other)
    with pytest.raises(NotFound):
        write(world.stranger, idea=other)


def test_change_of_a_published_one_is_a_new_version_that_somebody_looks_at(
    world: World, coordinator: Somebody
) -> None:
    idea = publish(coordinator, write(world.member))

    changed = write(world.member, idea=idea, title="Tea later")

    assert (changed.version, changed.state) == (2, Idea.SENT)
    assert queries.published_ideas(world.stranger.actor, "en") == []


def test_translation_stands_in_for_its_source_and_says_when_that_moved_on(
    world: World, coordinator: Somebody
) -> None:
    source = publish(coordinator, write(world.member))
    arabic = ideas.translate_idea(actor=world.stranger.actor, source_id=source.pk, language="ar")
    with pytest.raises(ideas.AlreadyThere):
        ideas.translate_idea(actor=world.stranger.actor, source_id=source.pk, language="ar")
    with pytest.raises(ideas.AlreadyThere):
        ideas.translate_idea(actor=world.second.actor, source_id=source.pk, language="en")
    arabic = publish(coordinator, write(world.stranger, idea=arabic, title="الشاي أولًا"))

    assert [one.pk for one in queries.published_ideas(world.second.actor, "ar")] == [arabic.pk]
    assert [one.pk for one in queries.published_ideas(world.second.actor, "en")] == [source.pk]
    assert arabic.language == "ar"

    publish(coordinator, write(world.member, idea=source, title="Tea later"))
    moved = next(one for one in queries.my_ideas(world.stranger.actor) if one.pk == arabic.pk)
    assert queries.has_moved_on(moved)
    ideas.catch_up(actor=world.stranger.actor, idea_id=arabic.pk)
    assert not queries.has_moved_on(Idea.objects.select_related("source").get(pk=arabic.pk))


def test_taken_away_is_gone_with_its_translations_and_from_the_disk(
    world: World, coordinator: Somebody
) -> None:
    source = publish(coordinator, write(world.member))
    ideas.translate_idea(actor=world.stranger.actor, source_id=source.pk, language="ar")
    assert hidden_in(disk(), CANARY) == []  # under the host key even while all may read it

    ideas.delete_idea(actor=world.member.actor, idea_id=source.pk)

    assert Idea.objects.count() == 0


def test_search_finds_a_published_one_and_nothing_once_it_is_gone(
    world: World, coordinator: Somebody
) -> None:
    found = findables()["idea"]
    idea = write(world.member)
    assert found.texts(str(idea.pk)) == []
    publish(coordinator, idea)
    assert CANARY in found.texts(str(idea.pk))[0].body
    with across_spaces("the whole index"):
        assert (world.space.pk, str(idea.pk)) in list(found.every())
    forgotten_ids: list[str] = []
    on_forgotten(lambda kind, id: forgotten_ids.append(id) if kind == "idea" else None)

    write(world.member, idea=idea, sends=False)

    assert forgotten_ids == [str(idea.pk)]
    assert found.texts(str(idea.pk)) == []
