"""The words of content/search/thesaurus.yaml: what people say is known; what only looks like it is not."""

import pytest

from muruna.search.index.asking import asked_of
from muruna.search.index.thesaurus import concepts_asked
from muruna.search.logic.words import words_of

LONELY = {
    "en": ["I feel lonely", "loneliness", "nobody to talk to", "all by myself"],
    "ar": ["أشعر بالوحدة", "أنا وحيدة", "وحيد", "أحس إني لوحدي", "العزلة", "ليس لي أحد", "الوحدة تقتلني"],
    "de": ["ich bin einsam", "einsame Abende", "Einsamkeit", "ganz alleine", "vereinsamt"],
    "fr": ["je me sens seul", "toute seule", "solitude", "isolement", "je me sens très seule", "esseulée"],
    "es": ["me siento sola", "soledad", "solitaria", "estoy muy solo", "no tengo a nadie"],
    "it": ["mi sento solo", "solitudine", "sono sola", "non ho nessuno"],
    "pt": ["me sinto sozinha", "solidão", "estou só", "não tenho ninguém"],
    "pl": ["czuję się samotna", "samotność", "osamotniony", "jestem sama"],
    "tr": ["yalnızım", "kendimi yalnız hissediyorum", "yalnızlık", "yapayalnız", "tek başıma"],
    "ru": ["мне одиноко", "одинокая", "одинокий", "одинока", "в одиночестве", "совсем одна"],
    "ja": ["寂しい", "淋しい", "さみしい", "さびしい", "孤独", "ひとりぼっち"],
    "zh": ["孤独", "孤單", "寂寞", "我很孤单"],
}
NOT_LONELY = {
    "en": ["leave me alone", "only one"], "ar": ["الشخص الوحيد", "وحدة القياس", "هذا وحده لا يكفي"],
    "fr": ["un seul mot"], "es": ["solo un momento", "una sola vez"], "it": ["non solo"],
    "pl": ["ten sam dzień", "taka sama"], "tr": ["yalnızca bir gün"], "ru": ["один раз", "одна из причин"],
    "ja": ["一人の先生"], "zh": ["有一个人说"],
}  # fmt: skip


def says_alone(words, language):
    return "=alone" in concepts_asked(list(words_of(words, (language,))), (language,))[0]


@pytest.mark.parametrize("language", LONELY)
def test_everyday_words_for_being_lonely_are_known_in_every_language(language):
    assert [one for one in LONELY[language] if not says_alone(one, language)] == []
    assert [one for one in NOT_LONELY.get(language, []) if says_alone(one, language)] == []


def concepts_of(words, language="ar"):
    return set(concepts_asked(list(words_of(words, (language,))), (language,))[0])


@pytest.mark.parametrize("words", ["كيف أقول لأمي", "أمي لا تعرف", "الأم", "أنا وأمي"])
def test_mother_is_known_with_what_arabic_writes_onto_the_word(words):
    assert "=mother" in concepts_of(words)


def test_arabic_or_is_no_mother():
    assert "=mother" not in concepts_of("هل أخبر أم لا؟")


def test_small_words_are_not_asked_for_beside_what_the_question_names():
    """ "How" says nothing where "say to my mother" is known."""
    assert len(asked_of("كيف أقول لأمي", ("ar",))) == len(concepts_of("كيف أقول لأمي")) == 2
    assert len(asked_of("كيف", ("ar",))) == 1  # where nothing else is said, it is all there is
