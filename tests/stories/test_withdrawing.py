"""Taken back, a story is gone everywhere in the same transaction (S4)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from muruna.access import NotFound
from muruna.accounts.belongings import exports, forgets
from muruna.foundation import findable
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.foundation.work import Worker, discover
from muruna.spaces.actions.personas import leave_space
from muruna.stories import queries, tasks
from muruna.stories.actions import sharing, withdrawing
from muruna.stories.actions.responding import mark_story, reply_to_story
from muruna.stories.models import Mark, Reply, Story
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World
from tests.stories.telling import CANARY, read, share, tell, write


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What search was told to forget."""
    told: list[str] = []
    monkeypatch.setattr(findable._ears, "forget", [lambda kind, id: told.append(f"{kind} {id}")])
    return told


def lived(world: World, coordinator: Somebody) -> Story:
    """A story with everything that can hang on one."""
    story = tell(world.member, coordinator)
    for kind in (Mark.RELATE, Mark.KEPT):
        mark_story(actor=world.stranger.actor, story_id=story.pk, kind=kind, is_on=True)
    reply_to_story(actor=world.stranger.actor, story_id=story.pk, text=f"{CANARY} reply")
    return story


def found_by(client: Client, space: str) -> list[str]:
    return [
        path
        for path in ("", "pages/", "pages/mine/", "pages/kept/")
        if "second chair" in read(client, f"/s/{space}/{path}")
    ]


def words_of(actor: Any) -> str:
    return str([section.rows for export in exports().values() for section in export(actor)])


@pytest.mark.parametrize("keeps_text", [True, False])
def test_one_step_and_it_is_nowhere(
    world: World, coordinator: Somebody, forgotten: list[str], keeps_text: bool
) -> None:
    story, reader = lived(world, coordinator), world.stranger.browser()
    code, address = world.space.code, f"/s/{world.space.code}/pages/{story.pk}/"
    assert found_by(reader, code) == ["pages/", "pages/kept/"]
    assert CANARY in read(reader, address)
    assert findable.findables()["story"].texts(str(story.pk))[0].body == CANARY

    kept = withdrawing.withdraw_story(actor=world.member.actor, story_id=story.pk, keeps_text=keeps_text)

    assert forgotten[-1:] == [f"story {story.pk}"]
    assert found_by(reader, code) == []
    assert found_by(world.member.browser(), code) == (["pages/mine/"] if keeps_text else [])
    for who in (world.stranger, world.member, coordinator):
        assert who.browser().get(address).status_code == 404
        assert who is world.member or CANARY not in words_of(who.actor)
    assert findable.findables()["story"].texts(str(story.pk)) == []
    assert str(story.pk) not in [id for _space, id in findable.findables()["story"].every()]
    assert (Reply.objects.count(), Mark.objects.count()) == (0, 0)
    assert hidden_in(disk(), CANARY) == []
    if kept is None:
        assert Story.objects.count() == 0
    else:
        assert kept.pk != story.pk
        assert queries.story(world.member.actor, kept.pk).words.text == CANARY


def test_nobody_else_takes_it_back(world: World, coordinator: Somebody) -> None:
    story = tell(world.member, coordinator)

    for who in (world.stranger, coordinator, world.lead):
        with pytest.raises(NotFound):
            withdrawing.withdraw_story(actor=who.actor, story_id=story.pk)


def test_search_hears_of_what_may_be_found_and_of_nothing_sealed(world: World, coordinator: Somebody) -> None:
    chosen = f"supporter:{world.supporter.membership.pk}"
    share(world.member, write(world.member), chosen)
    write(world.member)
    assert not OutboxEvent.objects.filter(topic="find.changed.story").exists()
    assert list(findable.findables()["story"].every()) == []

    story = tell(world.member, coordinator)

    (event,) = OutboxEvent.objects.filter(topic="find.changed.story")
    assert event.payload == {"id": str(story.pk), "space": str(world.space.pk)}


def test_on_its_day_it_is_erased_for_everybody(
    world: World, coordinator: Somebody, forgotten: list[str]
) -> None:
    story = tell(world.member, coordinator, days=30)
    keeps = tell(world.member, coordinator)

    with stopped_at(now() + dt.timedelta(days=29)):
        tasks.erase_due_stories()
        assert queries.story(world.stranger.actor, story.pk)
    with stopped_at(now() + dt.timedelta(days=30)):
        with pytest.raises(NotFound):  # already before the job comes round
            queries.story(world.stranger.actor, story.pk)
        tasks.erase_due_stories()

    assert [one.pk for one in Story.objects.all()] == [keeps.pk]
    assert f"story {story.pk}" in forgotten


def test_after_a_year_the_writer_is_asked_and_silence_lets_it_rest(
    world: World, coordinator: Somebody, forgotten: list[str]
) -> None:
    story = tell(world.member, coordinator)
    assert queries.asks_to_stay(world.member.actor) == []

    with stopped_at(now() + dt.timedelta(days=366)):
        assert queries.asks_to_stay(world.member.actor) == [story]
        assert "May it stay?" in read(world.member.browser(), f"/s/{world.space.code}/")
        tasks.let_unanswered_stories_rest()
        assert queries.story(world.stranger.actor, story.pk)
    with stopped_at(now() + dt.timedelta(days=396)):
        tasks.let_unanswered_stories_rest()
        with pytest.raises(NotFound):
            queries.story(world.stranger.actor, story.pk)
        assert forgotten[-1:] == [f"story {story.pk}"]
        assert queries.story(world.member.actor, story.pk).words.text == CANARY

        sharing.keep_sharing(actor=world.member.actor, story_id=story.pk)

        assert queries.story(world.stranger.actor, story.pk).words.text == CANARY
        assert queries.asks_to_stay(world.member.actor) == []


def test_whoever_leaves_takes_stories_and_replies_along(world: World, coordinator: Somebody) -> None:
    lived(world, coordinator)
    theirs = tell(world.stranger, coordinator)
    reply_to_story(actor=world.member.actor, story_id=theirs.pk, text=CANARY)

    leave_space(actor=world.member.actor, membership=world.member.membership)
    assert found_by(world.stranger.browser(), world.space.code) == ["pages/mine/"]
    discover()
    Worker().work_off()

    assert [one.pk for one in Story.objects.all()] == [theirs.pk]
    assert Reply.objects.count() == 0


def test_export_has_ones_own_words_and_nobody_elses_and_deletion_takes_them(
    world: World, coordinator: Somebody, forgotten: list[str]
) -> None:
    story = lived(world, coordinator)

    assert CANARY in words_of(world.member.actor)
    told = words_of(world.stranger.actor)
    assert f"{CANARY} reply" in told
    assert CANARY not in told.replace(f"{CANARY} reply", "")

    for forget in forgets().values():
        forget(world.member.person)

    assert (Story.objects.count(), Reply.objects.count(), Mark.objects.count()) == (0, 0, 0)
    assert f"story {story.pk}" in forgotten  # what finds them hears of it here alone
    assert hidden_in(disk(), CANARY) == []


# Planted fault: a withdrawal that hides, and does not erase.
def test_a_copy_that_is_left_behind_is_found(
    world: World, coordinator: Somebody, monkeypatch: pytest.MonkeyPatch, forgotten: list[str]
) -> None:
    monkeypatch.setattr(
        withdrawing, "erase", lambda story: Story.objects.filter(pk=story.pk).update(state="draft")
    )

    with pytest.raises(AssertionError):
        test_one_step_and_it_is_nowhere(world, coordinator, forgotten, keeps_text=False)
