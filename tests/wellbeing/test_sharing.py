"""One result or a series, for one person, until I stop."""

import uuid
from typing import Any
from uuid import UUID

import pytest

from muruna.access import NotFound
from muruna.accounts.models import Person
from muruna.sharing.models import Share
from muruna.ui.addresses import code_of
from muruna.wellbeing.actions import days, showing
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from muruna.wellbeing.shown import body_of_series
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import switch_on
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/"


def series_of(world: World, here: str) -> tuple[Any, str]:
    give(world.member, "who-5", [1] * 5, 30)
    give(world.member, "who-5", [3] * 5, 1)
    client = world.member.browser()
    path = f"{here}days/time/{code_of('who-5')}/with/"
    answer = send(client, path, with_=str(world.supporter.membership.pk))
    assert answer.status_code == 303
    return client, str(answer["Location"])


def test_a_series_is_seen_by_the_one_and_grows_until_it_is_stopped(world: World, here: str) -> None:
    client, place = series_of(world, here)
    theirs = world.supporter.browser()
    html = read(theirs, place)
    assert "day-chart" in html
    assert "Noor shares this with you" in html
    assert ">60<" in html

    give(world.member, "who-5", [5] * 5)
    assert ">100<" in read(theirs, place)
    for other in (world.stranger, world.second, world.lead, world.supervisor):
        assert other.browser().get(place).status_code == 404

    assert send(client, f"{place}stop/").status_code == 303
    assert theirs.get(place).status_code == 404
    give(world.member, "who-5", [0] * 5)
    assert not Share.objects.exists()


def test_each_reads_it_in_their_own_language(world: World, here: str) -> None:
    _client, place = series_of(world, here)
    Person.objects.filter(pk=world.supporter.person.pk).update(language="ar")

    html = read(world.supporter.browser(), place)

    assert 'class="day-shared" lang="ar" dir="rtl"' in html
    assert "How much of the last two weeks" not in html
    for page in (place, f"{here}between/"):
        html = read(world.supporter.browser(), page)
        assert "كيف كانت أحوالك" in html
        assert "How you have been" not in html


def test_marks_and_single_answers_are_never_in_it(world: World, here: str) -> None:
    days.mark_event(actor=world.member.actor, on=diary_day(world), words="Moved out at night")
    _client, place = series_of(world, here)

    html = read(world.supporter.browser(), place)

    assert "Moved out" not in html
    assert "cheerful" not in html


def diary_day(world: World) -> Any:
    from muruna.foundation.clock import today

    return today()


def test_one_result_goes_with_its_deletion(world: World, here: str) -> None:
    give(world.member, "brs", [1, 2, 1, 2, 1, 2])
    (one,) = diary(world.member.actor).of(Answers)
    client = world.member.browser()
    answer = send(client, f"{here}days/one/{one.id}/with/", with_=str(world.supporter.membership.pk))
    place = str(answer["Location"])
    assert "Getting up again" in read(world.supporter.browser(), place)
    assert "Shared with" in read(client, f"{here}days/one/{one.id}/with/")

    days.drop_entry(actor=world.member.actor, entry_id=UUID(str(one.id)))

    assert world.supporter.browser().get(place).status_code == 404
    assert not Share.objects.exists()


def test_a_series_that_is_let_go_of_is_shared_no_more(world: World, here: str) -> None:
    _client, place = series_of(world, here)
    for one in diary(world.member.actor).of(Answers):
        days.drop_entry(actor=world.member.actor, entry_id=UUID(str(one.id)))

    assert world.supporter.browser().get(place).status_code == 404


def test_nobody_but_a_companion_and_nothing_of_others(world: World, here: str) -> None:
    give(world.member, "who-5", [1] * 5)
    (one,) = diary(world.member.actor).of(Answers)
    path, client = f"{here}days/one/{one.id}/with/", world.member.browser()

    assert send(client, path, with_=str(world.stranger.membership.pk)).status_code == 422
    assert send(client, path).status_code == 422
    assert world.stranger.browser().get(path).status_code == 404
    with pytest.raises(NotFound):
        showing.share_result(
            actor=world.member.actor, entry_id=UUID(str(one.id)), with_=world.stranger.membership.pk
        )
    with pytest.raises(NotFound):
        showing.share_result(
            actor=world.supporter.actor, entry_id=UUID(str(one.id)), with_=world.member.membership.pk
        )
    assert world.stranger.browser().get(f"{here}days/one/{uuid.uuid4()}/with/").status_code == 404
    assert not Share.objects.exists()


def test_a_shared_series_says_what_to_keep_in_mind(world: World, here: str) -> None:
    for days_ago in (30, 1):
        give(world.member, "who-5", [2] * 5, days_ago)
    actor = world.member.actor

    body = body_of_series(actor, diary(actor).series("who-5"))

    assert any("twelve weeks" in words for words in body["by"]["en"]["caveats"])


def test_before_nine_questions_are_shared_it_says_that_eight_go(
    world: World, steward: Somebody, here: str
) -> None:
    switch_on(world, steward)
    give(world.member, "phq-9", [1] * 9)
    give(world.member, "phq-8", [1] * 8)
    nine, eight = (diary(world.member.actor).series(of)[0] for of in ("phq-9", "phq-8"))
    client, said = world.member.browser(), "without the question about very dark thoughts"

    assert said in read(client, f"{here}days/one/{nine.id}/with/")
    assert said in read(client, f"{here}days/time/{code_of('phq-9')}/with/")
    assert said not in read(client, f"{here}days/one/{eight.id}/with/")
