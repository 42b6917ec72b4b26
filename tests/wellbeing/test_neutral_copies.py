"""What leaves on paper or as a file names no group: no title does, no code, no word of a question."""

import json
from typing import Any

import pytest

from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_allowing import GRANTED
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give
from tests.wellbeing.test_taking_in import bring, changed, choice

OUTING = ("lgbt", "cclgbt", "heterosexist", "queer", "kanarienfrage", "kanarienwahl", "kanarienteil", "pride")


@pytest.fixture
def rules(here: str) -> str:
    return f"{here}rules/"


def paste(steward: Somebody, rules: str, of: str, items: int, choices: int, **more: str) -> Any:
    return send(
        steward.browser(), f"{rules}{code_of(of)}/",
        **{"granted": GRANTED, "language": "en",
           "texts": "\n".join(f"Kanarienfrage {n}" for n in range(1, items + 1)),
           "choices": "\n".join(f"Kanarienwahl {n}" for n in range(choices)), **more},
    )  # fmt: skip


@pytest.fixture
def answered(world: World, steward: Somebody, rules: str) -> World:
    """Three sets that say something about a group: two pasted, one from another project."""
    assert paste(steward, rules, "cclgbt", 8, 4).status_code == 303
    parts = {"reversed": "", "parts": "Kanarienteil: 1, 2, 3"}
    assert paste(steward, rules, "lgbt-msm", 25, 5, **parts).status_code == 303
    ours = changed(title="Queer pride", id="queer-pride", url="https://pride.example/q", version="pride-1",
                   item=[choice("queer-1", "Kanarienfrage?", 0, 1)])  # fmt: skip
    assert bring(steward, rules, ours).status_code == 303
    for of, one in asked_here(world.member.actor).items():
        if of in ("cclgbt", "lgbt-msm", "who-5") or of.startswith("own-"):
            give(world.member, of, [item.values[-1] for item in one.instrument.items])
    return world


def leaves(world: World, here: str, **more: str) -> dict[str, str]:
    client = world.member.browser()
    sheet = f"{here}copy/sheet/" + ("?named=on" if more else "")
    return {
        "sheet": read(client, sheet).split("<main")[1].lower(),
        **{shape: send(client, f"{here}copy/", shape=shape, **more).content.decode().lower()
           for shape in ("csv", "fhir")},
    }  # fmt: skip


def test_a_copy_names_no_group(answered: World, here: str) -> None:
    for shape, text in leaves(answered, here).items():
        assert [word for word in OUTING if word in text] == [], shape
        assert "who-5" in text, shape  # what every doctor knows stands there by its name


def test_the_figures_leave_all_the_same(answered: World, here: str) -> None:
    left = leaves(answered, here)

    assert "community: eight questions" in left["sheet"]
    assert "community: eight questions,question 8" in left["csv"]
    assert "further questions" in left["csv"]
    sent = [one["resource"] for one in json.loads(left["fhir"])["entry"]]
    responses = [one for one in sent if one["resourcetype"] == "QuestionnaireResponse".lower()]
    assert sorted(len(one["item"]) for one in responses) == [1, 6, 8, 25]
    means = [one["valuequantity"]["value"] for one in sent if one["resourcetype"] == "observation"]
    assert 5 in means  # the part of a set whose parts alone are counted


def test_whoever_wants_the_names_asks_for_them(answered: World, here: str) -> None:
    left = leaves(answered, here, named="on")

    assert "connectedness to the lgbt community scale" in left["sheet"]
    assert "kanarienfrage 8" in left["csv"]
    assert "urn:muruna:questionnaire:cclgbt" in left["fhir"]


def test_nobody_is_asked_about_names_where_nothing_has_one(world: World, here: str) -> None:
    give(world.member, "who-5", [3] * 5)

    client = world.member.browser()

    assert 'name="named"' not in read(client, f"{here}copy/")
    assert "named=on" not in read(client, f"{here}copy/sheet/")
