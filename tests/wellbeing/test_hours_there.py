"""When the named person is there is kept as hours, and said in the reader's language."""

from typing import Any

import pytest

from muruna.accounts.models import Person
from muruna.ui.addresses import code_of
from muruna.wellbeing.logic.hours_there import as_kept, rows_of, together
from muruna.wellbeing.models import Permission
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import HOURS, switch_on
from tests.wellbeing.test_pages import read, send

ROWS = [[0, "16:00", "20:00"], [1, "16:00", "20:00"], [2, "16:00", "20:00"], [5, "22:00", "02:00"]]
TYPED = {f"{end}_{day}_0": time for day, start, stop in ROWS for end, time in (("from", start), ("to", stop))}


def test_hours_come_back_as_they_were_kept_and_words_are_none() -> None:
    assert rows_of(as_kept("Europe/Berlin", ROWS)) == ("Europe/Berlin", ROWS)
    for words in ("Monday to Friday, 16:00 to 20:00", "", "evenings 160020000", "UTC 916002000"):
        assert rows_of(words) is None
    full = [[day, start, end] for day in range(7) for start, end in (("01:00", "02:00"), ("23:00", "00:00"))]
    assert len(as_kept("America/Argentina/ComodRivadavia", full)) <= 200


def test_days_with_the_same_hours_are_said_together() -> None:
    assert together(ROWS) == [
        ([0, 1, 2], [("16:00", "20:00")]), ([5], [("22:00", "02:00")]),
    ]  # fmt: skip


@pytest.fixture
def rule(here: str) -> str:
    return f"{here}rules/{code_of('phq-9')}/"


def save(world: World, steward: Somebody, rule: str, **more: Any) -> Any:
    who = str(world.second.membership.pk)
    return send(steward.browser(), rule, **{"responder": who, "agreed": "on", **more})


@pytest.mark.parametrize(
    ("language", "said"), [("en", ["Monday", "Saturday", "16:00"]), ("ar", ["الاثنين", "السبت"])]
)
def test_hours_are_said_before_the_questions_in_the_readers_language(
    world: World, steward: Somebody, here: str, rule: str, language: str, said: list[str]
) -> None:
    assert save(world, steward, rule, **TYPED).status_code == 303
    Person.objects.filter(pk=world.member.person.pk).update(language=language)

    html = read(world.member.browser(), f"{here}ask/{code_of('phq-9')}/")

    for one in [*said, "Rana"]:
        assert one in html
    assert "016002000" not in html
    assert 'value="16:00' in read(steward.browser(), rule)


@pytest.mark.parametrize("typed", [{}, {"from_0_0": "16:00"}, {"from_0_0": "x", "to_0_0": "17:00"}])
def test_without_an_hour_nobody_is_named(world: World, steward: Somebody, rule: str, typed: Any) -> None:
    assert save(world, steward, rule, **typed).status_code == 422

    assert not Permission.objects.exists()


def test_words_of_an_earlier_time_are_still_said_and_stand_beside_the_hours(
    world: World, steward: Somebody, here: str, rule: str
) -> None:
    switch_on(world, steward)

    assert HOURS in read(world.member.browser(), f"{here}ask/{code_of('phq-9')}/")
    assert HOURS in read(steward.browser(), rule)
