import gettext

import pytest

from muruna.language import direction, language_of
from muruna.language.logic.languages import CODES, LANGUAGES, complete_languages


def test_twelve_languages_each_once():
    assert sorted(CODES) == sorted(["ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es"])


def test_only_arabic_reads_from_the_right():
    assert [code for code in CODES if direction(code) == "rtl"] == ["ar"]
    assert direction("ar-EG") == "rtl"
    assert direction("??") == "ltr"


def test_arabic_and_english_are_whole_and_so_offered():
    assert [language.code for language in complete_languages()] == ["ar", "en"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_plural_rule_reaches_exactly_its_forms(language):
    count, rule = language.plurals.rstrip(";").split(";")
    form = gettext.c2py(rule.split("=", 1)[1])

    reached = {form(n) for n in range(1000)}

    assert reached == set(range(int(count.split("=")[1])))


def test_arabic_plural_forms_are_the_usual_six():
    form = gettext.c2py(language_of("ar").plurals.split("plural=")[1].rstrip(";"))

    assert [form(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)] == [
        0,
        1,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
        3,
        4,
    ]
