"""A calendar at a secret address."""

import icalendar

from muruna.circles import feeds
from muruna.circles.actions import calendars, leaving
from muruna.circles.models import Feed, Meeting
from tests.circles.people import World, sit_down
from tests.conversations.disk import disk


def test_a_calendar_tells_hours_and_nothing_else(world: World) -> None:
    sit_down(world, world.noor)
    feed = calendars.make_feed(actor=world.noor.actor)
    secret = feeds.secret_of(world.noor.actor, feed)
    text = feeds.calendar_for(secret)
    assert text
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")

    starts = set(Meeting.objects.filter(circle=world.circle).values_list("starts_at", flat=True))
    assert {one["DTSTART"].dt for one in events} == starts
    assert {str(one["SUMMARY"]) for one in events} == {"Appointment"}
    assert {key for one in events for key in one} == {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "SUMMARY",
        "CLASS",
    }
    for hidden in (world.circle.title, str(world.circle.pk), world.space.code, "Noor"):
        assert hidden not in text.decode()
    assert secret.encode() not in disk()

    again = calendars.make_feed(actor=world.noor.actor)
    assert feeds.calendar_for(secret) is None
    newer = feeds.secret_of(world.noor.actor, again)
    leaving.leave_circle(actor=world.noor.actor, seat_id=world.seat(world.noor).pk)
    assert "VEVENT" not in (feeds.calendar_for(newer) or b"").decode()
    calendars.revoke_feed(actor=world.noor.actor)
    assert feeds.calendar_for(newer) is None
    assert not Feed.objects.exists()
