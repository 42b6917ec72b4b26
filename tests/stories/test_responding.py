"""What readers give back: marks that say nothing of who, replies by the writer's wish, reports."""

import datetime as dt
import uuid

import pytest

from muruna.access import NotFound
from muruna.accounts.actions.blocking import block_person
from muruna.safeguarding.models import Case, CasePerson, DutyWindow
from muruna.safeguarding.sealing import opened
from muruna.spaces.models import Right
from muruna.stories import queries
from muruna.stories.actions import responding
from muruna.stories.actions.sharing import answer_story
from muruna.stories.models import Mark, Reply, Story
from tests.conversations.people import Somebody, World, somebody
from tests.stories.telling import CANARY, share, tell, write


def mark(who: Somebody, story: Story, kind: str = Mark.RELATE, is_on: bool = True) -> None:
    responding.mark_story(actor=who.actor, story_id=story.pk, kind=kind, is_on=is_on)


def reply(who: Somebody, story: Story, text: str = "How did you begin?") -> Reply:
    return responding.reply_to_story(actor=who.actor, story_id=story.pk, text=text)


def test_the_writer_learns_that_it_came_and_nobody_who_or_how_often(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)
    for _ in range(2):
        mark(world.stranger, story)
    mark(world.stranger, story, Mark.KEPT)

    assert queries.what_came(world.member.actor, story) == {"relate": "somebody"}
    assert queries.has_news(world.member.actor)
    assert queries.my_marks(world.stranger.actor, story) == {"relate", "kept"}
    assert queries.my_marks(world.second.actor, story) == set()
    with pytest.raises(NotFound):
        queries.what_came(world.stranger.actor, story)
    for who in (world.second, world.supporter):
        mark(who, story)
    assert queries.what_came(world.member.actor, story) == {"relate": "several"}

    mark(world.stranger, story, is_on=False)

    assert queries.what_came(world.member.actor, story) == {"relate": "somebody"}
    with pytest.raises(NotFound):
        mark(world.member, story)


def test_rows_do_not_say_whose_a_mark_is(world: World, coordinator: Somebody) -> None:
    story, other = tell(world.member, coordinator), tell(world.member, coordinator)
    for one in (story, other):
        mark(world.stranger, one)

    rows = [bytes(one.who) for one in Mark.objects.all()]
    assert len(set(rows)) == 2  # not even that two marks are one person's
    assert {field.name for field in Mark._meta.concrete_fields} == {"id", "space", "story", "kind", "who"}


def test_reading_list_is_ones_own(world: World, coordinator: Somebody) -> None:
    story = tell(world.member, coordinator)
    tell(coordinator, somebody(world.space, "Cleo", Right.COORDINATOR))
    mark(world.stranger, story, Mark.KEPT)

    assert [told.story.pk for told in queries.kept(world.stranger.actor)] == [story.pk]
    assert queries.kept(world.second.actor) == []


@pytest.mark.parametrize(("mode", "may"), [("witness", False), ("questions", True), ("ideas", True)])
def test_replies_are_as_the_writer_wants_them(
    world: World, coordinator: Somebody, mode: str, may: bool
) -> None:
    story = tell(world.member, coordinator, replies=mode)

    assert queries.may_say(world.stranger.actor, story) is may
    if may:
        reply(world.stranger, story)
        assert [one.name for one in queries.answers_to(world.second.actor, story)] == ["Kim"]
        assert queries.has_news(world.member.actor)
    else:
        with pytest.raises(NotFound):
            reply(world.stranger, story)


def test_adults_do_not_begin_to_write_to_a_minor(world: World, coordinator: Somebody) -> None:
    minor = somebody(world.space, "Mina", age_band="16-17")
    friend = somebody(world.space, "Finn", age_band="13-15")
    story = tell(minor, coordinator)

    reply(friend, story)
    reply(world.supporter, story)  # certified for under-18s
    for who in (world.stranger, coordinator):
        assert queries.story(who.actor, story.pk)  # reads as everybody
        with pytest.raises(NotFound):
            reply(who, story)


