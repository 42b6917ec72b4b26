"""The coordinator's board tells which hours have no supporter, and which no lead on duty."""

import datetime as dt
import re
from typing import Any

import pytest

from muruna.matching.models import SupportOffer
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.models import Space
from tests.matching.conftest import World


@pytest.mark.django_db
def test_the_board_shows_hours_that_nobody_covers(world: World, monday: dt.datetime) -> None:
    nadia = world.add("Nadia", roles=("coordinator",), age="25+")

    def board(hours: list[Any]) -> str:
        Space.objects.filter(pk=world.space.pk).update(hours=hours, time_zone="UTC")
        html: str = nadia.client.get(world.path("waiting/")).content.decode()
        return html.split("Hours that nobody covers")[1].split("<h2>Supporters")[0]

    tuesday, wednesday, thursday = ([day, "17:00", "21:00"] for day in (1, 2, 3))
    rana = world.supporter("Rana", offer={"hours": [[1, "17:00", "19:00"]]})
    away = world.supporter("Away", offer={"hours": [wednesday]})
    SupportOffer.objects.filter(membership=away.membership).update(
        paused_until=monday.date() + dt.timedelta(days=20)
    )
    DutyWindow.objects.all().delete()
    lead = world.add("Lea", roles=("safeguarding_lead",), age="25+")
    DutyWindow.objects.create(
        space=world.space,
        lead=lead.membership,
        weekday=3,
        starts=dt.time(17),
        ends=dt.time(21),
        languages=["en"],
    )

    def hours(html: str) -> list[tuple[int, int]]:
        moments = map(dt.datetime.fromisoformat, re.findall(r'datetime="(.*?)"', html))
        ends = [one - monday.replace(hour=0, minute=0) for one in moments]
        return [(one.days, one.seconds // 3600) for one in ends]

    no_supporter, no_lead = board([tuesday, wednesday, thursday]).split("<h3>No lead on duty</h3>")
    no_lead, unread = no_lead.split("<h3>Nobody on duty reads العربية</h3>")

    # A lead on duty on Thursday gives nobody a talk.
    assert hours(no_supporter) == [(1, 19), (1, 21), (2, 17), (2, 21), (3, 17), (3, 21)]
    assert hours(no_lead) == [(1, 17), (1, 21), (2, 17), (2, 21)]
    assert "In all of them a supporter has hours." in board([[1, "17:00", "19:00"]])
    assert hours(unread) == [(3, 17), (3, 21)]
    assert "In all of them a lead is on duty, but not one who reads every language" in board([thursday])
    DutyWindow.objects.update(languages=["en", "ar"])
    assert "In all of them a lead is on duty." in board([thursday])
    assert "Nobody on duty reads" not in board([tuesday, wednesday, thursday])
    assert "This community has no fixed hours." in board([])
    assert rana.client.get(world.path("waiting/")).status_code == 404
