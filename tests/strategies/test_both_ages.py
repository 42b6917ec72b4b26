"""How it went: nobody is both under and over 18, and what was written comes back."""

from muruna.strategies.actions.trying import renew_counts, tell_how_it_went
from muruna.strategies.library import library
from tests.conversations.people import World
from tests.strategies.test_pages import read, send


def test_both_ages_together_are_refused_with_what_was_written(world: World) -> None:
    one = next(iter(library().values()))
    path = f"/s/{world.space.code}/ways/one/{one.code}/told/"
    told = {"outcome": "helped", "words": "It was quiet"}

    answer = send(world.member.browser(), path, **told, situations=["minor", "adult"])

    assert answer.status_code == 422
    assert "It was quiet" in answer.content.decode()
    assert send(world.member.browser(), path, **told, situations=["adult"]).status_code == 303


def test_page_shows_steps_and_no_exact_number(world: World) -> None:
    one = next(iter(library().values()))
    for who in (world.member, world.supporter, world.second, world.stranger, world.lead):
        tell_how_it_went(actor=who.actor, strategy=one.id, outcome="helped")
    renew_counts()

    html = read(world.member.browser(), f"/s/{world.space.code}/ways/one/{one.code}/")

    assert "At least 5 people told how it went." in html
    assert html.count("fewer than five people, or nobody") == 2