@pytest.mark.parametrize("who", ["its own writer", "the story's writer", "a coordinator"])
def test_a_reply_is_taken_away_by_those_who_may(world: World, coordinator: Somebody, who: str) -> None:
    story = tell(world.member, coordinator)
    said = reply(world.stranger, story)
    with pytest.raises(NotFound):
        responding.drop_reply(actor=world.second.actor, reply_id=said.pk)

    one = {"its own writer": world.stranger, "the story's writer": world.member}.get(who, coordinator)
    responding.drop_reply(actor=one.actor, reply_id=said.pk)

    assert Reply.objects.count() == 0


def test_a_report_carries_the_genuine_words_to_the_leads(world: World, coordinator: Somebody) -> None:
    story = share(world.member, write(world.member, note_words="A note that hurts"))
    if story.state == Story.SENT:
        answer_story(actor=coordinator.actor, story_id=story.pk, publishes=True)
    said = reply(world.second, story, "You should be ashamed")

    (whole,) = responding.report_story(
        actor=world.stranger.actor, story_id=story.pk, replies=[], why="somebody is named"
    )
    also = reply(world.stranger, story, "Agreed")
    one, other = responding.report_story(
        actor=world.member.actor, story_id=story.pk, replies=[said.pk, also.pk], why="cruel"
    )

    assert _named(whole) == world.member.membership
    assert CANARY in _excerpts(world, whole)
    assert "A note that hurts" in _excerpts(world, whole)
    assert {_named(one), _named(other)} == {world.second.membership, world.stranger.membership}
    assert "You should be ashamed" in _excerpts(world, one) + _excerpts(world, other)
    with pytest.raises(NotFound):  # nobody reports themselves by mistake
        responding.report_story(actor=world.member.actor, story_id=story.pk, replies=[], why="x")


def _named(case: Case) -> object:
    return CasePerson.objects.get(case=case, part=CasePerson.NAMED).membership


def _excerpts(world: World, case: Case) -> str:
    return str([one.body for one in opened(world.lead.actor, case).notes])


def test_parting_from_a_writer_works_for_names_alone(world: World, coordinator: Somebody) -> None:
    signed = tell(world.member, coordinator)
    nameless = tell(world.supporter, coordinator, shows_name=False)
    with pytest.raises(NotFound):
        responding.block_writer(actor=world.stranger.actor, story_id=nameless.pk)
    with pytest.raises(NotFound):  # has never met: not even through a story without a name
        block_person(actor=world.stranger.actor, membership=world.supporter.membership)

    responding.block_writer(actor=world.stranger.actor, story_id=signed.pk)

    with pytest.raises(NotFound):
        queries.story(world.stranger.actor, signed.pk)


def waiting(world: World, who: Somebody, story: Story, text: str = "", **reads: str) -> bool:
    DutyWindow.objects.all().delete()
    if reads:
        for day in range(7):
            DutyWindow.objects.create(
                space=world.space, lead=world.lead.membership, weekday=day, starts=dt.time(0),
                ends=dt.time(0), languages=reads["reads"].split(),
            )  # fmt: skip
    return queries.reply_waits(who.actor, story, text)


def test_first_replies_wait_while_nobody_on_duty_reads_the_language(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)
    assert waiting(world, world.stranger, story)
    assert waiting(world, world.stranger, story, reads="ar")
    assert not waiting(world, world.stranger, story, reads=story.language)
    assert not waiting(world, world.stranger, Story(audience=Story.CIRCLE, space=world.space))
    least = world.space.effective().first_posts_reviewed
    for _ in range(least):
        assert waiting(world, world.stranger, story)
        responding.show_reply(actor=coordinator.actor, reply_id=reply(world.stranger, story).pk)
    assert not waiting(world, world.stranger, story)


