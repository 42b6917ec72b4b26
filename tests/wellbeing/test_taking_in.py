"""Another project's questions: nothing in them may harm who answers, and nothing is left out unseen."""

import copy
import json
from typing import Any

import pytest

from muruna.accounts.actions.gathering import gather_everything
from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.entered import new_id, read
from muruna.wellbeing.importing import BadQuestionnaire, read_questionnaire
from muruna.wellbeing.logic.translations import translated
from muruna.wellbeing.logic.watched_words import asks_of_dying
from muruna.wellbeing.models import Permission
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_allowing import GRANTED, ORDINAL, THREE
from tests.wellbeing.test_pages import read as read_page
from tests.wellbeing.test_pages import send
from tests.wellbeing.test_results import give


@pytest.fixture
def rules(world: World) -> str:
    return f"/s/{world.space.code}/days/rules/"


def changed(**more: Any) -> dict[str, Any]:
    return {**copy.deepcopy(THREE), **more}


def choice(link: str, text: str, *values: float) -> dict[str, Any]:
    return {
        "linkId": link, "type": "choice", "text": text, "answerOption": [
            {"valueCoding": {"code": f"c{n}", "display": f"Choice {n}"},
             "extension": [{"url": ORDINAL, "valueDecimal": value}]}
            for n, value in enumerate(values)
        ],
    }  # fmt: skip


def bring(steward: Somebody, rules: str, file: Any, **more: str) -> Any:
    sent = {"file": json.dumps(file), "better": "higher", "granted": GRANTED, "dark": "no", **more}
    return send(steward.browser(), f"{rules}new/", **sent)


@pytest.mark.parametrize("value", [1e308, -1e308, 1e7, 10**400])
def test_values_that_cannot_be_added_up_are_refused(steward: Somebody, rules: str, value: float) -> None:
    answer = bring(
        steward, rules, changed(item=[choice("1", "One?", 0, value), choice("2", "Two?", 0, value)])
    )

    assert answer.status_code == 422
    assert not Permission.objects.exists()


@pytest.mark.parametrize("values", [(3,), (2, 2), (0,)])
def test_choices_that_all_count_the_same_break_no_page(
    world: World, steward: Somebody, rules: str, values: tuple[float, ...]
) -> None:
    assert bring(steward, rules, changed(item=[choice("1", "One?", *values)])).status_code == 303
    (id,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]
    client, days = world.member.browser(), rules.replace("rules/", "")
    for days_ago in (5, 1):
        sitting = give(world.member, id, [values[0]], days_ago)

    for page in (f"one/{sitting}/", f"time/{code_of(id)}/", "copy/sheet/", "copy/"):
        read_page(client, days + page)
    for shape in ("csv", "fhir"):
        assert send(client, f"{days}copy/", shape=shape).status_code == 200
    gather_everything(actor=world.member.actor)


def test_what_was_taken_in_before_and_cannot_be_read_now_harms_nobody(
    world: World, steward: Somebody, rules: str
) -> None:
    bad = changed(item=[choice("1", "One?", 0, 1e308), choice("2", "Two?", 0, 1e308)])
    Permission.objects.create(
        space=world.space, questionnaire=new_id(), granted="-",
        pasted={"resource": bad, "better": "higher"}, recorded_by=steward.membership,
    )  # fmt: skip

    read_page(world.member.browser(), rules.replace("rules/", ""))
    read_page(steward.browser(), rules)


NINE = "Thoughts that you would be better off dead, or of hurting yourself in some way"


