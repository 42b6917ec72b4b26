"""The list of conversations shows the day on the reader's own clock, as the page of the words does."""

import datetime as dt

import pytest
from babel.dates import format_date

from muruna.accounts.models import Person
from muruna.conversations.actions.messages import say
from muruna.foundation.clock import now, stopped_at
from tests.conversations.people import World

# Half past eleven in the evening: the next day already in Beirut.
LATE = dt.datetime.combine(now().date() + dt.timedelta(days=1), dt.time(23, 30), dt.UTC)


@pytest.mark.parametrize(("zone", "ahead"), [("Asia/Beirut", 1), ("UTC", 0)])
def test_the_list_says_the_day_on_the_readers_clock(world: World, zone: str, ahead: int) -> None:
    Person.objects.filter(pk=world.member.person.pk).update(time_zone=zone)
    with stopped_at(LATE):
        say(actor=world.supporter.actor, conversation_id=world.conversation.pk, text="good night")
        listed = world.member.browser().get(f"/s/{world.space.code}/talks/").content.decode()

    shown = LATE.date() + dt.timedelta(days=ahead)
    assert format_date(shown, "medium", locale="en_GB") in listed
