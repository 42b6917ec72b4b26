"""Heavy answers are met as heavy where no band says so, and no figure is left without words."""

import pytest

from muruna.foundation.clock import now
from muruna.ui.addresses import code_of
from muruna.wellbeing.actions import answering
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import switch_on
from tests.wellbeing.test_honest_figures import Values, result_page, series_main
from tests.wellbeing.test_neutral_copies import paste
from tests.wellbeing.test_pages import read
from tests.wellbeing.test_results import code, give
from tests.wellbeing.test_taking_in import bring, changed, choice

HARD = "These look like hard days"


@pytest.mark.parametrize(
    ("of", "values", "is_heavy"),
    [
        ("ons-4", [0, 0, 0, 10], True),
        ("ons-4", [4, 4, 7, 2], True),  # two of four in the hardest of their bands
        ("ons-4", [7, 7, 0, 2], True),  # one at the very end
        ("ons-4", [7, None, None, 10], True),
        ("ons-4", [7, 7, 4, 3], False),
        ("ons-4", [7, 8, 7, 2], False),
        ("ons-4", [None, 8, 7, 2], False),
        ("rses", [0, 3, 0, 0, 3, 3, 0, 0, 3, 0], True),
        ("rses", [1, 2, 1, 1, 2, 2, 1, 1, 2, 1], False),
        ("ucla-3", [3, 3, 3], True),
        ("ucla-3", [3, 3, 2], False),
        ("brs", [1, 5, 1, 5, 1, 5], True),
        ("brs", [2, 4, 2, 4, 2, 4], False),
    ],
)
def test_the_hardest_of_answers_show_numbers_first(
    world: World, here: str, of: str, values: Values, is_heavy: bool
) -> None:
    html = result_page(world, here, of, values)

    assert (HARD in html) is is_heavy
    assert ("tel:" in html.split("<h2>")[0]) is is_heavy


def test_four_single_questions_say_what_is_hard(world: World, here: str) -> None:
    assert "is a heavy one" in result_page(world, here, "ons-4", [0, 0, 0, 10])
    assert "is a heavy one" in result_page(world, here, "ons-4", [7, 7, 4, 2])
    assert "is a heavy one" not in result_page(world, here, "ons-4", [7, 7, 7, 2])


def test_how_one_sees_oneself_is_no_reproach(world: World, here: str) -> None:
    assert "You are hard on yourself" not in result_page(world, here, "rses", [0, 3, 0, 0, 3, 3, 0, 0, 3, 0])


def test_results_of_one_sitting_stand_in_the_order_they_were_asked(world: World) -> None:
    actor, here = world.member.actor, asked_here(world.member.actor)
    for asks in (("who-5", "phq-4", "ucla-3", "ons-loneliness"), ("ucla-3", "phq-4", "who-5")):
        id = answering.begin_answering(actor=actor, asks=asks, one_by_one=False)
        given = {
            of: {item.link_id: code(item, item.values[0]) for item in here[of].instrument.items}
            for of in asks
        }
        answering.give_answers(actor=actor, sitting_id=id, given=given)
        answering.finish_answering(actor=actor, sitting_id=id)

        kept = diary(actor).sitting(id)

        assert [one.of for one in kept] == list(asks)
        assert all(isinstance(one, Answers) and one.at <= now() for one in kept)


def test_a_pasted_set_says_what_its_figure_is(world: World, steward: Somebody, here: str) -> None:
    assert paste(steward, f"{here}rules/", "cclgbt", 8, 4).status_code == 303

    html = result_page(world, here, "cclgbt", [4, 3, 4, 4, 4, 4, 4, 4])

    assert "A figure from 1 to 4. More is better." in html
    assert "What it does not mean" in html
    assert "Compare it only with your own earlier figures" in html
    assert "were chosen and entered here" in html
    begin = read(world.member.browser(), f"{here}ask/{code_of('cclgbt')}/")
    assert "a site that holds the permission" not in begin


def test_an_imported_set_says_what_its_figure_is(world: World, steward: Somebody, here: str) -> None:
    ours = changed(item=[choice("1", "One?", 0, 1), choice("2", "Two?", 0, 1)])
    assert bring(steward, f"{here}rules/", ours, better="lower").status_code == 303
    (of,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]

    html = result_page(world, here, of, [1, 0])

    assert "A figure from 0 to 2. Less is better." in html
    assert "What it does not mean" in html
    assert "A figure from 0 to 2" in html


def test_parts_of_a_pasted_set_have_their_figures(world: World, steward: Somebody, here: str) -> None:
    parts = {"reversed": "", "parts": "Strength: 1, 2"}
    assert paste(steward, f"{here}rules/", "lgbt-msm", 25, 5, **parts).status_code == 303

    html = result_page(world, here, "lgbt-msm", [5.0, 4.0, *[1.0] * 23])

    assert "Strength" in html
    assert "4.5" in html
    assert "Kanarienfrage 3" not in html
    assert "Each part is a figure from 1 to 5" in html


def test_a_page_never_has_a_heading_over_nothing(world: World, here: str) -> None:
    for of in ("who-5", "ons-4", "belonging"):
        items = asked_here(world.member.actor)[of].instrument.items
        html = result_page(world, here, of, [item.values[-1] for item in items])
        assert "<ol></ol>" not in html


def test_over_time_a_hard_figure_has_numbers_in_the_page(world: World, steward: Somebody, here: str) -> None:
    switch_on(world, steward)
    give(world.member, "who-5", [4] * 5, 30)
    give(world.member, "gad-7", [1] * 7, 30)
    give(world.member, "who-5", [0] * 5)
    give(world.member, "phq-9", [0] * 8 + [1])
    give(world.member, "gad-7", [0] * 7)

    assert HARD in series_main(world, here, "who-5")
    assert "tel:" in series_main(world, here, "who-5")
    assert "tel:" in series_main(world, here, "phq-9")
    assert "tel:" not in series_main(world, here, "gad-7")


def test_over_time_what_became_harder_has_numbers_in_the_page(world: World, here: str) -> None:
    for days_ago, value in ((30, 0), (20, 0), (1, 1)):
        give(world.member, "gad-7", [value] * 7, days_ago)

    assert "tel:" in series_main(world, here, "gad-7")


def test_where_the_ninth_answer_is_left_out_the_screen_says_so(
    world: World, steward: Somebody, here: str
) -> None:
    switch_on(world, steward)
    client = world.member.browser()
    give(world.member, "phq-9", [0] * 9)
    words = "What you answered about very dark thoughts is not on it"
    for page in ("copy/", "copy/sheet/"):
        assert words not in read(client, here + page)

    give(world.member, "phq-9", [0] * 8 + [1])

    for page in ("copy/", "copy/sheet/"):
        assert words in read(client, here + page)
    before = read(client, f"{here}copy/sheet/").split(words)[0]
    assert "data-no-print" in before[before.rindex('<div class="notice') - 30 :]  # on the screen alone