@pytest.mark.parametrize(
    "words",
    [
        NINE,
        "Have you wished you were dead?",
        "Did you think of ending your life?",
        "Thinking about suicide",
        "I hurt myself on purpose",
        "أفكار بأنه من الأفضل لو كنت ميتا أو بإيذاء النفس",
        "Gedanken, dass Sie lieber tot wären oder sich Leid zufügen möchten",
        "Penser qu'il vaudrait mieux mourir ou envisager de vous faire du mal",
        "Pensamientos de que estaría mejor muerto o de hacerse daño",
        "Avere pensieri che sarebbe meglio morire o di farsi del male",
        "Pensar em se ferir ou que seria melhor estar morto",
        "Myśli, że lepiej byłoby umrzeć albo chęć zrobienia sobie krzywdy",
        "Ölmüş olmanın daha iyi olacağı ya da kendinize zarar verme düşünceleri",
        "Мысли о том, что лучше было бы умереть или причинить себе вред",
        "死んだ方がましだ、あるいは自分を何らかの方法で傷つけようと思ったことがある",
        "有不如死掉或用某种方式伤害自己的念头",
    ],
)
def test_questions_about_dying_are_known_by_their_words(words: str) -> None:
    assert asks_of_dying(words)


@pytest.mark.parametrize(
    "words",
    [
        "Little interest or pleasure in doing things", "I was dead tired", "Did somebody hurt you?",
        "How satisfied are you with your life?", "Feeling bad about yourself", "I do not end what I begin",
        "We passed the deadline", "How often did you skip a meal?", "Ich habe meine Freunde heute getroffen",
        "كم مرة شعرت بالراحة؟", "My self-worth", "Do you harm the garden?",
    ],
)  # fmt: skip
def test_other_questions_are_not_taken_for_it(words: str) -> None:
    assert not asks_of_dying(words)


def test_by_words_or_by_the_stewards_own_answer_it_does_not_come_in(steward: Somebody, rules: str) -> None:
    own_ids = changed(item=[choice("a", "Little interest", 0, 1, 2, 3), choice("b", NINE, 0, 1, 2, 3)])

    by_words = bring(steward, rules, own_ids)
    told = bring(steward, rules, THREE, dark="yes")
    unasked = send(
        steward.browser(), f"{rules}new/", file=json.dumps(THREE), better="higher", granted=GRANTED
    )

    for answer in (by_words, told, unasked):
        assert answer.status_code == 422
    assert NINE in by_words.content.decode().split("<textarea")[0]
    assert "named person" in told.content.decode()
    assert not Permission.objects.exists()
    assert bring(steward, rules, THREE).status_code == 303


def test_a_pasted_question_about_dying_is_refused_as_well(steward: Somebody, rules: str) -> None:
    texts = [f"Pasted statement {n}" for n in range(11)] + [NINE]

    answer = send(
        steward.browser(), f"{rules}{code_of('gbs')}/", granted=GRANTED, language="en",
        texts="\n".join(texts), choices="\n".join(f"Choice {n}" for n in range(7)),
    )  # fmt: skip

    assert answer.status_code == 422
    assert not Permission.objects.exists()


GROUPED = changed(
    item=[
        {"linkId": "g", "type": "group", "text": "How often in the last week?", "item": [
            choice("1", "Sad", 0, 1), choice("2", "Cheerful", 0, 1),
            {**choice("3", "Because of what?", 0, 1),
             "enableWhen": [{"question": "1", "operator": "=", "answerCoding": {"code": "c1"}}]},
            {"linkId": "4", "type": "boolean", "text": "Were you ill?"},
        ]},
    ],
)  # fmt: skip


def test_a_heading_is_read_with_its_questions(world: World, steward: Somebody, rules: str) -> None:
    taken = read_questionnaire(json.dumps(GROUPED))

    assert taken.questions("en")[0].text == "How often in the last week? Sad"


def test_what_is_left_out_is_seen_before_it_is_asked(world: World, steward: Somebody, rules: str) -> None:
    first = bring(steward, rules, GROUPED)

    html = first.content.decode()
    assert first.status_code == 422
    assert "The item 4 is no question with one choice" in html
    assert "The item 3 is asked of everybody here" in html
    assert 'name="as_it_is"' in html
    assert not Permission.objects.exists()

    assert bring(steward, rules, GROUPED, as_it_is="on").status_code == 303

    assert "Were you ill?" not in read_page(steward.browser(), f"{rules}new/")
    assert 'name="as_it_is"' not in read_page(steward.browser(), f"{rules}new/")


