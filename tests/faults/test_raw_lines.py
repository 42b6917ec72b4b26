"""S17: requests that no browser sends: broken bytes, cookies, heads. And words that came too late."""

import http.client
import uuid
from collections.abc import Callable

import pytest

from tests.faults.newcomer import hidden, sign_up
from tests.faults.nonsense import faults_of
from tests.faults.places import Place
from tests.faults.wire import TOKEN

pytestmark = pytest.mark.faults
FORM = "application/x-www-form-urlencoded"
NEVER_ENDED = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nnever ended'
BAD_FILE = (
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n"
)
PATHS = [
    "/%ED%A0%80/", "/s/%FF%FE/", "/s/%00/", "/join/%F0%9F%A6%8A/", "/s/aaaa2222/../../etc/passwd",
    "//evil.example/", "/come-in/?next=%ED%A0%80", "/come-in/?next=https://evil.example/", "/?" + "a=1&" * 900,  # noqa: E501
    "/numbers/?l=%00", "/numbers/xx/", "/language/?to=xx", "/" + "a" * 4000,
]  # fmt: skip
COOKIES = [
    "s=" + "x" * 66, "s=", "s=\xff\xfe", "s=" + "a" * 22 + "." + "b" * 43, "l=xx; n=%01; theme=<b>; messages=x",  # noqa: E501
    "c=; s=;;;=;=", "messages=" + "W" * 3000, "s=" + "." * 4000, "l=" + "../" * 40,
]  # fmt: skip
BODIES = [
    (FORM, b"text=%ED%A0%80&key=%FF&csrfmiddlewaretoken=" + TOKEN.encode()),
    (FORM, b"\xff\x00\xfe=\x80&&&===&%&%z"),
    (FORM, b"a=1&" * 600 + b"csrfmiddlewaretoken=" + TOKEN.encode()),
    (FORM + "; charset=no-such-thing", b"csrfmiddlewaretoken=" + TOKEN.encode()),
    (FORM + "; charset=utf-16", b"text=x&csrfmiddlewaretoken=" + TOKEN.encode()),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", NEVER_ENDED),
    ("multipart/form-data; boundary=\xff", b"--x"),
    ("multipart/form-data; boundary=x", BAD_FILE),
    ("application/json", b'{"text": "x"'),
    ("text/plain", b"\x00" * 1000),
    ("", b"text=x"),
]  # fmt: skip


@pytest.fixture(params=["", "member"])
def who(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_broken_addresses(place: Place, who: str) -> None:
    wrong = []
    for path in PATHS:
        for method in ("GET", "POST"):
            answer = place.wire(who).send(method, path, b"" if method == "POST" else None)
            wrong += [
                one for one in faults_of(answer, f"{method} {path[:60]}") if "without a page" not in one
            ]
            assert "evil.example" not in answer.location

    assert "\n".join(wrong) == "", place.site.words()[-2000:]


def test_broken_cookies(place: Place, who: str) -> None:
    wrong = []
    for cookie in COOKIES:
        for path in ("/", "/come-in/", "/account/", "/live/"):
            answer = place.wire(who).send("GET", path, headers={"Cookie": cookie})
            wrong += [one for one in faults_of(answer, f"{path} with {cookie[:40]!r}") if path != "/live/"]
            assert answer.status < 500

    assert "\n".join(wrong) == "", place.site.words()[-2000:]


def test_broken_bodies(place: Place, who: str) -> None:
    wrong = []
    for number, (kind, body) in enumerate(BODIES):
        for path in ("/come-in/", "/start/", "/exit/", place.talk("say/"), "/account/", "/join/"):
            answer = place.wire(who).send("POST", path, body, {"Content-Type": kind} if kind else {})
            wrong += faults_of(answer, f"{path} with body {number}")

    assert "\n".join(wrong) == "", place.site.words()[-2000:]


def test_heads_that_are_too_big_and_methods_that_do_not_exist(place: Place) -> None:
    wire = place.wire()
    for headers in (
        {"X-Long": "x" * 100_000},
        {f"X-{n}": "x" for n in range(90)},
        {"Accept-Language": "a," * 4000},
    ):
        try:
            assert wire.send("GET", "/", headers=headers).status < 500
        except (OSError, http.client.HTTPException):
            wire.hang_up()  # refused before it was read whole
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        assert wire.send(method, "/come-in/").status < 500
    assert "evil.example" not in wire.send("GET", "/", headers={"Host": "evil.example"}).text
    assert wire.get("/").status == 200


def test_what_is_too_long_to_take_is_refused_in_the_language_of_the_person(place: Place) -> None:
    person = uuid.UUID(place.world["people"]["stranger"]["person"])
    stored = person if place.is_postgres else person.hex
    place.rows(f"UPDATE accounts_person SET language = 'ar' WHERE id = '{stored}' RETURNING 1")  # noqa: S608
    words = {"text": "x" * (2 * 1024 * 1024 + 1)}

    theirs = place.wire("stranger").post(place.talk("say/"), words)
    nobodys = place.wire().post(place.talk("say/"), words)

    assert (theirs.status, nobodys.status) == (413, 413)
    assert '<html lang="ar" dir="rtl">' in theirs.text
    assert '<html lang="en" dir="ltr">' in nobodys.text


def test_words_that_come_after_the_session_ended_come_back_after_signing_in(
    places: Callable[..., Place],
) -> None:
    place = places()
    place.start()
    one = sign_up(place, "Late Heron")
    steward, key = place.wire("steward"), str(uuid.uuid4())
    page = one.wire.get(f"/join/{place.world['other_space']}/")
    assert page.status == 303
    one.wire.post("/join/age/", {"age_band": "18-24"})
    form = one.wire.get("/join/you/").text
    words = "I wrote this for a long time. سطر ثانٍ <b>&amp;"
    owner = hidden(form, "for")
    place.rows("DELETE FROM accounts_session RETURNING 1")

    fields = {"name": "Late", "because": words, "identity": words, "for": owner}
    late = one.wire.post("/join/you/", fields, key=key)

    assert late.status == 401
    assert words not in late.text
    back = one.sign_in(resume=hidden(late.text, "resume"))
    from html import unescape

    assert words in unescape(back)
    assert hidden(back, "key") == key
    assert steward.get(place.here()).status == 401  # everybody's session was deleted, not only this one's


# Planted fault.
def test_a_bare_answer_would_be_found(place: Place) -> None:
    answer = place.wire().get("/")
    answer.status, answer.body = 502, b"Bad Gateway"

    assert len(faults_of(answer, "x")) == 2
