"""What leaves: a table, a FHIR bundle, a sheet of paper, the copy of an account; and what is deleted."""

import csv
import io
import json
from dataclasses import replace

from muruna.accounts.actions.gathering import gather_everything
from muruna.wellbeing import belongings
from muruna.wellbeing.actions import days
from muruna.wellbeing.events import let_go_of_departed
from muruna.wellbeing.models import Entry
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

CANARY = "kanarienvogel-tage-77a1"


def test_table_holds_each_answer_and_figure(world: World, here: str) -> None:
    give(world.member, "who-5", [3, 3, None, 3, 3], 9)
    give(world.member, "who-5", [3] * 5, 1)

    answer = send(world.member.browser(), f"{here}copy/", shape="csv")

    assert 'filename="notes-' in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 5 + 6
    assert rows[-1][-1] == "60"
    assert [row[-1] for row in rows[1:6]] == ["3", "3", "", "3", "3"]


def test_bundle_is_a_bundle_without_a_name(world: World, here: str) -> None:
    give(world.member, "phq-8", [1] * 8)

    answer = send(world.member.browser(), f"{here}copy/", shape="fhir")

    bundle = json.loads(answer.content)
    kinds = [one["resource"]["resourceType"] for one in bundle["entry"]]
    assert kinds == ["QuestionnaireResponse", "Observation"]
    assert bundle["entry"][1]["resource"]["valueQuantity"]["value"] == 8
    assert "Noor" not in answer.content.decode()
    assert send(world.member.browser(), f"{here}copy/", shape="exe").status_code == 422


def test_nothing_answered_is_an_empty_copy(world: World, here: str) -> None:
    client = world.member.browser()

    assert send(client, f"{here}copy/", shape="csv").status_code == 200
    assert "entry" not in json.loads(send(client, f"{here}copy/", shape="fhir").content)
    read(client, f"{here}copy/sheet/")


def test_sheet_has_a_neutral_title_and_the_names_a_doctor_knows(world: World, here: str) -> None:
    give(world.member, "phq-8", [1] * 8, 30)
    give(world.member, "phq-8", [2] * 8, 1)

    html = read(world.member.browser(), f"{here}copy/sheet/")

    assert "<title>Sheet · " in html
    assert "PHQ-8" in html.split("<main")[1]
    assert "Noor" not in html.split("<main")[1]


def test_copy_of_an_account_holds_all_and_its_disk_nothing(world: World) -> None:
    actor = world.member.actor
    give(world.member, "who-5", [3] * 5)
    days.check_in(actor=actor, mood=2, word=CANARY, helped=CANARY)
    days.mark_event(actor=actor, on=actor.membership.since, words=CANARY)
    days.look_back(actor=actor, happened=CANARY, helped=(CANARY,), step=CANARY, whom=CANARY)

    text = json.dumps(
        gather_everything(actor=replace(actor, space=None, membership=None)), default=str, ensure_ascii=False
    )

    assert text.count(CANARY) == 7
    assert "60" in text
    assert hidden_in(disk(), CANARY) == []
    assert len({len(bytes(one.body)) for one in Entry.objects.all()}) == 1


def test_all_of_it_goes_with_the_person(world: World) -> None:
    for one in (world.member, world.stranger):
        days.check_in(actor=one.actor, mood=3)

    belongings.forget(world.member.person)

    assert [one.membership_id for one in Entry.objects.all()] == [world.stranger.membership.pk]
    let_go_of_departed(world.space.pk, world.stranger.membership.pk)
    assert not Entry.objects.exists()


def test_paper_says_the_rule_the_band_and_what_to_keep_in_mind(world: World, here: str) -> None:
    for days_ago, value in ((30, 1), (1, 2)):
        give(world.member, "phq-8", [value] * 8, days_ago)
        give(world.member, "who-5", [value] * 5, days_ago)

    html = read(world.member.browser(), f"{here}copy/sheet/").split("<main")[1]

    assert html.count("A difference of 5 or more counts as a change") == 1
    assert html.count("more than chance from 24 on") == 1
    assert html.count("Jacobson and Truax, 1991") == 1
    assert html.count("inside it, ups and downs are ordinary") == 1
    assert html.count("twelve weeks") == 1
    assert "Graham 2020" in html


def test_paper_without_a_change_speaks_of_none(world: World, here: str) -> None:
    give(world.member, "who-5", [1] * 5)

    html = read(world.member.browser(), f"{here}copy/sheet/").split("<main")[1]

    assert "A difference" not in html
    assert "twelve weeks" not in html


def test_a_copy_of_everything_says_what_it_leaves_out(world: World) -> None:
    actor = replace(world.member.actor, space=None, membership=None)
    give(world.member, "who-5", [3] * 5)
    assert "never goes into a copy" not in json.dumps(gather_everything(actor=actor), default=str)
    give(world.member, "phq-8", [1] * 8)

    text = json.dumps(gather_everything(actor=actor), default=str)

    assert text.count("never goes into a copy") == 1
