"""Numbers to call on a hard page: which language they speak, and the reader's own first."""

from django.utils import translation

from muruna.wellbeing.numbers import to_call
from tests.conversations.people import World


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
