"""Word forms in twelve languages: whoever types the one finds a text with the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.search.logic.words import forms_of, start_of, starts_of, words_of

# Typed, and standing in a text: they must meet. At least as many as stack.md's 38 (35 of which were met).
MEET = {
    "ar": [
        ("مدرسة", "الْمَدْرَسَةُ"), ("مدرسة", "للمدرسة"), ("مدرسة", "وبالمدرسة"), ("مدرسة", "مدارس"),
        ("أهل", "أهلي"), ("إختبار", "اختبار"), ("صديق", "أصدقاء"), ("علي", "على"), ("عائلة", "والعائلات"),
        ("كتاب", "كتب"), ("هوية", "بهويتهم"), ("معلم", "معلّمون"),
    ],
    "en": [("friends", "friend"), ("telling", "tells"), ("parents'", "parent"), ("naive", "naïve")],
    "tr": [
        ("ISTANBUL", "istanbul"), ("ışık", "IŞIK"), ("İzmir", "izmir"), ("aile", "aileme"),
        ("okul", "okulda"),        ("arkadaş", "arkadaşlarım"), ("isim", "ISIM"),
    ],
    "de": [
        ("ueber", "über"), ("uber", "Über"), ("strasse", "Straße"), ("Ängste", "Angst"),
        ("Freunde", "Freund"),
    ],
    "fr": [("ecole", "l’école"), ("amis", "amie"), ("coeur", "cœur"), ("parler", "parlent")],
    "es": [("manana", "mañana"), ("familias", "familia"), ("contar", "contando")],
    "it": [("citta", "città"), ("genitori", "genitore"), ("amico", "l'amico")],
    "pt": [("mae", "mãe"), ("irmaos", "irmãos"), ("contar", "contando")],
    "pl": [("szkola", "szkoła"), ("rodzicami", "rodzice"), ("zolty", "żółty")],
    "ru": [("елка", "ёлка"), ("школе", "школа"), ("родители", "родителям"), ("друзья", "друзьям")],
    "zh": [("学校", "我在学校里"), ("父母", "我的父母不知道"), ("出柜", "怎么跟父母出柜"), ("爱", "我爱他")],
    "ja": [
        ("学校", "昨日学校に行った"), ("いじめ", "いじめられた"),
        ("カミングアウト", "親にカミングアウトしたい"),
        ("ｶﾐﾝｸﾞ", "カミングアウト"), ("眠れない", "夜眠れないとき"),
    ],
}  # fmt: skip
CASES = [(language, asked, kept) for language, pairs in MEET.items() for asked, kept in pairs]


def forms(text, language):
    return {form for word in words_of(text, (language,)) for form in word.forms}


@pytest.mark.parametrize(("language", "asked", "kept"), CASES)
def test_word_meets_its_other_form(language, asked, kept):
    assert forms(asked, language) & forms(kept, language)


@pytest.mark.parametrize(
    ("language", "asked", "kept"),
    [
        ("ar", "مدرسة", "مستشفى"), ("en", "mother", "month"), ("tr", "okul", "aile"),
        ("de", "Angst", "Arbeit"),
        ("zh", "学校", "医院"), ("ja", "学校", "病院"), ("ru", "школа", "работа"), ("pl", "szkoła", "praca"),
    ],
)  # fmt: skip
def test_other_word_does_not_meet(language, asked, kept):
    assert not forms(asked, language) & forms(kept, language)


def test_root_is_no_word_of_its_own():
    """Else a short Arabic word would meet every word of three consonants."""
    assert not {form for form in forms("كتاب", "ar") if form.endswith("~")} & forms("كتب", "")


def test_places_of_words_are_those_in_the_text():
    text = "L’École, demain !"
    assert [text[word.start : word.end] for word in words_of(text, ("fr",))] == ["École", "demain"]


def test_unknown_language_keeps_the_spelling():
    assert [word.forms for word in words_of("Dhuvas Ńeh", ("xx",))] == [("dhuvas",), ("neh",)]


def test_beginning_of_a_word_is_kept_and_asked_for():
    assert start_of("adopt") in starts_of("adoption")
    assert start_of("discrimin") in starts_of("discrimination")
    assert start_of("ad") == ""
    assert starts_of("学校") == ()


@given(st.text(max_size=200), st.sampled_from([(), ("en",), ("ar",), ("tr", "de"), ("ja",), ("zz",)]))
def test_any_text_has_words_at_their_places(text, languages):
    for word in words_of(text, languages):
        assert 0 <= word.start < word.end <= len(text)
        assert word.forms
        assert all(word.forms)


@given(st.text(max_size=30), st.sampled_from(["en", "ar", "de", "tr", "ru", "pl"]))
def test_same_spelling_always_meets_itself(word, language):
    assert forms_of(word, (language,)) == forms_of(word, (language,))
    assert forms(word.upper(), "en") == forms(word.upper().upper(), "en")
