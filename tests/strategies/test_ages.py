"""What is for adults is not there for a member under 18: in no list, search or address."""

from dataclasses import replace
from typing import Any

import pytest

from muruna.foundation.findable import findables
from muruna.strategies import queries
from muruna.strategies.library import library
from muruna.strategies.logic.library import FIELDS
from muruna.strategies.rehearsals import rehearsals
from tests.conversations.people import Somebody, World, somebody
from tests.strategies.test_pages import read, send

ADULT = (
    "ask-and-answer", "talk-about-health", "different-wishes", "telling-your-children", "meeting-online",
    "loving-through-change",
)  # fmt: skip


@pytest.fixture(params=["13-15", "16-17"])
def minor(world: World, request: pytest.FixtureRequest) -> Somebody:
    return somebody(world.space, "Mina", age_band=request.param)


@pytest.fixture
def adult(world: World) -> Somebody:
    return somebody(world.space, "Ada", age_band="25+")


def _ways(world: World, who: Somebody) -> str:
    """Every list of the library, and the pages that name others beside them."""
    client, here = who.browser(), f"/s/{world.space.code}/ways/"
    beside = [one for one in library().values() if set(ADULT) & set(one.related) and one.id not in ADULT]
    assert beside
    pages = [read(client, f"{here}{number}/") for number, _name in enumerate(FIELDS, 1)]
    return "".join(pages + [read(client, f"{here}one/{one.code}/") for one in beside])


def test_lists_and_neighbours_leave_it_out(world: World, minor: Somebody, adult: Somebody) -> None:
    young, grown = _ways(world, minor), _ways(world, adult)

    for id in ADULT:
        assert f"/one/{library()[id].code}/" not in young
        assert f"/one/{library()[id].code}/" in grown


def test_its_address_leads_nowhere(world: World, minor: Somebody, adult: Somebody) -> None:
    here = f"/s/{world.space.code}/ways/"
    for id in ADULT:
        for path in (f"{here}one/{library()[id].code}/", f"{here}one/{library()[id].code}/told/"):
            assert minor.browser().get(path).status_code == 404
            assert adult.browser().get(path).status_code == 200
        assert not queries.is_there(minor.actor, id)
    told: dict[str, Any] = {"outcome": "helped"}
    path = f"{here}one/{library()[ADULT[0]].code}/told/"
    assert send(minor.browser(), path, **told).status_code == 404


def test_saying_no_is_practised_at_any_age(world: World, minor: Somebody) -> None:
    here = f"/s/{world.space.code}/ways/practice/"
    practice = rehearsals("en")["what-i-want"].code
    assert practice in read(minor.browser(), here)
    for path in (f"{here}{practice}/", f"{here}{practice}/talk/"):
        assert minor.browser().get(path).status_code == 200


def test_a_rehearsal_for_other_ages_is_not_there(
    world: World, minor: Somebody, adult: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = f"/s/{world.space.code}/ways/practice/"
    only = replace(rehearsals("en")["what-i-want"], ages=("25+",))
    monkeypatch.setitem(rehearsals("en"), only.id, only)
    for path in (f"{here}{only.code}/", f"{here}{only.code}/talk/"):
        assert minor.browser().get(path).status_code == 404
        assert adult.browser().get(path).status_code == 200
    assert only.code not in read(minor.browser(), here)
    assert only.code in read(adult.browser(), here)


def test_search_finds_it_for_adults_alone(minor: Somebody, adult: Somebody) -> None:
    seen = findables()["way"].seen
    codes = [one.code for one in library().values()]
    hidden = {library()[id].code for id in ADULT}

    assert seen is not None
    assert set(codes) - seen(minor.actor, codes) == hidden
    assert seen(adult.actor, codes) == set(codes)


def test_what_the_young_may_read_speaks_of_no_sex_of_bodies_and_warns_them_first() -> None:
    for one in library().values():
        if one.ages:
            continue
        for text in one.texts.values():
            told = " ".join([text.in_short, text.why, *text.steps, *text.not_when, text.example]).lower()
            assert not any(word in told for word in ("condom", "واقٍ", "prep)", "pep)")), one.id
    first = library()["first-meetings"]
    assert first.text("en").in_short.startswith("Under 18")
    assert first.text("ar").in_short.startswith("لمن هم دون 18")


def test_a_rehearsal_is_for_the_same_ages_in_every_language() -> None:
    for one in rehearsals("en").values():
        assert rehearsals("ar")[one.id].ages == one.ages
