"""A question about very dark thoughts is known wherever it stands, and never answered with nothing."""

import copy
import json
from typing import Any

import pytest

from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.entered import new_id
from muruna.wellbeing.logic.translations import translated
from muruna.wellbeing.logic.watched_words import asks_of_dying
from muruna.wellbeing.models import Permission
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_allowing import GRANTED
from tests.wellbeing.test_answering import begin
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give
from tests.wellbeing.test_taking_in import bring, changed, choice

ARABIC, ENGLISH = "هل فكرت في الانتحار؟", "How often have you thought of suicide?"


@pytest.fixture
def rules(here: str) -> str:
    return f"{here}rules/"


def with_choice(words: str, **more: Any) -> dict[str, Any]:
    one = choice("1", "How often?", 0, 1)
    one["answerOption"][1]["valueCoding"].update(display=words, **more)
    return one


HIDDEN = {
    "in another language": [{**choice("1", "Question one", 0, 1), "_text": translated(ARABIC, "ar")}],
    "in a choice": [with_choice("I want to kill myself")],
    "in a choice in another language": [with_choice("Yes", _display=translated("أريد أن أموت", "ar"))],
    "in a choice that is plain words": [
        {"linkId": "1", "type": "choice", "text": "Which?", "answerOption": [
            {"valueString": "None"}, {"valueString": "I would kill myself if I had the chance"}]}
    ],
    "before the question": [
        {"linkId": "0", "type": "display", "text": ENGLISH}, choice("1", "Lately?", 0, 1)
    ],
    "in a heading": [
        {"linkId": "g", "type": "group", "text": ENGLISH, "item": [choice("1", "Lately?", 0, 1)]}
    ],
    "in what stands before a number": [{**choice("1", "Lately?", 0, 1), "prefix": "Suicide"}],
}  # fmt: skip


@pytest.mark.parametrize("where", sorted(HIDDEN))
def test_it_does_not_come_in_wherever_it_stands(steward: Somebody, rules: str, where: str) -> None:
    answer = bring(steward, rules, changed(item=copy.deepcopy(HIDDEN[where])), as_it_is="on")

    assert answer.status_code == 422
    assert "only with a named person" in answer.content.decode()
    assert not Permission.objects.exists()


def test_nor_does_it_by_the_title(steward: Somebody, rules: str) -> None:
    ours = changed(item=[choice("1", "Lately?", 0, 1)])

    assert bring(steward, rules, {**ours, "title": "Thoughts of suicide"}).status_code == 422
    assert bring(steward, rules, ours, title="Thoughts of suicide").status_code == 422
    assert bring(steward, rules, ours).status_code == 303


def test_nor_by_a_pasted_choice_or_the_name_of_a_part(steward: Somebody, rules: str) -> None:
    words = {
        "granted": GRANTED, "language": "en", "texts": "\n".join(f"Statement {n}" for n in range(25)),
        "choices": "\n".join(["Never", "Rarely", "Sometimes", "Often", "I want to kill myself"]),
        "parts": "first: 1, 2",
    }  # fmt: skip
    path, client = f"{rules}{code_of('lgbt-msm')}/", steward.browser()

    assert send(client, path, **words).status_code == 422
    words["choices"] = "\n".join(["Never", "Rarely", "Sometimes", "Often", "Always"])
    assert send(client, path, **{**words, "parts": "suicide: 1, 2"}).status_code == 422
    assert send(client, path, **words).status_code == 303


def taken_in_before(world: World, steward: Somebody, items: list[dict[str, Any]]) -> str:
    """As a file stands that came in before its words were known to this server."""
    id = new_id()
    Permission.objects.create(
        space=world.space, questionnaire=id, granted="-", recorded_by=steward.membership,
        pasted={"resource": changed(item=copy.deepcopy(items)), "better": "lower"},
    )  # fmt: skip
    return id


