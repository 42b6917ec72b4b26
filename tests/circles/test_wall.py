"""The wall, the first week, and a break."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from muruna.access import NotFound
from muruna.accounts.models import Person
from muruna.circles import belongings
from muruna.circles.actions import joining, leaving, wall
from muruna.circles.models import Post, Seat
from muruna.circles.queries import meetings as meeting_queries
from muruna.circles.queries import wall as queries
from muruna.foundation.clock import now, stopped_at, today
from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import CannotOpen
from muruna.safeguarding.models import Case, DutyWindow
from muruna.spaces.contact import MayIdentify
from muruna.spaces.models import Right
from tests.circles.people import World, begin, form, make_world, sit_down
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, somebody


def on_duty(world: World, language: str = "en") -> Somebody:
    """A lead who reads this language, at all hours."""
    lead = somebody(world.space, "Lea", Right.SAFEGUARDING_LEAD, age_band="25+")
    for weekday in range(7):
        DutyWindow.objects.create(
            space=world.space, lead=lead.membership, weekday=weekday, starts=dt.time(0), ends=dt.time(0),
            languages=[language],
        )  # fmt: skip
    return lead


def write(world: World, who: Somebody, text: str, **more: Any) -> Post:
    return wall.write_post(actor=who.actor, circle_id=world.circle.pk, text=text, **more)


def seen(world: World, who: Somebody) -> list[str]:
    """Every text that somebody finds on the wall, a post before its replies."""
    found = []
    for thread in queries.wall(who.actor, world.circle.pk):
        found += [thread.post.text, *(one.text for one in thread.replies)]
    return found


def test_posts_and_replies_are_read_by_those_who_sit_there_and_nobody_else(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.noor, "first", note="my father")
    write(world, world.sam, "below it", answers=post.pk)

    assert seen(world, world.sam) == ["first", "below it"]
    assert queries.wall(world.sam.actor, world.circle.pk)[0].post.note == "my father"
    for who in (world.late, world.coordinator, world.partner, world.minor):
        with pytest.raises(NotFound):
            queries.wall(who.actor, world.circle.pk)
        with pytest.raises(NotFound):
            write(world, who, "hello")
    with pytest.raises(wall.NotThere):  # replies have no replies, and other circles no say
        write(world, world.sam, "?", answers=Post.objects.get(answers=post).pk)


def test_whoever_comes_later_reads_from_then_on_and_whoever_leaves_no_more(world: World) -> None:
    on_duty(world)
    sit_down(world, world.noor)
    write(world, world.noor, "before Sam")
    sit_down(world, world.sam)
    write(world, world.noor, "with Sam")
    assert seen(world, world.sam) == ["with Sam"]

    leaving.leave_circle(actor=world.sam.actor, seat_id=world.seat(world.sam).pk)
    write(world, world.noor, "after Sam")
    sit_down(world, world.sam)

    assert seen(world, world.sam) == ["with Sam"]
    assert seen(world, world.noor) == ["after Sam", "with Sam", "before Sam"]


def test_first_posts_wait_while_nobody_on_duty_reads_the_language(world: World) -> None:
    on_duty(world, "ar")  # somebody is there, and does not read English
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.noor, "may I?")

    assert post.state == Post.WAITING
    assert seen(world, world.sam) == []
    assert seen(world, world.noor) == seen(world, world.holder) == ["may I?"]
    page = world.noor.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode()
    assert "What you wrote is kept." in page
    assert "/numbers/" in page
    for who in (world.noor, world.sam, world.coordinator):
        with pytest.raises(NotFound):
            wall.review_post(actor=who.actor, post_id=post.pk, shows=True)
    wall.review_post(actor=world.holder.actor, post_id=post.pk, shows=True)
    assert seen(world, world.sam) == ["may I?"]

    least = world.space.effective().first_posts_reviewed
    for _ in range(least - 1):
        wall.review_post(actor=world.holder.actor, post_id=write(world, world.noor, "more").pk, shows=True)
    assert write(world, world.noor, "known by now").state == Post.SHOWN
    assert write(world, world.holder, "from who holds it").state == Post.SHOWN


def test_wall_says_beforehand_that_a_first_post_may_wait(world: World) -> None:
    for who in (world.noor, world.sam):
        sit_down(world, who)
    may_wait = "Your first posts here may wait"

    def page(who: Somebody) -> str:
        return str(who.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode())

    assert may_wait in page(world.noor)  # nobody is on duty
    assert may_wait not in page(world.holder)  # who holds it waits for nobody
    on_duty(world)
    assert may_wait not in page(world.noor)
    write(world, world.holder, "below this one can write")
    DutyWindow.objects.update(languages=["ar"])
    assert page(world.noor).count(may_wait) == 2  # beside the box, and beside the reply's

    least = world.space.effective().first_posts_reviewed
    for _ in range(least):
        wall.review_post(actor=world.holder.actor, post_id=write(world, world.noor, "more").pk, shows=True)
    assert may_wait not in page(world.noor)


def test_a_first_post_waits_for_somebody_who_reads_its_own_language_too(world: World) -> None:
    on_duty(world)  # reads English, as the circle does
    sit_down(world, world.noor)

    assert write(world, world.noor, "سأخبر كل من تعرفه باسمك").state == Post.WAITING
    page = world.noor.browser().get(world.at(f"{world.circle.pk}/wall/")).content.decode()
    assert "What you wrote is kept." in page
    assert "The next hour with somebody there" not in page  # nobody who reads Arabic ever has a duty
    assert write(world, world.noor, "I will tell nobody of it").state == Post.SHOWN


def test_with_a_reader_on_duty_nothing_waits(world: World) -> None:
    on_duty(world)
    sit_down(world, world.noor)

    assert write(world, world.noor, "at once").state == Post.SHOWN


def test_words_are_taken_back_by_their_writer_and_taken_away_by_who_holds_the_circle(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    mine, other = write(world, world.noor, "mine"), write(world, world.noor, "another")
    with pytest.raises(NotFound):
        wall.take_back_post(actor=world.sam.actor, post_id=mine.pk)
    wall.take_back_post(actor=world.noor.actor, post_id=mine.pk)
    wall.review_post(actor=world.holder.actor, post_id=other.pk, shows=False, because="other")

    assert seen(world, world.noor) == []
    assert [one.pk for one in Post.objects.all()] == [other.pk]


def test_a_reported_post_goes_to_the_case_team(world: World) -> None:
    on_duty(world)
    somebody(world.space, "Lio", Right.SAFEGUARDING_LEAD, age_band="25+")
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.sam, "something bad")
    with pytest.raises(NotFound):
        wall.report_post(actor=world.sam.actor, post_id=post.pk, why="oneself")

    case = wall.report_post(actor=world.noor.actor, post_id=post.pk, why="It hurt.")

    assert case.people.get(part="named").membership == world.sam.membership
    assert Case.objects.count() == 1


def test_whoever_is_kept_apart_reads_no_post_of_the_other(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    leaving.block_from_seat(actor=world.noor.actor, seat_id=world.seat(world.sam).pk)
    write(world, world.sam, "from Sam")

    assert seen(world, world.noor) == []
    assert seen(world, world.sam) == ["from Sam"]


def test_contact_details_among_minors_need_a_second_thought(world: World) -> None:
    world.space.profile = "school"
    world.space.save()
    world.holder = somebody(world.space, "Fi", Right.FACILITATOR, Right.SUPPORTER, age_band="25+")
    world.circle = begin(world, ages=("13-15", "16-17"))
    sit_down(world, world.minor)
    with pytest.raises(MayIdentify):
        write(world, world.minor, "write to x@example.org")

    assert write(world, world.minor, "write to x@example.org", knows_risk=True)


def test_a_post_opens_only_in_its_place_and_goes_with_its_day_and_its_writer(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    post = write(world, world.noor, "here")
    write(world, world.sam, "yours")
    assert [
        row for part in belongings.export(world.noor.actor) for row in part.rows if "here" in row.values()
    ]
    Post.objects.filter(pk=post.pk).update(seat=world.seat(world.sam))
    with pytest.raises(CannotOpen):
        seen(world, world.noor)
    Post.objects.filter(pk=post.pk).update(seat=world.seat(world.noor))
    leaving.forget_person(Person.objects.get(pk=world.noor.person.pk))
    assert seen(world, world.sam) == ["yours"]

    days = world.space.effective().retention_days.conversations
    with stopped_at(now() + dt.timedelta(days=days + 1)):
        assert wall.erase_due_posts() == 1
    assert not Post.objects.exists()


def test_a_newcomer_has_company_and_a_path_for_a_week(world: World) -> None:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who, f"{who.membership.name} here")
    joining.change_rest(
        actor=world.noor.actor, seat_id=world.seat(world.noor).pk, is_resting=False, offers_company=True
    )
    seat = sit_down(world, world.kim, "Kay")

    path = queries.first_week(world.kim.actor, seat)
    assert path
    assert (path.has_written, path.buddy) == (False, world.seat(world.noor))
    assert queries.newcomers_of(world.seat(world.noor)) == [seat]
    write(world, world.kim, "hello")
    path = queries.first_week(world.kim.actor, seat)
    assert path
    assert path.has_written
    page = world.kim.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    assert "Noor here keeps you company" in page
    Seat.objects.filter(pk=seat.pk).update(since=today() - dt.timedelta(days=7))
    assert queries.first_week(world.kim.actor, world.seat(world.kim)) is None


def test_nobody_keeps_company_with_whom_they_must_not_meet(world: World) -> None:
    sit_down(world, world.noor)
    joining.change_rest(
        actor=world.noor.actor, seat_id=world.seat(world.noor).pk, is_resting=True, offers_company=True
    )

    assert sit_down(world, world.kim).buddy is None  # whoever rests has no company to give


def test_a_break_is_quiet(world: World) -> None:
    sit_down(world, world.noor)
    meeting = meeting_queries.meetings_of(world.noor.actor, world.circle)[0][0]
    with stopped_at(meeting.starts_at):
        assert meeting_queries.soon(world.noor.actor)
        joining.change_rest(
            actor=world.noor.actor, seat_id=world.seat(world.noor).pk, is_resting=True, offers_company=False
        )
        assert meeting_queries.soon(world.noor.actor) is None
    OutboxEvent.objects.all().delete()

    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="New words.")

    assert not OutboxEvent.objects.filter(topic="person.news").exists()


def test_the_wall_without_javascript_keeps_what_was_typed(world: World) -> None:
    on_duty(world)
    sit_down(world, world.noor)
    client, here = world.noor.browser(), world.at(f"{world.circle.pk}/wall/")
    assert client.post(here, form(text="On the wall.", note="a hospital")).status_code == 303
    page = client.get(here).content.decode()
    assert "a hospital</span></summary>" in page
    post = Post.objects.get()
    assert client.post(here, form(text="Below.", answers=str(post.pk))).status_code == 303
    late = client.post(here, form(text="Too late.", answers="00000000-0000-4000-8000-000000000000"))
    assert late.status_code == 422
    assert "Too late." in late.content.decode()
    assert client.post(world.at(f"posts/{post.pk}/back/"), form()).status_code == 303
    assert not Post.objects.exists()


def test_a_long_wall_asks_no_more_often(
    world: World, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    on_duty(world)
    sit_down(world, world.noor)
    client, here = world.noor.browser(), world.at(f"{world.circle.pk}/wall/")
    first = write(world, world.noor, "one")
    write(world, world.noor, "below", answers=first.pk)
    client.get(here)
    few = query_count(lambda: client.get(here))
    for number in range(4):
        post = write(world, world.noor, f"post {number}")
        write(world, world.noor, "below", answers=post.pk)

    assert query_count(lambda: client.get(here)) == few


@pytest.mark.django_db(transaction=True)
def test_the_wall_is_not_readable_on_the_disk() -> None:
    canary = "Kanarienvogel an der Wand"
    world = make_world()
    with in_space(world.space):
        sit_down(world, world.noor)
        write(world, world.noor, canary, note=canary)

    assert hidden_in(disk(), canary) == []
    assert hidden_in(disk(), "Europe/Berlin")
