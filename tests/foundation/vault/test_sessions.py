"""A cookie is read strictly: what we wrote, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from muruna.foundation.vault.sessions import (
    cookie_text,
    new_session,
    parse_cookie,
    selector_digest,
    session_lock,
)

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_cookie_gives_back_its_session():
    for _ in range(50):
        selector, secret = new_session()

        assert parse_cookie(cookie_text(selector, secret)) == (selector, secret)
        assert (len(selector), len(secret)) == (22, 32)


@given(st.one_of(st.none(), st.text(), st.binary(), st.integers(), st.text(ALPHABET + ".=", max_size=80)))
def test_cookie_of_garbage_is_none(garbage):
    assert parse_cookie(garbage) is None


@given(st.text(ALPHABET, min_size=22, max_size=22), st.text(ALPHABET, min_size=43, max_size=43))
def test_cookie_has_one_text_per_session(selector, secret):
    parsed = parse_cookie(f"{selector}.{secret}")

    assert parsed is None or cookie_text(*parsed) == f"{selector}.{secret}"


def test_cookie_with_anything_around_it_is_none():
    text = cookie_text(*new_session())

    for changed in (text + "\n", " " + text, text[:-1], text + "A", text.replace(".", ","), text + "=", ""):
        assert parse_cookie(changed) is None
    # A selector's last letter carries four spare bits: of the 63 other letters three can have been written.
    twins = [text[:21] + letter + text[22:] for letter in ALPHABET if letter != text[21]]
    assert sum(parse_cookie(twin) is not None for twin in twins) == 3


def test_session_lock_and_digest_differ_for_each_session():
    one, other = new_session(), new_session()

    assert session_lock(one.secret) == session_lock(one.secret) != session_lock(other.secret)
    assert one.secret != session_lock(one.secret)
    assert len(session_lock(one.secret)) == len(selector_digest(one.selector)) == 32
    assert selector_digest(one.selector) != selector_digest(other.selector)


def test_session_does_not_print_its_secret():
    session = new_session()

    assert session.selector not in repr(session)
    assert session.secret.hex() not in repr(session)
