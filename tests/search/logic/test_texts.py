"""Passages, marks on them, languages told apart, one order out of two, and how good an order is."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.language.logic.scripts import guess_language, likely_languages
from muruna.search.logic.arabic import bare, skeleton, spelled
from muruna.search.logic.bench_files import BadBenchFile, questions, texts
from muruna.search.logic.concepts import Thesaurus
from muruna.search.logic.fusion import (
    Evidence,
    fused,
    is_worth_showing,
    likeness,
    ranked,
    rarity,
    share_of_words,
)
from muruna.search.logic.marking import asked_forms, best_passage, marked, passage_texts
from muruna.search.logic.passages import LETTERS, MOST, passages_of
from muruna.search.logic.quality import percentile, recall, reciprocal_rank
from muruna.search.logic.words import words_of


@given(st.text(alphabet=st.sampled_from("ab .!?\n。،ش学"), max_size=3000))
def test_passages_are_the_whole_text_in_order(text):
    found = passages_of(text)

    assert "".join(one.of(text) for one in found).replace(" ", "").replace("\n", "") == text.replace(
        " ", ""
    ).replace("\n", "")
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_passages_are_a_few_sentences_and_a_book_has_not_thousands():
    assert len(passages_of("One sentence here. Another one. " * 20)) > 1
    assert all(len(one) <= 2 * LETTERS for one in passage_texts("Nice words. " * 200))
    assert 20 < len(passages_of("This is a sentence of a very long book. " * 5000)) <= MOST
    assert len(passages_of("x" * 100_000)) <= MOST
    assert passages_of("  \n ") == ()


def test_passage_with_the_rarest_asked_words_is_chosen_and_marked():
    text = "We talk and talk. " * 20 + "Then my grandmother laughed. " + "We talk again. " * 20
    asked = asked_forms("talk grandmothers", ("en",))

    best = best_passage(text, ("en",), asked)

    assert "grandmother" in passage_texts(text)[best]
    pieces = marked("We talked to grandmother.", ("en",), asked)
    assert [one.text for one in pieces if one.is_marked] == ["talked", "grandmother"]
    assert "".join(one.text for one in pieces) == "We talked to grandmother."
    assert best_passage(text, ("en",), asked_forms("violin", ("en",))) is None


def test_long_passage_is_cut_around_what_was_asked():
    pieces = marked("before " * 200 + "needle " + "after " * 200, ("en",), asked_forms("needle", ("en",)))

    shown = "".join(one.text for one in pieces)
    assert "needle" in shown
    assert len(shown) < 460
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_signs_without_spaces_are_marked_as_asked():
    pieces = marked("昨日、学校でいじめられた。", ("ja",), asked_forms("学校", ("ja",)))
    assert [one.text for one in pieces if one.is_marked] == ["学校"]


@given(st.text(max_size=800), st.text(max_size=40))
def test_marking_loses_no_letter(text, question):
    shown = "".join(one.text for one in marked(text, ("en",), asked_forms(question, ("en",))))
    assert shown.removeprefix("… ").removesuffix(" …") in text or shown == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("كيف أخبر أمي", "ar"), ("I do not know what to say", "en"),
        ("Ich weiß nicht, was ich sagen soll", "de"),
        ("No sé qué decir a mi madre", "es"), ("Je ne sais pas quoi dire", "fr"), ("Non so cosa dire", "it"),
        ("Não sei o que dizer", "pt"), ("Nie wiem, co powiedzieć", "pl"),
        ("Ne diyeceğimi bilmiyorum ve", "tr"),
        ("Не знаю, что сказать", "ru"), ("何を言えばいいかわからない", "ja"),
        ("我不知道说什么", "zh"), ("123 !", ""),
    ],
)  # fmt: skip
def test_language_is_guessed(text, language):
    assert guess_language(text) == language


def test_hint_decides_only_where_the_letters_allow_it():
    assert likely_languages("bonjour", "fr") == ("fr",)
    assert likely_languages("hello", "ar") == ("en",)
    assert likely_languages("学校", "ja") == ("ja",)


def test_arabic_word_keeps_three_letters():
    assert bare(spelled("وَالْمَدَارِسِ")) == "مدارس"
    assert skeleton("مدارس") == skeleton("مدرس")
    assert bare("له") == "له"
    assert skeleton("في") == ""


def test_thesaurus_meets_across_languages_in_any_form():
    known = Thesaurus()
    known.learn("sibling", "brother", "en")
    known.learn("sibling", "أخ", "ar")
    known.learn("no", "say no", "en")

    assert known.concepts(list(words_of("my brothers", ("en",)))) == ["sibling"]
    assert known.concepts(list(words_of("saying no to them", ("en",)))) == ["no"]
    assert known.concepts(list(words_of("they say nothing", ("en",)))) == []


def test_expression_as_spelled_alone_leaves_its_other_forms():
    known = Thesaurus()
    known.learn("alone", "=وحيد", "ar")
    known.learn("alone", "=yalnızım", "tr")

    assert known.concepts(list(words_of("أنا وحيد", ("ar",))), ("ar",)) == ["alone"]
    assert known.concepts(list(words_of("الشخص الوحيد", ("ar",))), ("ar",)) == []  # the only one
    assert known.concepts(list(words_of("Yalnızım", ("tr",))), ("tr",)) == ["alone"]
    assert known.concepts(list(words_of("yalnızca bir gün", ("tr",))), ("tr",)) == []  # only one day


def test_stems_of_two_languages_meet_only_in_their_own():
    """English "parents" and Italian "parenti" (relatives) share a stem, and no meaning."""
    known = Thesaurus()
    known.learn("parents", "parents", "en")
    known.learn("relatives", "parenti", "it")
    known.learn("parents", "Eltern", "de")
    known.learn("tell", "coming out", "en")

    assert known.concepts(list(words_of("my parent", ("en",))), ("en",)) == ["parents"]
    assert known.concepts(list(words_of("my parents", ("en",))), ("en",)) == ["parents"]
    assert known.concepts(list(words_of("i parenti", ("it",))), ("it",)) == ["relatives"]
    assert known.concepts(list(words_of("Eltern", ("en",))), ("en",)) == ["parents"]  # as it is spelled
    assert known.concepts(list(words_of("come out", ("en",))), ("en",)) == ["tell"]
    assert known.concepts(list(words_of("come out", ("en",))), ("fr",)) == []


def test_title_that_has_the_words_comes_before_a_text_that_has_them_somewhere():
    assert ranked({1: Evidence(words=1.0), 2: Evidence(words=0.9, title=1.0)}) == [2, 1]


def test_words_and_meaning_add_up_and_the_order_is_stable():
    found = {1: Evidence(0.2, 0.3), 2: Evidence(0.5, None), 3: Evidence(0.0, 0.5), 4: Evidence(0.0, 0.5)}

    assert fused(found[1]) == pytest.approx(0.5)
    assert ranked(found) == [1, 2, 3, 4]
    assert not is_worth_showing(Evidence(0.0, 0.02))
    assert is_worth_showing(Evidence(0.2, None))
    assert share_of_words(3.0, 0.0) == 0.0
    assert share_of_words(9.0, 3.0) == 1.0


@given(st.integers(1, 10**6), st.data())
def test_rarer_words_tell_more(documents, data):
    fewer = data.draw(st.integers(0, documents))
    more = data.draw(st.integers(fewer, documents))
    assert rarity(documents, fewer) >= rarity(documents, more) > 0


def test_likeness_finds_the_nearest_passage_and_stays_a_cosine():
    title, near, far = np.eye(3, dtype=np.float32)

    score, passage = likeness(np.stack([title, far, near]), 0.5, near)

    assert passage == 1
    assert 0 < score < 1
    assert likeness(np.stack([near] * 4), 1.0, near)[0] == pytest.approx(1.0)


def test_figures_as_the_field_defines_them():
    assert reciprocal_rank(["a", "b", "c"], {"c", "b"}) == 0.5
    assert reciprocal_rank(["x"] * 10 + ["a"], {"a"}) == 0.0
    assert recall(["a", "b", "c"], {"a", "c", "z", "y"}, 2) == 0.25
    assert [percentile(range(1, 101), share) for share in (0.5, 0.99)] == [50, 99]
    assert percentile([], 0.5) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"), ("[]", "an object"), ('{"language": "en", "text": "x"}', "“id” is missing"),
        ('{"id": "a", "text": "x"}', "“language” is missing"),
        ('{"id": "a", "language": "en"}', "“text” is missing"),
        ('{"id": "a", "language": "en", "text": 3}', "“text” must be text"),
        ('{"id": true, "language": "en", "text": "x"}', "“id” must be"),
    ],
)  # fmt: skip
def test_wrong_line_is_told_with_its_number(line, said):
    good = json.dumps({"id": "g", "language": "en", "text": "x"})
    with pytest.raises(BadBenchFile, match=f"corpus, line 3: .*{said}"):
        list(texts([good, "", line], "corpus"))


def test_corpus_takes_empty_texts_missing_titles_and_numbers_as_ids():
    rows = [
        '\ufeff{"id": 1, "language": "", "text": ""}',
        '{"id": "1b", "language": "ar", "title": null, "text": "x"}',
    ]
    assert [(one.id, one.title, one.text) for one in texts(rows, "c")] == [("1", "", ""), ("1b", "", "x")]


def test_same_id_twice_and_a_question_without_answers_are_refused():
    with pytest.raises(BadBenchFile, match="twice"):
        list(texts(['{"id": 1, "language": "", "text": ""}'] * 2, "c"))
    with pytest.raises(BadBenchFile, match="relevant"):
        list(questions(['{"id": 1, "language": "en", "text": "x", "relevant": []}'], "q"))
