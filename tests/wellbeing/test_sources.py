"""What a figure rests on is said in the page's words: also that nobody has looked it up."""

import re

import pytest

from muruna.accounts.models import Person
from muruna.ui.addresses import code_of
from tests.conversations.people import World
from tests.wellbeing.test_honest_figures import series_main
from tests.wellbeing.test_pages import read
from tests.wellbeing.test_results import give


@pytest.mark.parametrize(
    ("of", "value", "words"),
    [
        ("phq-4", 1, "Written down from general knowledge"),
        ("phq-8", 1, "Written down from general knowledge"),
        ("belonging", 1, "Written down from general knowledge"),
        ("rses", 1, "Read about elsewhere"),
        ("who-5", 1, "Looked up there on"),
    ],
)
def test_a_source_says_how_it_is_known(world: World, here: str, of: str, value: float, words: str) -> None:
    items = {"phq-4": 4, "phq-8": 8, "belonging": 1, "rses": 10, "who-5": 5}[of]
    sitting = give(world.member, of, [value] * items)
    client = world.member.browser()

    listed = read(client, f"{here}one/{sitting}/").split("day-sources")[1]

    assert words in listed
    assert "(2026-11-23)" not in listed
    Person.objects.filter(pk=world.member.person.pk).update(language="ar")
    arabic = read(world.member.browser(), f"{here}one/{sitting}/").split("day-sources")[1]
    assert words not in arabic
    assert any("\u0600" < letter < "\u06ff" for letter in arabic.split('id="source-1"')[1].split("</li>")[0])


@pytest.mark.parametrize(
    ("of", "items", "formula", "words"),
    [
        ("ucla-3", 3, ("1.6", "0.72", "2.35"), "No rule was published"),
        ("phq-8", 8, ("3.52", "0.87"), "5 to 6"),
        ("gad-7", 7, ("3.41", "0.83", "3.9"), "NHS Talking Therapies"),
        ("who-5", 5, ("20", "0.84", "22.17"), "Topp and others (2015)"),
        ("brs", 6, ("0.7", "0.69", "1.08"), "No rule was published"),
    ],
)
def test_the_rule_of_change_names_its_formula_its_figures_and_what_is_not_confirmed(
    world: World, here: str, of: str, items: int, formula: tuple[str, ...], words: str
) -> None:
    for days_ago, high in ((20, 1), (1, 2)):
        give(world.member, of, [high, *[1] * (items - 2), 2], days_ago)

    html = series_main(world, here, of)
    listed = html.split("day-sources")[1]

    assert "Jacobson and Truax (1991)" in listed
    assert "SD × √2 × √(1\u00a0−\u00a0r)" in listed
    for figure in formula:
        assert figure in listed
    assert words in listed
    assert "still have to be confirmed" in html.split("day-sources")[0]
    assert "95% reliable change" not in html


def test_the_rule_is_told_in_arabic_as_well(world: World, here: str) -> None:
    for days_ago, value in ((20, 1), (1, 2)):
        give(world.member, "ucla-3", [value] * 3, days_ago)
    Person.objects.filter(pk=world.member.person.pk).update(language="ar")
    client = world.member.browser()

    listed = read(client, f"{here}time/{code_of('ucla-3')}/").split("day-sources")[1].split("</section>")[0]

    for words in ("No rule", "Worked out", "reliable change", "as told at", "not read at its source"):
        assert words not in listed


def test_where_there_is_no_rule_none_is_listed(world: World, here: str) -> None:
    for days_ago in (20, 1):
        give(world.member, "ons-4", [7, 7, 7, 2], days_ago)

    html = series_main(world, here, "ons-4")

    assert "No rule of change is published" not in html
    assert set(re.findall(r'href="#(source-\d+)"', html)) == set(re.findall(r'id="(source-\d+)"', html))
