"""A story reaches exactly those whom its writer chose."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from muruna.access import NotFound
from muruna.accounts.actions.blocking import block_person
from muruna.accounts.keyring import start_container
from muruna.accounts.models import Block
from muruna.conversations.actions.stopping import leave_conversation
from muruna.foundation.work import Worker, discover
from muruna.spaces import audiences
from muruna.spaces.audiences import Audience
from muruna.spaces.models import Membership, Right
from muruna.stories import queries
from muruna.stories.actions.responding import reply_to_story
from muruna.stories.actions.sharing import answer_story
from muruna.stories.models import Reply, Story
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World, somebody
from tests.stories.telling import CANARY, share, tell, write


def sees(who: Somebody, story: Story) -> bool:
    try:
        return queries.story(who.actor, story.pk).words.text == CANARY
    except NotFound:
        return False


def test_a_draft_is_its_writers_alone_and_the_disk_knows_nothing(world: World, coordinator: Somebody) -> None:
    story = write(world.member, notes=["family"])
    write(world.member, CANARY, story_id=story.pk)

    assert sees(world.member, story)
    assert not any(sees(who, story) for who in (world.supporter, world.stranger, coordinator))
    assert hidden_in(disk(), CANARY) == []
    assert Story.objects.get().words is None
    with pytest.raises(NotFound):
        write(world.stranger, story_id=story.pk)


def test_for_the_space_somebody_looks_first_until_the_first_ones_are_out(
    world: World, coordinator: Somebody
) -> None:
    first = share(world.member, write(world.member))
    assert first.state == Story.SENT
    assert sees(world.member, first)
    assert not sees(world.stranger, first)
    assert queries.review(coordinator.actor, first.pk).words.text == CANARY
    for who in (world.stranger, world.member, world.lead):
        with pytest.raises(NotFound):
            answer_story(actor=who.actor, story_id=first.pk, publishes=True)

    answer_story(actor=coordinator.actor, story_id=first.pk, publishes=True)
    for _ in range(2):
        tell(world.member, coordinator)

    assert sees(world.stranger, first)
    assert share(world.member, write(world.member)).state == Story.PUBLISHED  # school: the first three


def test_nobody_looks_at_their_own(world: World, coordinator: Somebody) -> None:
    own = share(coordinator, write(coordinator))

    with pytest.raises(NotFound):
        answer_story(actor=coordinator.actor, story_id=own.pk, publishes=True)


def test_given_back_it_is_a_draft_again_with_words(world: World, coordinator: Somebody) -> None:
    story = tell(world.member, coordinator)

    answer_story(actor=coordinator.actor, story_id=story.pk, publishes=False, answer="A name stands in it.")

    row = Story.objects.get()
    assert (row.state, row.words, row.answer) == (Story.RETURNED, None, "A name stands in it.")
    assert sees(world.member, story)
    assert not sees(world.stranger, story)


def test_my_supporter_reads_while_we_talk_and_no_longer(world: World) -> None:
    chosen = f"supporter:{world.supporter.membership.pk}"
    story = share(world.member, write(world.member), chosen)
    assert story.state == Story.PUBLISHED  # nobody looks at what is sealed for two
    assert sees(world.supporter, story)
    assert not any(sees(who, story) for who in (world.stranger, world.second, world.lead))
    assert hidden_in(disk(), CANARY) == []
    assert Story.objects.get().words is None
    with pytest.raises(NotFound):
        share(world.member, write(world.member), f"supporter:{world.second.membership.pk}")

    leave_conversation(actor=world.member.actor, conversation_id=world.conversation.pk)
    assert not sees(world.supporter, story)
    discover()
    Worker().work_off()

    row = Story.objects.get(pk=story.pk)
    assert (row.state, row.sealed, row.container) == (Story.DRAFT, None, None)


@pytest.fixture
def circle(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., UUID]:
    """A group as circles would hang it up: its own names, its own content key."""
    monkeypatch.setattr(audiences, "_sources", [])

    def make(*people: Somebody) -> UUID:
        id = uuid4()
        start_container(id, [one.person for one in people])
        inside = {one.membership.pk: f"circle name {number}" for number, one in enumerate(people)}
        audiences.audience_source(
            lambda actor: [Audience(id, "Evening", id, inside[actor.membership.pk])]
            if actor.membership.pk in inside else []
        )  # fmt: skip
        return id

    return make


def test_a_circle_reads_under_the_names_of_the_circle_alone(world: World, circle: Any) -> None:
    id = circle(world.member, world.second)
    story = share(world.member, write(world.member), f"circle:{id}")
    reply_to_story(actor=world.second.actor, story_id=story.pk, text=f"{CANARY} reply")

    assert sees(world.second, story)
    assert not any(sees(who, story) for who in (world.stranger, world.supporter, world.lead))
    assert queries.story(world.second.actor, story.pk).name == "circle name 0"
    assert [one.name for one in queries.answers_to(world.member.actor, story)] == ["circle name 1"]
    assert hidden_in(disk(), CANARY) == []
    assert Reply.objects.get().words is None
    with pytest.raises(NotFound):
        share(world.stranger, write(world.stranger), f"circle:{id}")


def test_without_circles_none_is_offered(world: World) -> None:
    from muruna.stories.audiences import choices_for

    assert [one.kind for one in choices_for(world.stranger.actor)] == [Story.SPACE]


@pytest.mark.parametrize("who_blocks", ["writer", "reader"])
def test_a_block_hides_both_ways(world: World, coordinator: Somebody, who_blocks: str) -> None:
    story = tell(world.member, coordinator)
    other = tell(world.stranger, coordinator)
    third = tell(coordinator, somebody(world.space, "Cleo", Right.COORDINATOR))
    reply_to_story(actor=world.member.actor, story_id=third.pk, text="x")
    by, of = (world.member, world.stranger) if who_blocks == "writer" else (world.stranger, world.member)

    block_person(actor=by.actor, membership=of.membership)

    assert not sees(world.stranger, story)
    assert not sees(world.member, other)
    assert queries.answers_to(world.stranger.actor, third) == []
    assert len(queries.answers_to(world.second.actor, third)) == 1


def test_blocking_does_not_tell_who_wrote_a_story_without_a_name(world: World, coordinator: Somebody) -> None:
    story = tell(world.member, coordinator, shows_name=False)
    reply_to_story(actor=world.member.actor, story_id=story.pk, text="thank you all")
    seal = world.supporter.actor.keys.seal_own("block", "x")
    here = {"room": world.space.pk, "label_sealed": seal}
    pair = {"blocker": world.supporter.person, "blocked": world.member.person}
    block = Block.objects.create(**pair, **here)

    # The reader has blocked somebody, and must not learn from what is gone that it was they who wrote this.
    assert sees(world.supporter, story)
    assert [one.name for one in queries.answers_to(world.supporter.actor, story)] == [""]

    block.delete()
    Block.objects.create(blocker=world.member.person, blocked=world.supporter.person, **here)
    # Nor does the blocked learn it, nor that they are blocked, from a story that is gone.
    assert sees(world.supporter, story)
    assert [one.name for one in queries.answers_to(world.supporter.actor, story)] == [""]


def test_whoever_is_suspended_is_not_read_meanwhile(world: World, coordinator: Somebody) -> None:
    story = tell(world.member, coordinator)

    Membership.objects.filter(pk=world.member.membership.pk).update(state=Membership.SUSPENDED)

    assert not sees(world.stranger, story)
