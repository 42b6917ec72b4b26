"""What must hold of every form on the site; each rule takes found forms and tells where it does not hold."""

import re
from collections.abc import Iterable, Iterator
from http.client import HTTPMessage
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.test import Client

from tests.access import header_rules
from tests.access.sendings import PLAIN, Found, Sent, as_somebody_would, undone, unwatched
from tests.access.walking import NOBODYS
from tests.access.writes import in_clear, watched
from tests.faults.nonsense import filled, lost_of
from tests.faults.wire import Answer
from tests.pages import neutral

TOKEN = "b" * 32
OURS = {"key", "for", "csrfmiddlewaretoken"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DONE = {200, 204, 303}
SWITCH = "read_in"  # a switch of language is no deed: it takes the typed words along unread
# What stands in every field at once; the wire's own proof (tests/faults/test_nonsense.py) has more kinds.
NONSENSE = {
    "100 kB": "ab cde " * 14_286,
    "controls": "\x00\x07\x1b" + "x" * 5,
    "emoji": "🦊🏳️‍🌈👩🏽‍🚀 ok",
    "mixed directions": "abc \u202e מעורב \u2066 مختلط 123",
    "wrong type": "seven",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%(name)s",
}
# Every odd sign at once, in words short enough for any line.
ODD = "🦊‍ \x00\x07\x85\u2028\u202eعا\u2066 <script>alert(1)</script>{{7*7}}%(name)s'"
TYPED = {"text", "textarea", "search"}
AS_TYPED = {"100 kB", "emoji", "wrong type", "markup"}  # of the others, signs that nobody sees are taken out
FORGED: dict[str, dict[str, Any]] = {
    "no token": {},
    "another's token": {"csrfmiddlewaretoken": "c" * 32},
    "another site": {"csrfmiddlewaretoken": TOKEN, "headers": {"Origin": "https://elsewhere.example"}},
    "hidden origin, across sites": {
        "csrfmiddlewaretoken": TOKEN,
        "headers": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    },
}


def forged(some: Iterable[Found], exempt: set[str]) -> Iterator[str]:
    """Forms that count although another site, or nobody's page, sent them."""
    for one in some:
        careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
        careful.cookies = SimpleCookie({name: each.value for name, each in one.client.cookies.items()})
        careful.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        body = {
            name: value for name, value in as_somebody_would(one.form).items() if name not in OURS - {"key"}
        }
        for how, extra in FORGED.items():
            more = {name: value for name, value in extra.items() if name != "headers"}
            with undone(careful) as changes:
                answer = careful.post(one.form.action, body | more, headers=extra.get("headers"))
                refused = answer.status_code in {401, 403} and not changes.tables
                if not refused and not {one.route, str(one)} & exempt:
                    yield f"{one} with {how}: {answer.status_code}, changed {sorted(changes.tables)}"
        with unwatched(careful):
            own = careful.post(one.form.action, body | {"csrfmiddlewaretoken": TOKEN})
            if own.status_code == 403:
                yield f"{one}: our own form is refused"


def doubled(some: Iterable[Found], done: set[str], closed: set[str]) -> Iterator[str]:
    """Forms that count twice, answer otherwise the second time, or take other words under a used key.

    `closed` are routes after which nobody is there to get the same answer; `done` takes what was tried.
    """
    for one in some:
        body = as_somebody_would(one.form)
        with undone(one.client) as changes:
            first = one.client.post(one.form.action, body)
            if first.status_code not in DONE or "key" not in body or not changes.tables or SWITCH in body:
                if first.status_code in {404, 422} and changes.tables - LOOKED:
                    yield f"{one}: {first.status_code}, and changed {sorted(changes.tables)}"
                continue
            done.add(one.route)
            with watched() as since:
                again = one.client.post(one.form.action, body)
                told = [(each.status_code, each.headers.get("Location")) for each in (first, again)]
                if told[0] != told[1] and one.route not in closed:
                    yield f"{one}: {told[0]}, then {told[1]}"
                if changed := sorted(since.tables):
                    yield f"{one}: the second time changed {changed}"
                other = one.client.post(one.form.action, body | {"and_more": "other words"})
            if one.route in closed:
                continue
            # 404: the deed took away what its own page stood on.
            changed = sorted(since.tables)
            if other.status_code not in {404, 422} or changed:
                yield f"{one}: other words under the same key: {other.status_code}, changed {changed}"


def answered(some: Iterable[Found]) -> Iterator[str]:
    """Good forms whose answer tells on their sender or loosens a header, or whose words then lie in clear."""
    for one in some:
        with undone(one.client) as changes:
            answer = one.client.post(one.form.action, as_somebody_would(one.form))
            found = [*neutral.faults(answer), *header_rules.faults(answer)]
            if "Content-Disposition" in answer.headers:  # a file to keep has no tab
                found = [each for each in found if not each.startswith("the tab")]
            found += [f"in clear in {column}" for column in sorted(in_clear(changes.tables, PLAIN["text"]))]
        yield from (f"{one}: {answer.status_code}: {each}" for each in found)


LOOKED = {"accounts_opening"}  # that a lead looked stands in "who looked", whatever they did then


def reached(some: Iterable[Found], ids_of: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Forms that count when sent to somebody else's thing; `ids_of`: addresses by route, and whose."""
    for one in some:
        body = as_somebody_would(one.form)
        for whose, address in ids_of.get(f"{one.route} {one.kind}", ()):
            with undone(one.client) as changes:
                answer = one.client.post(address, body)
                if answer.status_code != 404 or changes.tables:
                    yield f"{one} to {whose}: {answer.status_code}, changed {sorted(changes.tables)}"


def smuggled(some: Iterable[Found], foreign: str) -> Iterator[str]:
    """Forms that take the id of nothing, or of another community's thing, in one of their fields."""
    for one in some:
        body = as_somebody_would(one.form)
        if SWITCH in body:
            continue
        named = [name for name, value in body.items() if name not in OURS and UUID.fullmatch(str(value))]
        for name in named:
            for which in (str(NOBODYS), foreign):
                with undone(one.client) as changes:
                    answer = one.client.post(one.form.action, body | {name: which})
                    if answer.status_code not in {404, 422} or changes.tables - LOOKED:
                        yield f"{one} with {name}: {answer.status_code}, changed {sorted(changes.tables)}"


def nonsensical(some: Iterable[Found]) -> Iterator[str]:
    """Forms that break, let markup through, or lose what was typed."""
    for one in some:
        for how, value in NONSENSE.items():
            body: Sent = filled(one.form, value)  # type: ignore[assignment]
            with unwatched(one.client):
                answer = one.client.post(one.form.action, body)
            if answer.status_code >= 500:
                yield f"{one} with {how}: {answer.status_code}"
                continue
            text = "" if answer.streaming else answer.content.decode(errors="replace")
            if "<script>alert" in text:
                yield f"{one}: markup came through"
            if how in AS_TYPED:
                shown = Answer(answer.status_code, HTTPMessage(), text.encode())
                yield from (f"{one} with {how}: {lost} is lost" for lost in lost_of(one.form, body, shown))


def odd_beside_good(some: Iterable[Found]) -> Iterator[str]:
    """Forms that break, or whose next page does, on what stands in one field while the others are right."""
    for one in some:
        good = as_somebody_would(one.form)
        for name in [each.name for each in one.form.fields if each.kind in TYPED and each.name not in OURS]:
            with unwatched(one.client):
                answer = one.client.post(one.form.action, good | {name: ODD})
                pages = [answer]
                if answer.status_code == 303 and answer.headers["Location"].startswith("/"):
                    pages.append(one.client.get(answer.headers["Location"]))
            for page in pages:
                if page.status_code >= 500:
                    yield f"{one} with {name}: {page.status_code}"
                elif not page.streaming and "<script>alert" in page.content.decode(errors="replace"):
                    yield f"{one} with {name}: markup came through"
