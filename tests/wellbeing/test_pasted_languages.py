"""A set that is pasted in two languages is kept in both, and no language replaces another without a word."""

from typing import Any

import pytest

from muruna.accounts.models import Person
from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.fhir import validated
from muruna.wellbeing.models import Permission
from tests.conversations.people import Somebody, World
from tests.wellbeing.test_allowing import GRANTED
from tests.wellbeing.test_answering import begin
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

ENGLISH, ARABIC = "English statement", "عبارة بالعربية"


@pytest.fixture
def rule(here: str) -> str:
    return f"{here}rules/{code_of('cclgbt')}/"


def paste(steward: Somebody, rule: str, language: str, words: str, items: int = 8, **more: Any) -> Any:
    choice = {"en": "Choice", "ar": "خيار"}[language]
    return send(
        steward.browser(), rule,
        **{"granted": GRANTED, "language": language,
           "texts": "\n".join(f"{words} {n}" for n in range(items)),
           "choices": "\n".join(f"{choice} {n}" for n in range(more.pop("answers", 4))), **more},
    )  # fmt: skip


def asked(world: World, here: str, language: str) -> str:
    Person.objects.filter(pk=world.member.person.pk).update(language=language)
    client = world.member.browser()
    return read(client, begin(client, here, code_of("cclgbt"), "all", begun="on")).split("<main")[1]


@pytest.mark.parametrize("order", [("en", "ar"), ("ar", "en")])
def test_both_languages_are_kept_and_each_reads_their_own(
    world: World, steward: Somebody, here: str, rule: str, order: tuple[str, str]
) -> None:
    words = {"en": ENGLISH, "ar": ARABIC}
    assert paste(steward, rule, order[0], words[order[0]]).status_code == 303
    sitting = give(world.member, "cclgbt", [1, 2, 3, 4, 1, 2, 3, 4])

    assert paste(steward, rule, order[1], words[order[1]]).status_code == 303

    english, arabic = asked(world, here, "en"), asked(world, here, "ar")
    assert f"{ENGLISH} 7" in english
    assert "Choice 3" in english
    assert ARABIC not in english
    assert f"{ARABIC} 7" in arabic
    assert "خيار 3" in arabic
    assert ENGLISH not in arabic
    assert ">2.5<" in read(world.member.browser(), f"{here}one/{sitting}/")
    validated(Permission.objects.get(questionnaire="cclgbt").pasted["resource"])


def test_who_has_no_words_in_their_language_reads_the_others_and_it_is_marked_so(
    world: World, steward: Somebody, here: str, rule: str
) -> None:
    paste(steward, rule, "ar", ARABIC)

    html = asked(world, here, "en")

    assert f"{ARABIC} 7" in html
    assert 'lang="ar" dir="rtl"' in html
    assert asked_here(world.member.actor)["cclgbt"].words.language == "ar"


def test_words_in_a_language_are_replaced_only_when_that_is_meant(
    world: World, steward: Somebody, here: str, rule: str
) -> None:
    paste(steward, rule, "en", ENGLISH)
    paste(steward, rule, "ar", ARABIC)

    first = paste(steward, rule, "en", "Other words")

    html = first.content.decode()
    assert first.status_code == 422
    assert "here in English already" in html
    assert 'name="replaces"' in html
    assert "Other words 7" in html
    assert f"{ENGLISH} 7" in asked(world, here, "en")
    assert paste(steward, rule, "en", ENGLISH).status_code == 303  # the same again replaces nothing

    assert paste(steward, rule, "en", "Other words", replaces="on").status_code == 303

    assert "Other words 7" in asked(world, here, "en")
    assert f"{ARABIC} 7" in asked(world, here, "ar")


def test_the_same_words_are_not_taken_for_another_language(
    world: World, steward: Somebody, here: str, rule: str
) -> None:
    paste(steward, rule, "en", ENGLISH)

    answer = paste(steward, rule, "ar", ENGLISH)

    assert answer.status_code == 422
    assert "the same words" in answer.content.decode()


def test_the_page_shows_what_is_here_and_asks_for_what_is_missing(
    steward: Somebody, here: str, rule: str
) -> None:
    client = steward.browser()
    assert '<option value="en" selected' in read(client, rule)
    paste(steward, rule, "en", ENGLISH)

    html = read(client, rule)

    assert f"{ENGLISH} 7" in html
    assert '<option value="ar" selected' in html
    assert 'name="replaces"' not in html


def test_what_was_said_of_reversed_questions_and_parts_stands_there_again(
    steward: Somebody, here: str
) -> None:
    rule, more = f"{here}rules/{code_of('lgbt-msm')}/", {"reversed": "2, 3", "parts": "Strength: 1, 4"}
    assert paste(steward, rule, "en", ENGLISH, 25, answers=5, **more).status_code == 303

    html = read(steward.browser(), rule)

    assert 'value="2, 3"' in html
    assert "Strength: 1, 4" in html


def test_answers_are_read_by_the_rule_that_stood_when_they_were_given(
    world: World, steward: Somebody, here: str
) -> None:
    """Which questions are reversed was said wrongly and is changed: it is asked anew, old figures stay."""
    rule, more = f"{here}rules/{code_of('lgbt-msm')}/", {"reversed": "1", "parts": "Strength: 1, 2"}
    assert paste(steward, rule, "en", ENGLISH, 25, answers=5, **more).status_code == 303
    sitting = give(world.member, "lgbt-msm", [5.0, 2.0, *[1.0] * 23])
    page = f"{here}one/{sitting}/"
    before = read(world.member.browser(), page).split("<main")[1]
    assert "1.5" in before

    changed = {"reversed": "2", "parts": "Strength: 1, 2"}
    assert paste(steward, rule, "en", ENGLISH, 25, answers=5, **changed).status_code == 303

    after = read(world.member.browser(), page).split("<main")[1]
    assert "1.5" in after
    assert "4.5" not in after
    (new,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]
    assert "lgbt-msm" not in asked_here(world.member.actor)
    later = read(world.member.browser(), f"{here}one/{give(world.member, new, [5.0, 2.0, *[1.0] * 23])}/")
    assert "4.5" in later


def test_the_new_set_is_changed_as_the_first_one_was(world: World, steward: Somebody, here: str) -> None:
    rule, more = f"{here}rules/{code_of('lgbt-msm')}/", {"reversed": "1", "parts": "Strength: 1, 2"}
    paste(steward, rule, "en", ENGLISH, 25, answers=5, **more)
    paste(steward, rule, "en", ENGLISH, 25, answers=5, **{**more, "reversed": "2"})
    (new,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]
    rule = f"{here}rules/{code_of(new)}/"

    html = read(steward.browser(), rule)
    assert 'name="reversed"' in html
    assert 'value="2"' in html
    arabic = paste(steward, rule, "ar", ARABIC, 25, answers=5, **{**more, "reversed": "2"})

    assert arabic.status_code == 303
    assert new in asked_here(world.member.actor)  # a language more counts nothing otherwise
    assert Permission.objects.count() == 2
