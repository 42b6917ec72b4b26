"""Forms take any bytes without falling over, say what is wrong, and lose nothing."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from muruna.ui.forms import Choice, Choices, Form, LineField, NumberField, SecretField, Tick, WordsField


class Letter(Form):
    name = LineField(label="Name", limit=20)
    words = WordsField(label="Words", limit=100)
    wish = Choice(label="Wish", choices=[("a", "A"), ("b", "B")])
    days = Choices(label="Days", choices=[("x", "X"), ("y", "Y")], required=False)
    secret = SecretField(label="Secret", required=False)
    agree = Tick(label="Agree")


def sent(**values: object) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"key": str(uuid.uuid4()), "name": "Noor", "words": "hello", "wish": "a"})
    for name, value in values.items():
        if isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value
    return data


ANYTHING = st.text(max_size=400)


@given(name=ANYTHING, words=ANYTHING, wish=ANYTHING, days=st.lists(ANYTHING), key=ANYTHING, secret=ANYTHING)
def test_form_never_raises_and_never_hands_on_a_control_character(
    name: str, words: str, wish: str, days: list[str], key: str, secret: str
) -> None:
    form = Letter(sent(name=name, words=words, wish=wish, days=days, key=key, secret=secret))

    form.is_valid()

    kept = form.cleaned_data
    for value in (kept.get("name", ""), kept.get("words", ""), kept.get("secret", "")):
        assert not [c for c in value if (c < " " and c not in "\n\t") or "\ud800" <= c <= "\udfff"]


def test_form_takes_a_good_letter() -> None:
    form = Letter(sent(words="  two\r\nlines  ", days=["x", "y"]))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["words"] == "two\nlines"
    assert form.cleaned_data["days"] == ["x", "y"]
    assert isinstance(form.sending, uuid.UUID)


def test_long_text_is_refused_with_both_numbers_and_is_still_there() -> None:
    form = Letter(sent(words="a" * 100_000))

    assert not form.is_valid()
    assert "100" in form.errors["words"][0]
    assert "100000" in form.errors["words"][0]
    assert form["words"].value() == "a" * 100_000


@pytest.mark.parametrize("key", ["", "nonsense", "0" * 5000])
def test_spoiled_key_gets_a_new_one_and_a_sentence(key: str) -> None:
    form = Letter(sent(key=key))

    assert not form.is_valid()
    assert uuid.UUID(form.shown_key)
    assert [label for _id, label, _sentences in form.summary()] == [""]


def test_good_key_stays_when_the_form_comes_back() -> None:
    data = sent(name="")
    form = Letter(data)

    assert not form.is_valid()
    assert form.shown_key == data["key"]


def test_renewed_key_is_another_one() -> None:
    data = sent()
    form = Letter(data)
    form.is_valid()

    form.renew_key()

    assert uuid.UUID(form.shown_key) != uuid.UUID(data["key"])


def test_two_empty_forms_have_two_keys() -> None:
    assert Letter().shown_key != Letter().shown_key


def test_refusal_of_a_deed_is_shown_where_it_belongs() -> None:
    form = Letter(sent())
    form.is_valid()

    form.refuse(ValidationError({"name": ["taken"], "unknown": ["elsewhere"]}))

    assert form.errors["name"] == ["taken"]
    assert form.non_field_errors() == ["elsewhere"]
    assert [(label, s) for _id, label, s in form.summary()] == [("", ["elsewhere"]), ("Name", ["taken"])]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("61", "That is too much: please give 60 or less."),
        ("0", "That is too small: please give 1 or more."),
        ("many", "Please write a whole number, such as 12."),
        ("", "Please fill this in."),
    ],
)
def test_the_limits_of_a_number_are_said_in_our_own_words(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NumberField(min_value=1, max_value=60).clean(typed)

    assert refused.value.messages == [sentence]
