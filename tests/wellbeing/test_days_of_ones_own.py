"""Days are those of the reader's own clock, in what is typed, kept, drawn and taken along."""

import datetime as dt

import pytest

from muruna.accounts.models import Person
from muruna.foundation.clock import stopped_at
from muruna.ui.addresses import code_of
from muruna.wellbeing.queries import diary
from tests.conversations.people import World
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

MORNING = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)  # the 24th, half past eight, in Tokyo


@pytest.fixture
def tokyo(world: World) -> World:
    Person.objects.filter(pk=world.member.person.pk).update(time_zone="Asia/Tokyo")
    return world


def test_today_is_a_day_that_has_been(tokyo: World, here: str) -> None:
    with stopped_at(MORNING):
        client = tokyo.member.browser()
        assert 'value="2026-11-24"' in read(client, f"{here}marks/")

        assert send(client, f"{here}marks/", on="2026-11-24", words="Moved").status_code == 303
        assert send(client, f"{here}marks/", on="2026-11-25", words="Later").status_code == 422


def test_a_mark_of_today_stands_in_the_picture(tokyo: World, here: str) -> None:
    with stopped_at(MORNING):
        give(tokyo.member, "who-5", [1] * 5, 30)
        give(tokyo.member, "who-5", [2] * 5)
        client = tokyo.member.browser()
        send(client, f"{here}marks/", on="2026-11-24", words="Moved")

        html = read(client, f"{here}time/{code_of('who-5')}/")

        assert 'class="mark"' in html


def test_a_heavy_day_is_the_readers_own(tokyo: World, here: str) -> None:
    with stopped_at(MORNING):
        client = tokyo.member.browser()
        send(client, f"{here}now/", mood="1")
    with stopped_at(MORNING + dt.timedelta(hours=8)):  # still the 24th in Tokyo
        assert "It is heavy just now." in read(tokyo.member.browser(), here)
    assert len(diary(tokyo.member.actor).check_ins) == 1


def test_a_file_says_the_day_on_which_it_was_answered(tokyo: World, here: str) -> None:
    with stopped_at(MORNING):
        give(tokyo.member, "who-5", [1] * 5)
        table = send(tokyo.member.browser(), f"{here}copy/", shape="csv").content.decode()

    assert "2026-11-24" in table
    assert "2026-11-23" not in table
