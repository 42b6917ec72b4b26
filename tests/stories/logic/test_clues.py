"""What could point to a writer is found; ordinary pages stay quiet."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.stories.logic.clues import MOST, find_clues

TOLD = [
    ("I told Sara on the way home.", "en", {"name": "Sara"}),
    ("Omar laughed first.", "en", {"name": "Omar"}),
    ("we both went to St Mary's High School then", "en", {"house": "St Mary's High School"}),
    ("my uncle lives at 12 Oak Tree Road now", "en", {"place": "12 Oak Tree Road"}),
    ("it happened on 12 March 2021 at night", "en", {"date": "12 March 2021"}),
    ("it happened on March 12 at night", "en", {"date": "March 12"}),
    ("on 03/04/2022 i left", "en", {"date": "03/04/2022"}),
    ("write to me at fox@example.org please", "en", {"contact": "fox@example.org"}),
    ("i am @quietfox everywhere", "en", {"contact": "@quietfox"}),
    ("call 0176 555 4433 after six", "en", {"contact": "0176 555 4433"}),
    ("my name is sam and i bake", "en", {"name": "sam"}),
    ("I moved to Beirut alone.", "en", {"name": "Beirut"}),
    ("اسمي ليلى وأحب القراءة", "ar", {"name": "ليلى"}),
    ("كنت في مدرسة الأمل سنتين", "ar", {"house": "مدرسة الأمل"}),
    ("نسكن في شارع الحمرا منذ زمن", "ar", {"place": "شارع الحمرا"}),
    ("انتقلت إلى بيروت وحدي", "ar", {"place": "بيروت"}),
    ("كان ذلك في ١٢ آذار ٢٠٢١ ليلًا", "ar", {"date": "١٢ آذار ٢٠٢١"}),
    ("رقمي ٠٣ ١٢٣ ٤٥٦٧ في المساء", "ar", {"contact": "٠٣ ١٢٣ ٤٥٦٧"}),
    ("قال لي الأستاذ سمير شيئًا", "ar", {"name": "سمير"}),
    ("تحدثت مع فاطمة أولًا", "ar", {"name": "فاطمة"}),
]
QUIET = {
    "en": """For two years I ate lunch in the library. Not because I like books so much; because nobody sits
at your table there. One day the librarian put a second chair at mine and said nothing. A week later somebody
sat on it. We read, and in March we talked. What helped: I told one person, because she never asked.

My voice shook. Then we went for chips. "You knew?" I said. "Since last Monday," she said. I told my Mum in
English, and my Dad in Arabic. I'm 17, it is 2026, and at 7:30 I get up. My name is not what they call me.
Thank God for Christmas and Eid. The NHS letter took 12 weeks. I WAS SO TIRED. May is my favourite month.""",
    "ar": """كنت آكل وحدي في المكتبة سنتين كاملتين. لم يكن السبب حبّ الكتب، بل أن أحدًا لا يجلس معك هناك.
ذات يوم وضعت أمينة المكتبة كرسيًا ثانيًا قرب طاولتي ولم تقل شيئًا. بعد أسبوع جلس عليه شخص. اسمي هنا ليس اسمي
في البيت. في مدرسة جديدة بدأت من الصفر. أقول لمن يأكل وحده الآن: الكرسي الثاني يأتي، وإن تأخر. أنا حسن الحظ
لأن عمري لم يتجاوز العشرين. خالتي كانت أول من عرف، وعليّ أن أشكرها. كل شارع كان طويلًا. جامعة أخرى، حي آخر.
كريم القلب من يسمع.""",
    "de": "Am Abend ging ich mit dem Hund in den Wald und dachte an die Schule und den Mut der Nachbarin.",
}


@pytest.mark.parametrize(("text", "language", "expected"), TOLD)
def test_what_could_point_to_somebody_is_found_as_it_stands(
    text: str, language: str, expected: dict[str, str]
) -> None:
    assert {one.kind: one.text for one in find_clues(text, language)} == expected


@pytest.mark.parametrize("language", sorted(QUIET))
def test_an_ordinary_page_raises_none(language: str) -> None:
    assert find_clues(QUIET[language], language) == []


def test_the_same_is_said_once_and_never_more_than_the_most() -> None:
    many = " and ".join(f"to Q{'abcdefghijklmnopqrstuvwxyz'[n]}zot" for n in range(26))

    assert len(find_clues("i saw Beirut, then Beirut, then beirut")) == 1
    assert len(find_clues(many)) == MOST


@given(st.text(max_size=400), st.sampled_from(["en", "ar", "de", ""]))
def test_whatever_is_written_each_piece_stands_in_the_text(text: str, language: str) -> None:
    assert all(one.text and one.text in text for one in find_clues(text, language))


@given(
    st.lists(st.sampled_from(QUIET["en"].split()), max_size=40),
    st.lists(st.sampled_from(QUIET["ar"].split())),
)
def test_an_address_is_found_wherever_it_stands(before: list[str], after: list[str]) -> None:
    text = " ".join([*before, "quietfox@example.org", *after])

    assert any("quietfox@example.org" in one.text for one in find_clues(text))


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), max_size=60))
def test_words_without_capitals_numbers_or_cues_raise_none(words: list[str]) -> None:
    assert find_clues(" ".join(words), "en") == []


@pytest.mark.parametrize(
    "piece", ["A", "Ab ", "1-", "my name is ", "@", "12 Oak ", "اسمي ", "مدرسة ال", "a@b."]
)
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    text = piece * (12_000 // len(piece))
    began = time.perf_counter()

    find_clues(text, "en")

    assert time.perf_counter() - began < 2
