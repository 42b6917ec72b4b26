"""Numbers to call on a hard page: which language they speak, and the reader's own first."""

from django.utils import translation

from muruna.wellbeing.numbers import to_call
from tests.conversations.people import World
from tests.wellbeing.test_pages import read
from tests.wellbeing.test_results import give


def test_a_line_says_which_language_it_speaks(world: World) -> None:
    world.space.country = "DE"

    with translation.override("en"):
        lines = [one for one in to_call(world.space) if one.is_name]

    assert lines
    assert all(one.speaks for one in lines)
    assert any("Deutsch" in one.speaks for one in lines)


def test_lines_in_the_readers_language_come_first(world: World) -> None:
    world.space.country = "ES"
    with translation.override("en"):
        first = to_call(world.space)[0]
    assert "English" in first.speaks


def test_the_police_comes_last(world: World) -> None:
    world.space.country = "BR"

    assert [str(one.who) for one in to_call(world.space)][-2:] == ["Ambulance", "Police"]


def test_where_the_law_is_against_them_nobody_is_sent_to_the_police(world: World) -> None:
    for country in ("LB", "SA", "EG"):
        world.space.country = country

        called = to_call(world.space)

        assert "Police" not in [str(one.who) for one in called]
        assert any(one.may_record for one in called)
    world.space.country = "JO"  # one number for everything
    assert to_call(world.space)[-1].may_record


def test_a_hard_page_says_that_calls_may_be_recorded(world: World, here: str) -> None:
    page = f"{here}one/{give(world.member, 'who-5', [0] * 5)}/"
    for country, is_said in (("LB", True), ("DE", False)):
        world.space.country = country
        world.space.save()

        assert ("may record calls" in read(world.member.browser(), page)) is is_said
