"""What counts as a way out of this place, in two scripts, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.spaces.logic.contact_details import find_contact_details


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("look at https://example.org/x", "link"),
        ("it is on example.com/me", "link"),
        ("www.somewhere.de", "link"),
        ("me@example.org", "mail"),
        ("me (at) example (dot) org", "mail"),
        ("call +961 3 123 456", "phone"),
        ("079-555-1234", "phone"),
        ("رقمي ٠٧٩٥٥٥١٢٣٤", "phone"),
        ("find @some_one there", "handle"),
        ("my insta is riverstone", "handle"),
        ("snap: riverstone", "handle"),
        ("انستا: river", "handle"),
        ("t.me/rana", "link"),
        ("rana at gmail dot com", "mail"),
        ("discord rana#1234", "handle"),
        ("I have snap rana99", "handle"),
        ("تلغرام rana99", "handle"),
        ("عندي سناب rana", "handle"),
        ("صفر واحد سبعة صفر اثنان ثلاثة أربعة", "phone"),
        ("رقمي: صفر، واحد، سبعه، تلاتة، اربعة، خمسة", "phone"),
        ("zero one seven zero two three four", "phone"),
        ("call oh-one-seven, double four, three nine", "phone"),
        ("my number: ZERO 1 seven 0 two 3", "phone"),
        ("صفر 1 سبعة ٠ اتنين 3 9", "phone"),
        ("zero واحد seven صفر two three", "phone"),
    ],
)
def test_contact_details_are_found(text: str, kind: str) -> None:
    assert [one.kind for one in find_contact_details(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "I am 16 and it is 2026.",
        "on 2026-11-22 at 18:30",
        "we were 3 or 4, then 5.",
        "He said no.I left.",
        "3,5 and 4.5 hours",
        "وصلت الساعة ١٠ وكنت ١٦",
        "I feel in line with it",
        "the signal was weak",
        "I was on discord for 2 hours",
        "we met at school and a dot appeared",
        "my snap friends, 3 of them",
        "حذفت سناب من الهاتف",
        "one or two, maybe three, not four or five or six",
        "one two three four five",
        "one, two, three, four, five, six, seven, eight!",
        "واحد اثنان ثلاثة أربعة خمسة",
        "واحد، اثنين، ثلاثة، أربعة، خمسة، ستة، سبعة",
        "ten nine eight seven six five four three two one",
        "seven of nine were one to two years older than three",
        "سبعة أيام وواحد وثلاثة من أربعة",
        "someone two threefold",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert find_contact_details(text) == []


def test_found_text_is_as_it_was_written() -> None:
    [found] = find_contact_details("هاتف ٠٧٩ ٥٥٥ ١٢٣٤ فقط")

    assert found.text == "٠٧٩ ٥٥٥ ١٢٣٤"


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(one.text in text for one in find_contact_details(text))