@pytest.mark.parametrize("where", sorted(HIDDEN.keys() - {"in a choice that is plain words"}))
def test_one_that_is_here_already_is_answered_with_numbers(
    world: World, steward: Somebody, here: str, where: str
) -> None:
    id, client = taken_in_before(world, steward, HIDDEN[where]), world.member.browser()

    page = read(client, begin(client, here, code_of(id), "all"))
    result = read(client, f"{here}one/{give(world.member, id, [1])}/").split("<main")[1]

    assert "day-watched" in page
    assert "tel:" in page.split("day-if-said")[1]
    assert "Thank you for answering that" in result
    assert result.index("tel:") < result.index("card")


def test_a_first_choice_that_denies_it_is_not_thanked_for(world: World, steward: Somebody, here: str) -> None:
    id = taken_in_before(world, steward, [choice("1", ENGLISH, 0, 1), *HIDDEN["in a choice"]][:1])

    result = read(world.member.browser(), f"{here}one/{give(world.member, id, [0])}/").split("<main")[1]

    assert "Thank you for answering that" not in result


def test_choices_without_a_value_get_the_numbers_too(world: World, steward: Somebody, here: str) -> None:
    id = taken_in_before(world, steward, HIDDEN["in a choice that is plain words"])
    client = world.member.browser()
    path = begin(client, here, code_of(id), "all")
    name = asked_here(world.member.actor)[id].questions[0].name

    answer = send(client, path, **{name: "1", "go": "on"})

    assert "Thank you for answering that" in read(client, answer["Location"])


@pytest.mark.parametrize(
    "words",
    [
        "هل تمنيت لو أنك لم تعد على قيد الحياة؟", "لا أريد أن أعيش بعد الآن", "فكرت بالموت", "أن أنهي حياتي",
        "لو لم أولد", "جرحت نفسي", "تمنيت أن أنام ولا أستيقظ", "الحياة لا تستحق العيش",
        "I wish I was no longer alive", "to go to sleep and not wake up", "I have no reason to live",
        "I wish I had never been born", "I took an overdose", "I don't want to be alive",
        "Ich möchte nicht mehr leben", "nicht mehr aufwachen", "sich das Leben nehmen",
        "Je n'ai plus envie de vivre", "mettre fin à mes jours", "me tuer", "quitarme la vida", "matarme",
        "togliermi la vita", "uccidermi", "me matar", "tirar a minha vida", "nie chcę żyć", "zabić się",
        "kendimi öldürmek", "yaşamak istemiyorum", "покончить с собой", "не хочется жить",
        "消えてしまいたい", "生きていたくない", "不想活了", "结束自己的生命",
    ],
)  # fmt: skip
def test_more_of_its_words_are_known(words: str) -> None:
    assert asks_of_dying(words)


@pytest.mark.parametrize(
    "words",
    [
        "I wake up early and cannot sleep again", "How do you rate your quality of life?",
        "I have reasons to be proud", "Were you born in this country?", "I live with my family",
        "هل أنت راض عن حياتك؟", "أشعر بأن حياتي لها معنى", "أستيقظ مبكرا", "Ich lebe gern hier",
        "Ich bin heute früh aufgewacht", "J'ai envie de vivre ici", "Lubię żyć", "Мне нравится жить здесь",
        "Yaşamayı seviyorum", "我想活得健康", "生きがいがある", "I want to be alive to things around me",
    ],
)  # fmt: skip
def test_words_that_stand_near_are_not_taken_for_them(words: str) -> None:
    assert not asks_of_dying(words)


def test_shipped_questions_are_not_taken_for_it_but_for_the_ninth() -> None:
    from muruna.wellbeing.dark_words import dark_texts
    from muruna.wellbeing.library import shelf

    found = {id: dark_texts(resource) for id, resource in shelf().resources.items()}

    assert [id for id, words in found.items() if words] == ["phq-9"]
    assert json.dumps(found["phq-9"])
