"""A block loses nobody's words: what was said before it stays, and nothing crosses it after."""

import pytest

from muruna.accounts.actions.blocking import undo_block
from muruna.accounts.models import Block
from muruna.circles.actions import leaving, wall
from muruna.circles.models import Meeting
from tests.circles.people import World, form, sit_down
from tests.circles.test_meetings import meeting, said, say
from tests.circles.test_wall import on_duty, seen, write
from tests.conversations.people import Somebody

__all__ = ["meeting"]


@pytest.fixture
def quiet(world: World) -> World:
    on_duty(world)
    sit_down(world, world.noor, "Moon")
    sit_down(world, world.sam, "Reed")
    return world


def block(world: World, who: Somebody, whom: Somebody) -> None:
    leaving.block_from_seat(actor=who.actor, seat_id=world.seat(whom).pk)


def test_in_a_meeting_that_goes_on_nothing_vanishes_at_the_moment_of_a_block(
    world: World, meeting: Meeting
) -> None:
    """Whoever is blocked would see on a reload whose words are gone."""
    say(world.noor, meeting, "one")
    say(world.sam, meeting, "two")

    block(world, world.noor, world.sam)
    say(world.noor, meeting, "three")
    say(world.sam, meeting, "four")

    assert said(world.noor, meeting) == ["one", "two", "three"]
    assert said(world.sam, meeting) == ["one", "two", "four"]
    assert said(world.holder, meeting) == ["one", "two", "three", "four"]


def test_a_block_undone_and_made_again_hides_from_then_on(world: World, meeting: Meeting) -> None:
    say(world.noor, meeting, "one")
    block(world, world.noor, world.sam)
    say(world.noor, meeting, "two")
    undo_block(actor=world.noor.actor, block=Block.objects.get())
    assert said(world.sam, meeting) == ["one", "two"]

    block(world, world.noor, world.sam)
    say(world.noor, meeting, "three")

    assert said(world.sam, meeting) == ["one", "two"]


def test_a_block_on_the_other_side_changes_nothing_of_the_first(world: World, meeting: Meeting) -> None:
    block(world, world.noor, world.sam)
    say(world.noor, meeting, "one")

    block(world, world.sam, world.noor)

    assert said(world.sam, meeting) == []


def test_one_s_own_replies_stay_on_the_wall_when_what_they_answer_is_hidden(quiet: World) -> None:
    above = write(quiet, quiet.noor, "by Moon")
    write(quiet, quiet.sam, "Reed answers", answers=above.pk)
    write(quiet, quiet.holder, "Robin answers", answers=above.pk)

    block(quiet, quiet.noor, quiet.sam)

    assert seen(quiet, quiet.sam) == ["Reed answers"]
    assert seen(quiet, quiet.noor) == ["by Moon", "Robin answers"]
    assert "Reed answers" in quiet.sam.browser().get(quiet.at(f"{quiet.circle.pk}/wall/")).content.decode()


def test_a_reply_past_a_block_is_kept_for_its_writer_and_not_put_below(quiet: World) -> None:
    above = write(quiet, quiet.noor, "by Moon")
    block(quiet, quiet.noor, quiet.sam)

    with pytest.raises(wall.NotThere):
        write(quiet, quiet.sam, "Reed answers", answers=above.pk)
    answer = quiet.sam.browser().post(
        quiet.at(f"{quiet.circle.pk}/wall/"), form(text="Reed answers", answers=str(above.pk))
    )

    assert answer.status_code == 422
    assert "Your words are still here" in answer.content.decode()
    assert seen(quiet, quiet.sam) == []
