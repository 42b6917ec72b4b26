"""Names, codes, word checks and kept forms, by rule."""

import datetime as dt

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muruna.accounts.logic.codes import SECONDS, grouped, matching_step, plain_code
from muruna.accounts.logic.handles import handle_problems, normal_handle
from muruna.accounts.logic.kept_form import KeptForm, keep_fields, packed, unpacked
from muruna.accounts.logic.phrase_check import asked_positions

# RFC 6238, appendix B (SHA-1), last six digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)

    assert matching_step(SECRET, code, moment) == seconds // SECONDS


@pytest.mark.parametrize(("away", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_fits_half_a_minute_around_its_own(away: int, fits: bool) -> None:
    moment = dt.datetime(2026, 5, 1, 12, 0, 15, tzinfo=dt.UTC)
    code = pyotp.TOTP(SECRET).at(moment)

    assert (matching_step(SECRET, code, moment + dt.timedelta(seconds=away)) is not None) is fits


def test_a_code_may_be_typed_in_any_digits_and_groups() -> None:
    assert plain_code(" ١٢٣ 456 ") == plain_code("123-456") == plain_code("१२३४५६") == "123456"
    assert plain_code("12345") == plain_code("12345a") == plain_code("") == plain_code("1234567") == ""
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"


@given(st.text(max_size=60))
def test_a_normal_name_is_its_own_normal_form(text: str) -> None:
    assert normal_handle(normal_handle(text)) == normal_handle(text)
    assert not handle_problems(text) or handle_problems(text)[0]


def test_names_that_read_alike_are_one() -> None:
    assert normal_handle(" Ａda\u200f  Straße ") == normal_handle("ada STRASSE")


@given(st.binary(max_size=32))
def test_three_different_words_are_asked_the_same_for_the_same_seed(seed: bytes) -> None:
    positions = asked_positions(seed)

    assert positions == asked_positions(seed) == sorted(set(positions))
    assert len(positions) == 3
    assert set(positions) <= set(range(1, 13))


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=90)), max_size=5), st.text(max_size=20))
def test_a_kept_form_survives_its_packing(fields: list[tuple[str, str]], path: str) -> None:
    form = KeptForm(path, "owner", tuple(fields), 5)

    assert unpacked(packed(form)) == form
    assert sorted(form.words + form.riders) == sorted(one for one in form.fields if one[0] != "in-words")


def test_secrets_and_plumbing_are_not_kept() -> None:
    sent = [
        ("csrfmiddlewaretoken", ["a"]),
        ("current", ["b"]),
        ("in-secret", ["code word_3"]),
        ("body", ["one", "two"]),
        ("code", ["c"]),
        ("word_3", ["d"]),
    ]

    assert keep_fields(sent) == (("body", "one"), ("body", "two"))


def test_every_word_that_a_form_marks_is_kept_however_short_and_whatever_its_field_is_called() -> None:
    sent = [("in-words", ["name last_words"]), ("name", ["Sam"]), ("last_words", ["bye"]), ("kind", ["x"])]
    form = KeptForm("/", "owner", keep_fields(sent), 5)

    assert form.words == [("name", "Sam"), ("last_words", "bye")]
    assert form.riders == [("kind", "x")]
