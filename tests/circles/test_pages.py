"""Pages of circles: without JavaScript, in two languages, and nothing typed is lost."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from muruna.accounts.models import Person
from muruna.circles.actions import leaving, proposing
from muruna.circles.models import AfterCheck, Circle, Meeting, Presence, Seat
from muruna.foundation.clock import now, stopped_at
from muruna.spaces.models import Right
from muruna.ui.addresses import code_of
from muruna.ui.formats import clock_time
from tests.circles.people import World, begin, form, plan, sit_down
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import somebody


def _plan(**changes: Any) -> dict[str, Any]:
    tomorrow = plan().first_on.isoformat()
    usual = form(
        title="Evenings", purpose="To be there.", who_for="Whoever likes.", ages=["25+"], capacity="5",
        language="en", is_closed="open", agreement="Everybody may pass.", first_on=tomorrow, at="18:30",
        time_zone="Europe/Berlin", minutes="60", rhythm="weekly", times="4", name="Robin", partner="",
    )  # fmt: skip
    return {**usual, **changes}


def test_a_circle_goes_from_the_form_to_its_first_seat(world: World) -> None:
    holder, cora, noor = world.holder.browser(), world.coordinator.browser(), world.kim.browser()

    sent = holder.post(world.at(f"new/{code_of('new-here')}/"), _plan())
    assert sent.status_code == 303
    made = Circle.objects.get(state=Circle.PROPOSED)
    assert noor.get(world.at(f"{made.pk}/")).status_code == 404
    assert "Evenings" in cora.get(world.at()).content.decode()
    shown = re.search(r'name="seen" value="(\w+)"', cora.get(world.at(f"{made.pk}/answer/")).content.decode())
    assert shown is not None
    yes = form(begins="yes", seen=shown[1])
    assert cora.post(world.at(f"{made.pk}/answer/"), yes).status_code == 303

    page = noor.get(world.at(f"{made.pk}/join/")).content.decode()
    version = re.search(r'name="agreed_to" value="(\d+)"', page)
    assert version is not None
    joined = noor.post(
        world.at(f"{made.pk}/join/"),
        form(name="Ember", declares="on", agrees="on", agreed_to=version[1]),
    )
    assert joined.status_code == 303
    assert "Ember" in noor.get(joined["location"]).content.decode()
    seat = Seat.objects.get(circle=made, part=Seat.MEMBER)
    assert noor.post(world.at(f"seats/{seat.pk}/go/"), form()).status_code == 303


def test_a_refused_plan_keeps_every_word(world: World) -> None:
    answer = world.holder.browser().post(
        world.at(f"new/{code_of('new-here')}/"), _plan(ages=["16-17", "25+"], capacity="1")
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "To be there." in html
    assert "Evenings" in html
    assert Circle.objects.count() == 1


def test_a_seat_under_an_old_wording_keeps_the_name_and_shows_the_new_wording(world: World) -> None:
    leaving.change_agreement(actor=world.holder.actor, circle_id=world.circle.pk, text="Newest words.")

    answer = world.noor.browser().post(
        world.at(f"{world.circle.pk}/join/"), form(name="Ember", declares="on", agrees="on", agreed_to="1")
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Newest words." in html
    assert 'value="Ember"' in html
    assert 'name="agreed_to" value="2"' in html  # sent again, it accepts what is on the page


def test_nobody_in_a_circle_is_shown_a_persona_of_the_space(world: World) -> None:
    sit_down(world, world.noor, "Moon")
    sit_down(world, world.sam, "Reed")

    for who in (world.noor, world.holder):
        for rest in (f"{world.circle.pk}/", f"{world.circle.pk}/people/"):
            html = who.browser().get(world.at(rest)).content.decode()
            assert "Sam" not in html
            assert str(world.sam.membership.pk) not in html
    assert "Reed" in world.noor.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    # Nobody outside sees who sits in it.
    outside = world.kim.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    assert "Reed" not in outside
    assert "Reed" not in world.coordinator.browser().get(world.at(f"{world.circle.pk}/")).content.decode()


def test_the_pages_speak_arabic(world: World) -> None:
    sit_down(world, world.noor)
    seat = world.seat(world.noor)
    Person.objects.update(language="ar")
    for rest in ("", f"{world.circle.pk}/", f"seats/{seat.pk}/name/", f"seats/{seat.pk}/go/"):
        answer = world.noor.browser().get(world.at(rest))
        html = answer.content.decode()
        assert answer.status_code == 200
        assert '<html lang="ar" dir="rtl"' in html
        title = re.search(r"<title>(.*?)</title>", html)
        assert title is not None
        assert "Circles" not in title[1]


def test_a_list_of_five_asks_no_more_often_than_a_list_of_two(
    world: World, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    client = world.noor.browser()
    begin(world)
    sit_down(world, world.noor)
    client.get(world.at())
    few = query_count(lambda: client.get(world.at()))
    circle = query_count(lambda: client.get(world.at(f"{world.circle.pk}/")))
    for _ in range(3):
        begin(world)
    sit_down(world, world.sam)
    sit_down(world, world.kim)

    assert query_count(lambda: client.get(world.at())) == few
    assert query_count(lambda: client.get(world.at(f"{world.circle.pk}/"))) == circle


@pytest.mark.django_db(transaction=True)
def test_what_a_circle_is_for_and_who_sits_there_is_not_readable_on_the_disk() -> None:
    from muruna.foundation.tenancy import in_space
    from tests.circles.people import make_world

    canary = "Zanzibarische Kanarie"
    world = make_world(title=canary, purpose=f"{canary} purpose", who_for=f"{canary} who", agreement=canary)
    with in_space(world.space):
        sit_down(world, world.noor, f"{canary} name")

    assert hidden_in(disk(), canary) == []
    assert hidden_in(disk(), "Europe/Berlin")  # the search finds what is there


def test_home_tells_each_what_waits_for_them(world: World) -> None:
    both = somebody(world.space, "Vera", Right.COORDINATOR, age_band="25+")
    proposing.propose_circle(
        actor=world.holder.actor, plan=plan(), name="Robin", partner=world.partner.membership
    )

    home = f"/s/{world.space.code}/"
    assert "A circle waits for your answer" in both.browser().get(home).content.decode()
    assert "Will you hold it with me?" in world.partner.browser().get(home).content.decode()
    assert "A circle waits for your answer" not in world.noor.browser().get(home).content.decode()


def test_a_meeting_goes_from_its_doors_to_its_end_without_javascript(world: World) -> None:
    meeting = Meeting.objects.order_by("starts_at")[0]
    meeting.starts_at = now() + dt.timedelta(minutes=5)
    meeting.save()
    seat = Seat(space=world.space, circle=world.circle, membership=world.partner.membership, name="Ash",
                part=Seat.FACILITATOR, state=Seat.HERE, agreed_to=1)  # fmt: skip
    seat.save()
    for who, name in ((world.noor, "Moon"), (world.sam, "Reed")):
        sit_down(world, who, name)
    here = world.at(f"meetings/{meeting.pk}/")
    robin, ash, moon, reed = (one.browser() for one in (world.holder, world.partner, world.noor, world.sam))

    assert "The doors open" in moon.get(here).content.decode()
    assert robin.post(here + "lead/", form(what="open")).status_code == 303
    for browser in (ash, moon):
        assert browser.post(here + "enter/", form()).status_code == 303
    assert reed.post(here + "enter/", form(is_quiet="on")).status_code == 303
    for part in ("welcome", "agreement"):
        assert robin.post(here + "lead/", form(what=f"forward.{part}")).status_code == 303
    assert "It is your turn" in moon.get(here).content.decode()
    too_early = reed.post(here + "say/", form(text="not my turn"))
    assert too_early.status_code == 422
    assert "not my turn" in too_early.content.decode()
    assert moon.post(here + "say/", form(text="words of Moon")).status_code == 303
    assert moon.post(here + "do/", form(what="pass")).status_code == 303
    page = reed.get(here).content.decode()
    assert "words of Moon" in page
    assert "Everybody has had a turn." in page  # who sits quietly is not asked
    assert reed.post(here + "do/", form(what="hear.1")).status_code == 303
    assert reed.post(here + "do/", form(what="hand")).status_code == 303
    assert "Hands up:" in robin.get(here).content.decode()

    asked = moon.post(here + "ask/", form(text="I am not OK."))
    assert "I am not OK." in ash.get(asked["location"]).content.decode()
    assert robin.get(asked["location"]).status_code == 404
    assert "A room for the two of you" in ash.get(here).content.decode()
    assert "A room for the two of you" not in robin.get(here).content.decode()

    inside = Presence.objects.get(meeting=meeting, seat__membership=world.sam.membership)
    put_out = robin.post(world.at(f"inside/{inside.pk}/"), form(what="put_out", because="agreement"))
    assert put_out.status_code == 303
    assert "words of Moon" not in reed.get(here).content.decode()
    assert robin.post(here + "end/", form(because="finished", theme="arriving")).status_code == 303
    over = moon.get(here).content.decode()
    assert "arriving" in over
    assert "words of Moon" not in over
    assert moon.get(asked["location"]).status_code == 404
    check = AfterCheck.objects.get()
    questions = world.at(f"after/{check.pk}/")
    assert f'href="{questions}"' in over
    assert f'href="{questions}"' not in robin.get(here).content.decode()  # each is asked alone
    assert moon.post(questions, form(belonged="2", took="1")).status_code == 303
    assert "/after/" not in moon.get(here).content.decode()  # answered


def test_an_open_meeting_is_called_open_and_not_the_next_one(world: World) -> None:
    meeting = Meeting.objects.order_by("starts_at")[0]
    meeting.starts_at = now() + dt.timedelta(minutes=5)
    meeting.save()
    sit_down(world, world.noor, "Moon")
    assert (
        world.holder.browser().post(world.at(f"meetings/{meeting.pk}/lead/"), form(what="open")).status_code
        == 303
    )
    until = f"Open now, until {clock_time(meeting.ends_at)}"

    for rest in ("", f"{world.circle.pk}/"):
        html = world.noor.browser().get(world.at(rest)).content.decode()
        assert until in html
    assert "Next meeting" not in html
    assert "A meeting is open now." in html
    assert until not in world.late.browser().get(world.at(f"{world.circle.pk}/")).content.decode()

    with stopped_at(meeting.ends_at + dt.timedelta(minutes=1)):
        late = world.noor.browser().get(world.at(f"{world.circle.pk}/")).content.decode()
    assert "Open now" in late
    assert "until" not in late.partition("Open now")[2][:20]


def test_open_pages_fetch_only_what_is_new_and_clear_themselves_at_the_end(world: World) -> None:
    meeting = Meeting.objects.order_by("starts_at")[0]
    meeting.starts_at = now() + dt.timedelta(minutes=5)
    meeting.save()
    sit_down(world, world.noor, "Moon")
    here = world.at(f"meetings/{meeting.pk}/")
    robin, moon = world.holder.browser(), world.noor.browser()
    robin.post(here + "lead/", form(what="open"))
    moon.post(here + "enter/", form())
    for text in ("one", "two"):
        robin.post(here + "say/", form(text=f"words {text}"))

    fresh = moon.get(here + "?after=1", headers={"x-fragment": "1"})
    assert ("words two" in fresh.content.decode(), fresh.headers["X-After"]) == (True, "2")
    assert "words one" not in fresh.content.decode()
    assert "Raise my hand" in moon.get(here + "?part=panel", headers={"x-fragment": "1"}).content.decode()
    robin.post(here + "end/", form(because="finished"))
    over = moon.get(here + "?after=2", headers={"x-fragment": "1"})
    assert over.headers["X-Over"] == "1"


def test_a_calendar_address_is_shown_to_its_owner_and_works_without_a_sign_in(world: World) -> None:
    sit_down(world, world.noor)
    client = world.noor.browser()
    assert client.post(world.at("calendar/"), form()).status_code == 303
    found = re.search(r"/calendar/[\w-]{40}/", client.get(world.at("calendar/")).content.decode())
    assert found is not None

    answer = Client().get(found[0])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 6
    assert client.post(world.at("calendar/"), form(revoke="1")).status_code == 303
    assert Client().get(found[0]).status_code == 404


def test_a_meeting_of_many_words_asks_no_more_often(
    world: World, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    meeting = Meeting.objects.order_by("starts_at")[0]
    meeting.starts_at = now() + dt.timedelta(minutes=5)
    meeting.save()
    for who in (world.noor, world.sam, world.kim):
        sit_down(world, who)
    here = world.at(f"meetings/{meeting.pk}/")
    robin, moon = world.holder.browser(), world.noor.browser()
    robin.post(here + "lead/", form(what="open"))
    moon.post(here + "enter/", form())
    moon.post(here + "say/", form(text="one"))
    robin.get(here)
    few = query_count(lambda: robin.get(here))
    for who in (world.sam, world.kim):
        who.browser().post(here + "enter/", form())
    for number in range(3):
        moon.post(here + "say/", form(text=f"words {number}"))
        robin.post(here + "do/", form(what=f"hear.{number + 1}"))

    # Everybody who comes renews the key, and each earlier one is opened once; the queries stay as they are.
    assert query_count(lambda: robin.get(here)) == few
