"""A figure is read only as far as its answers carry it, and nothing hard is hidden behind something small."""

import json
import re

import pytest

from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from muruna.wellbeing.results import series
from tests.conversations.people import World
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

Values = list[float | None]
FEW, SOME = "Few of these troubles", "on some of the days"


def result_page(world: World, here: str, of: str, values: Values) -> str:
    sitting = give(world.member, of, values)
    return read(world.member.browser(), f"{here}one/{sitting}/").split("<main")[1]


def series_main(world: World, here: str, of: str) -> str:
    return read(world.member.browser(), f"{here}time/{code_of(of)}/").split("<main")[1]


@pytest.mark.parametrize(
    ("of", "values", "words"),
    [
        ("phq-8", [3, 3, 3, 3, 3, 3, 3, None], "Please do not stay alone with that"),
        ("phq-8", [3, 3, 3, 3, 3, 1, None, None], "on most days"),
        ("phq-8", [3, 3, 3, 1, None, None, None, None], "were there often"),
        ("who-5", [0, 0, 0, 0, None], "very little that felt good"),
        ("who-5", [0, 0, 0, 2, None], "very little that felt good"),
        ("who-5", [0, 0, 3, 3, None], "held little that felt good"),
        ("phq-4", [3, 3, 3, None], "Please do not stay alone with that"),
    ],
)
def test_what_is_certain_is_said_although_a_question_was_passed_over(
    world: World, here: str, of: str, values: Values, words: str
) -> None:
    html = result_page(world, here, of, values)

    assert "there is no figure" in html
    assert words in html
    heavy = words not in ("were there often", "held little that felt good")
    assert ("These look like hard days" in html) is heavy
    assert ("tel:" in html.split("<h2>")[0]) is heavy


@pytest.mark.parametrize(
    ("of", "values"),
    [("phq-8", [0] * 7 + [None]), ("who-5", [5, 5, 5, 5, None]), ("gad-7", [1] * 6 + [None])],
)
def test_nothing_is_called_small_while_something_is_missing(
    world: World, here: str, of: str, values: Values
) -> None:
    html = result_page(world, here, of, values)

    assert "there is no figure" in html
    for words in (FEW, SOME, "A good part"):
        assert words not in html


def test_a_turn_for_the_worse_comes_first(world: World, here: str) -> None:
    for days_ago, values in (
        (90, [2] * 7 + [1]),
        (60, [1] * 7 + [2]),
        (30, [1, 1, 1] + [0] * 5),
        (1, [2] * 7 + [0]),
    ):
        give(world.member, "phq-8", values, days_ago)

    html = series_main(world, here, "phq-8")

    card = html.split("card-title")[1]
    assert card.split("<")[0].endswith("Changed, and it is harder now")
    assert "From 3 on" in card
    assert "to 14 on" in card
    assert card.index("to 14 on") < card.index("Not changed")
    assert "From 15 on" in card
    sheet = read(world.member.browser(), f"{here}copy/sheet/").split("<main")[1]
    assert "harder now" in sheet


def test_figures_that_cannot_be_read_are_shown_nowhere(world: World, here: str) -> None:
    sitting = give(world.member, "brs", [1] * 6, 30)
    give(world.member, "brs", [1, 5, 1, 5, 1, 5], 1)
    client = world.member.browser()

    html = read(client, f"{here}one/{sitting}/").split("<main")[1]

    assert "All answers were the same" in html
    assert "day-figure" not in html
    html = series_main(world, here, "brs")
    assert "harder now" not in html
    assert html.count("<circle") == 1
    assert "no figure" in html
    table = send(client, f"{here}copy/", shape="csv").content.decode()
    assert sum("Figure" in row for row in table.splitlines()) == 1
    bundle = json.loads(send(client, f"{here}copy/", shape="fhir").content)
    seen = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Observation"]
    assert len(seen) == 2
    (unread,) = [one for one in seen if "valueQuantity" not in one]
    assert unread["dataAbsentReason"]["text"]
    assert "invariant" in unread["note"][0]["text"]
    responses = [
        one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] != "Observation"
    ]
    totals = [item for one in responses for item in one["item"] if "valueDecimal" in item["answer"][0]]
    assert len(totals) == 1


@pytest.mark.parametrize(
    ("of", "values"),
    [
        ("phq-4", [0, 3, 0, 0]),
        ("phq-8", [3] + [0] * 7),
        ("gad-7", [0] * 6 + [2]),
        ("phq-8", [3, 3] + [0] * 6),
    ],
)
def test_one_hard_trouble_is_not_called_few_or_some(world: World, here: str, of: str, values: Values) -> None:
    html = result_page(world, here, of, values)

    assert FEW not in html
    assert SOME not in html
    assert "on most days" in html


def test_small_and_even_is_still_called_so(world: World, here: str) -> None:
    assert FEW in result_page(world, here, "phq-8", [1, 1] + [0] * 6)
    assert SOME in result_page(world, here, "phq-8", [1] * 6 + [0, 0])


def test_the_bound_of_three_questions_says_what_it_is_used_for(world: World, here: str) -> None:
    html = result_page(world, here, "ucla-3", [3, 3, 3])

    assert "6 is often used" not in html
    assert "count as lonely" in html


@pytest.mark.parametrize("of", ["ons-loneliness", "belonging"])
def test_who_misses_company_most_reads_something_warm(world: World, here: str, of: str) -> None:
    item = asked_here(world.member.actor)[of].instrument.items[0]
    wanted = {"ons-loneliness": "often", "belonging": "not-at-all"}[of]

    html = result_page(world, here, of, [item.value_of(wanted)])

    assert "not alone with that" in html


def test_a_longer_set_is_one_press_away(world: World, here: str) -> None:
    html = result_page(world, here, "phq-4", [3, 1, 3, 3])

    assert f'{here}ask/{code_of("phq-8")}/"' in html
    assert f'{here}ask/{code_of("gad-7")}/"' in html


@pytest.mark.parametrize(
    ("of", "first", "edge"),
    [
        ("who-5", [2] * 5, 24),
        ("phq-8", [1] * 8, 5),
        ("brs", [3, 3, 3, 3, 3, 4], 7 / 6),
        ("ucla-3", [2] * 3, 3),
    ],
)
def test_what_counts_as_a_change_lies_outside_the_band(
    world: World, here: str, of: str, first: Values, edge: float
) -> None:
    give(world.member, of, first, 30)
    give(world.member, of, first, 1)
    actor = world.member.actor

    found = series(diary(actor).of(Answers)[::-1], asked_here(actor)[of])

    assert found.band is not None
    low, high = found.band
    start = found.results[0].score
    assert start is not None
    assert start - edge < low
    assert high < start + edge
    assert high > start + edge / 2 or high == found.asked.instrument.high


def test_the_band_of_five_questions_is_that_of_its_rule(world: World, here: str) -> None:
    give(world.member, "who-5", [2] * 5, 30)
    give(world.member, "who-5", [3] * 5, 1)

    html = series_main(world, here, "who-5")

    band = re.search(r'class="band"[^>]* y="([\d.]+)"[^>]* height="([\d.]+)"', html)
    assert band
    last = re.findall(r'<circle[^>]*cy="([\d.]+)"', html)[-1]
    assert float(band[1]) < float(last)  # 20 points are inside, as "not sure" says
