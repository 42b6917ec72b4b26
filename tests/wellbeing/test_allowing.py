"""What a steward records: a notice read, questions pasted, another project's questionnaire taken in."""

import json
from pathlib import Path
from typing import Any

import pytest

from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.models import Permission
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

GRANTED = "Mail of the authors to us, 3 November, kept by Stella"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
THREE = {
    "resourceType": "Questionnaire", "status": "active", "title": "Three of ours",
    "item": [
        {"linkId": str(number), "type": "choice", "text": f"Question {number}?", "answerOption": [
            {"valueCoding": {"code": code, "display": words},
             "extension": [{"url": ORDINAL, "valueDecimal": value}]}
            for value, (code, words) in enumerate((("n", "No"), ("m", "Maybe"), ("y", "Yes")))
        ]}
        for number in (1, 2, 3)
    ],
}  # fmt: skip


@pytest.fixture
def rules(world: World) -> str:
    return f"/s/{world.space.code}/days/rules/"


def test_a_notice_is_read_before_its_questions_are_asked(world: World, steward: Somebody, rules: str) -> None:
    client, path = steward.browser(), f"{rules}{code_of('gse')}/"
    assert "Schwarzer" in read(client, path)
    assert send(client, path, granted=GRANTED).status_code == 422
    assert "gse" not in asked_here(world.member.actor)

    assert send(client, path, granted=GRANTED, has_read="on").status_code == 303

    assert "gse" in asked_here(world.member.actor)
    deep = read(world.member.browser(), rules.replace("rules/", "ask/deep/"))
    assert "Schwarzer" in deep
    assert hidden_in(disk(), "Mail of the authors") == []
    assert send(client, f"{path}off/").status_code == 303
    assert "gse" not in asked_here(world.member.actor)


def test_questions_are_pasted_and_asked(world: World, steward: Somebody, rules: str) -> None:
    client, path = steward.browser(), f"{rules}{code_of('gbs')}/"
    words = {
        "granted": GRANTED, "language": "en", "texts": "\n".join(f"Pasted statement {n}" for n in range(12)),
        "choices": "\n".join(f"Choice {n}" for n in range(7)),
    }  # fmt: skip
    short = send(client, path, **{**words, "texts": "Only one"})
    assert short.status_code == 422
    assert "Only one" in short.content.decode()
    assert not Permission.objects.exists()

    assert send(client, path, **words).status_code == 303

    actor = world.member.actor
    values = [item.values[0] for item in asked_here(actor)["gbs"].instrument.items]
    sitting = give(world.member, "gbs", [*values[:-1], values[-1] + 1])
    assert "day-figure" in read(world.member.browser(), rules.replace("rules/", f"one/{sitting}/"))


def test_another_projects_questionnaire_comes_in(world: World, steward: Somebody, rules: str) -> None:
    client, member = steward.browser(), world.member.browser()
    assert "another project" in read(client, rules)
    sent = {"file": json.dumps(THREE), "better": "higher", "granted": GRANTED, "dark": "no"}
    assert send(client, f"{rules}new/", **sent).status_code == 303
    (id,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]

    sitting = give(world.member, id, [2, 2, 1])

    days = rules.replace("rules/", "")
    assert "Three of ours" in read(member, days)
    assert ">5<" in read(member, f"{days}one/{sitting}/")
    read(member, f"{days}time/{code_of(id)}/")
    assert "Question 2?" in send(member, f"{days}copy/", shape="csv", named="on").content.decode()
    assert json.loads(send(member, f"{days}copy/", shape="fhir").content)["entry"]
    assert send(client, f"{rules}{code_of(id)}/off/").status_code == 303
    html = read(member, f"{days}one/{sitting}/")
    assert "no longer asked here" in html


@pytest.mark.parametrize(
    "file",
    ["not json", "[]", "{}", json.dumps({"resourceType": "Patient"}), json.dumps({**THREE, "item": []}), "🦊",
     json.dumps({**THREE, "status": "hm"})],
)  # fmt: skip
def test_what_is_no_questionnaire_is_said_and_nothing_typed_is_lost(
    steward: Somebody, rules: str, file: str
) -> None:
    answer = send(steward.browser(), f"{rules}new/", file=file, better="higher", granted=GRANTED, dark="no")

    assert answer.status_code == 422
    assert GRANTED in answer.content.decode()
    assert not Permission.objects.exists()


def test_the_ninth_question_does_not_come_in_by_this_door(steward: Somebody, rules: str) -> None:
    example = Path(__file__).parent / "examples" / "us-core-phq-9-questionnaire.json"
    sent = {"file": example.read_text(), "better": "lower", "granted": GRANTED, "dark": "no"}

    answer = send(steward.browser(), f"{rules}new/", **sent)

    assert answer.status_code == 422
    assert "ninth question" in answer.content.decode()


def test_only_a_steward_and_never_of_another_space(world: World, steward: Somebody, rules: str) -> None:
    paths = [rules, f"{rules}new/", f"{rules}{code_of('gse')}/", f"{rules}{code_of('gse')}/off/"]
    for one in (world.member, world.supporter, world.lead):
        client: Any = one.browser()
        assert [client.get(path).status_code for path in paths] == [404] * 4
        assert send(client, paths[2], granted=GRANTED, has_read="on").status_code == 404
    assert steward.browser().get(f"{rules}{code_of('who-5')}/").status_code == 404
    assert not Permission.objects.exists()