@pytest.mark.parametrize("title", ["", "   ", "\u200b"])
def test_without_a_title_one_is_asked_for(world: World, steward: Somebody, rules: str, title: str) -> None:
    answer = bring(steward, rules, changed(title=title) if title else changed(title="x") | {"title": None})

    assert answer.status_code == 422
    assert "no title" in answer.content.decode()
    assert bring(steward, rules, THREE, title="Ours").status_code == 303
    (one,) = [one for id, one in asked_here(world.member.actor).items() if id.startswith("own-")]
    assert one.words.title == "Ours"


def test_a_title_that_is_no_title_is_refused() -> None:
    with pytest.raises(BadQuestionnaire):
        read(json.dumps(changed(title="x" * 5000)), "higher")


def test_old_answers_keep_the_file_that_they_were_answered_with(
    world: World, steward: Somebody, rules: str
) -> None:
    assert bring(steward, rules, THREE).status_code == 303
    (old,) = own(world)
    sitting = give(world.member, old, [2, 2, 1])
    client, member, days = steward.browser(), world.member.browser(), rules.replace("rules/", "")
    held = Permission.objects.get(questionnaire=old)
    turned = copy.deepcopy(held.pasted["resource"])
    for item in turned["item"]:
        item["text"] = item["text"].replace("Question", "Other question")
        for number, choice_ in enumerate(reversed(item["answerOption"])):
            choice_["extension"][0]["valueDecimal"] = number * 10
    sent = {"better": "higher", "granted": GRANTED, "dark": "no"}

    answer = send(client, f"{rules}{code_of(old)}/", file=json.dumps(turned), **sent)

    assert answer.status_code == 303
    (new,) = own(world)
    assert new != old
    assert ">5<" in read_page(member, f"{days}one/{sitting}/")
    table = send(member, f"{days}copy/", shape="csv", named="on").content.decode()
    assert "Question 2?" in table
    assert "Other question" not in table
    assert ">0<" in read_page(member, f"{days}one/{give(world.member, new, [0, 0, 0])}/")
    read_page(client, rules)

    kept = Permission.objects.get(questionnaire=new).pasted["resource"]
    renamed = send(client, f"{rules}{code_of(new)}/", file=json.dumps(kept), title="Renamed", **sent)
    assert renamed.status_code == 303
    assert own(world) == [new]  # a title or a permission changes nothing that answers are read by
    assert asked_here(world.member.actor)[new].words.title == "Renamed"


def own(world: World) -> list[str]:
    return [one for one in asked_here(world.member.actor) if one.startswith("own-")]


@pytest.mark.parametrize(
    "item",
    [
        {key: value for key, value in choice("1", "x", 0, 1).items() if key != "text"},
        choice("1", "  ", 0, 1),
    ],
)
def test_a_question_without_words_is_refused(item: dict[str, Any]) -> None:
    with pytest.raises(BadQuestionnaire, match="The item 1 has no words"):
        read(json.dumps(changed(item=[item, choice("2", "Two?", 0, 1)])), "higher")


def test_words_of_its_heading_are_enough() -> None:
    bare = {key: value for key, value in choice("1", "x", 0, 1).items() if key != "text"}
    group = {"linkId": "g", "type": "group", "text": "Sad?", "item": [bare]}

    assert read(json.dumps(changed(item=[group])), "higher")["resource"]["item"]
    assert read_questionnaire(json.dumps(changed(item=[group]))).questions("en")[0].text == "Sad?"


def test_choices_that_nobody_can_tell_apart_are_refused() -> None:
    same = choice("1", "One?", 0, 1)
    for option in same["answerOption"]:
        option["valueCoding"]["display"] = "Same"
    translated_alike = choice("1", "One?", 0, 1)
    for option in translated_alike["answerOption"]:
        option["valueCoding"]["_display"] = translated("نفس الشيء", "ar")

    for item in (same, translated_alike):
        with pytest.raises(BadQuestionnaire, match="two choices with the same words"):
            read(json.dumps(changed(item=[item])), "higher")
