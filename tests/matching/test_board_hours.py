"""The coordinator's board tells which hours of the community nobody covers."""

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

    bare = re.findall(r'datetime="(.*?)"', board([tuesday, wednesday, thursday]))

    ends = [dt.datetime.fromisoformat(one) - monday.replace(hour=0, minute=0) for one in bare]
    hours = [(one.days, one.seconds // 3600) for one in ends]
    assert hours == [(1, 19), (1, 21), (2, 17), (2, 21)]
    assert "Somebody has hours in all of them" in board([[1, "17:00", "19:00"]])
    assert "This community has no fixed hours." in board([])
    assert rana.client.get(world.path("waiting/")).status_code == 404
