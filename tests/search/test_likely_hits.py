"""What stands first is not all: the reader's language, and what is near under other words."""

import pytest

from muruna.foundation import findable as registry
from muruna.search.index.waiting import give_waiting_vectors
from tests.conversations.conftest import *  # noqa: F403
from tests.search.test_pages import ask, shown

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member(space, joined):
    return joined(space, "Mem")


def in_two_languages(library, *, words_in):
    """A text in Arabic and in English, of which only one has the word that is asked for."""
    bodies = {"ar": "جلسنا تحت الشجرة.", "en": "We sat under a tree."}
    bodies[words_in] += " مدرسة"
    titles = {"ar": "الطريق", "en": "The road"}
    thing = library.put(titles["ar"], bodies["ar"], "ar")
    texts = [registry.FindableText(titles[code], bodies[code], code) for code in ("ar", "en")]
    library.texts[thing] = (None, texts)
    return thing


def test_hit_is_shown_in_the_language_of_the_question_though_another_was_found(
    library, carry, by_words_alone, member
):
    one = in_two_languages(library, words_in="en")
    carry()

    html = shown(ask(member, "مدرسة"))

    assert f'href="/leaf/{one}/?l=ar"' in html
    assert "الطريق" in html
    assert "The road" not in html
    assert f'href="/leaf/{one}/?l=en"' in shown(ask(member, "مدرسة", language="en"))


def test_a_word_that_only_looks_like_the_one_asked_for_hides_nothing_near_in_meaning(
    library, carry, model, member
):
    """Without its marks the Arabic word for a ferry is spelled as the one for a phrase."""
    library.put("عبارة الدخول", "نكتب العبارة. ثم نكتب العبارة مرة أخرى.", "ar")
    library.put(
        "The last ferry",
        "I took the last ferry to the island.\nThe sea was calm. Nobody on the boat knew me.",
    )
    for number in range(4):
        library.put(f"حساء {number}", "نقطع البصل ونطبخه ساعة.", "ar")
    carry()
    give_waiting_vectors(20)

    html = shown(ask(member, "عبّارة إلى الجزيرة"))

    assert "عبارة الدخول" in html
    assert "The last ferry" in html