ARABIC = "سأخبر كل من تعرفه باسمك"


def test_a_first_reply_waits_for_somebody_who_reads_its_own_language_too(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)
    assert story.language == "en"
    assert waiting(world, world.stranger, story, ARABIC, reads="en")
    assert waiting(world, world.stranger, story, ARABIC, reads="ar")
    assert waiting(world, world.stranger, story, f"Thank you for this! {ARABIC}", reads="en")
    assert waiting(world, world.stranger, story, "Danke, das hilft mir, und ich bin nicht allein", reads="en")
    assert waiting(world, world.stranger, story, "Σε ευχαριστώ πολύ", reads="en")
    assert not waiting(world, world.stranger, story, ARABIC, reads="en ar")
    assert not waiting(world, world.stranger, story, "Danke", reads="en")  # nothing sure: the story's
    assert not waiting(world, world.stranger, story, "Thank you, it is what I needed", reads="en")

    assert waiting(world, world.stranger, story, reads="en") is False
    assert reply(world.stranger, story, ARABIC).state == Reply.WAITING
    assert reply(world.stranger, story, "Thank you").state == Reply.SHOWN


def test_the_form_says_beforehand_that_a_first_reply_may_wait_and_only_where_it_would(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)

    def told() -> bool:
        pages = (f"/s/{world.space.code}/pages/{story.pk}/{there}" for there in ("", "say/"))
        html = [world.stranger.browser().get(page).content.decode() for page in pages]
        (on_both,) = {"Your first replies may wait" in one for one in html}
        return on_both

    assert waiting(world, world.stranger, story, reads="ar")
    assert told()
    assert not waiting(world, world.stranger, story, reads="en")
    assert not told()  # in English nothing would wait
    for _ in range(world.space.effective().first_posts_reviewed):
        reply(world.stranger, story)
    assert waiting(world, world.stranger, story) is False
    assert not told()  # nobody reads, but these are no first replies any more


def test_reply_that_waits_is_seen_by_its_writer_and_a_coordinator_until_it_may_be_read(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)
    DutyWindow.objects.all().delete()
    Story.objects.filter(pk=story.pk).update(has_news=False)
    answer = reply(world.stranger, story, f"{CANARY} waits")
    place = f"/s/{world.space.code}/pages/{story.pk}/"

    def seen(who: Somebody) -> bool:
        return f"{CANARY} waits" in who.browser().get(place).content.decode()

    assert "Your reply waits to be read" in world.stranger.browser().get(place).content.decode()
    assert (seen(coordinator), seen(world.member), seen(world.second)) == (True, False, False)
    assert not queries.has_news(world.member.actor)
    list_ = coordinator.browser().get(f"/s/{world.space.code}/pages/look/").content.decode()
    there = f"/s/{world.space.code}/pages/said/{answer.pk}/"
    assert there in list_
    for who in (world.stranger, world.member, world.second):
        assert who.browser().get(there).status_code == 404
        with pytest.raises(NotFound):
            responding.show_reply(actor=who.actor, reply_id=answer.pk)

    shown = coordinator.browser()
    assert f"{CANARY} waits" in shown.get(there).content.decode()
    assert shown.post(there, {"key": str(uuid.uuid4())}).status_code == 303

    assert seen(world.member)
    assert seen(world.second)


def test_reply_is_taken_away_on_its_page_once_and_by_those_who_may(
    world: World, coordinator: Somebody
) -> None:
    story = tell(world.member, coordinator)
    answer = reply(world.stranger, story)
    there = f"/s/{world.space.code}/pages/said/{answer.pk}/away/"
    form = {"key": str(uuid.uuid4())}

    assert world.second.browser().post(there, form).status_code == 404
    mine = world.stranger.browser()
    assert mine.get(there).status_code == 200
    assert [mine.post(there, form).status_code for _ in range(2)] == [303, 303]
    assert not Reply.objects.exists()
