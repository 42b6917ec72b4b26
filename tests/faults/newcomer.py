"""Somebody who comes in by the front door and writes down the twelve words."""

import re
from dataclasses import dataclass
from html import unescape

import pyotp

from tests.faults.places import Place
from tests.faults.wire import Wire

PASSPHRASE = "amber kettle orchid violin thunder maple"


@dataclass
class Newcomer:
    """A person with a wire of their own, and everything that only they know."""

    wire: Wire
    handle: str
    passphrase: str = PASSPHRASE
    phrase: str = ""
    code_app: str = ""

    @property
    def cookie(self) -> str:
        return self.wire.jar["s"]

    def sign_in(self, **more: str) -> str:
        """Come in again; returns the page that came, if one did."""
        code = pyotp.TOTP(self.code_app).now() if self.code_app else ""
        fields = {"handle": self.handle, "passphrase": self.passphrase, "code": code}
        answer = self.wire.post("/come-in/", {**fields, **more})
        assert answer.status in {200, 303}, answer.text
        return answer.text


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)
    assert found, f"no {name} on the page"
    return unescape(found[1])


def sign_up(place: Place, handle: str, passphrase: str = PASSPHRASE, **more: str) -> Newcomer:
    """A new account over the wire, with its recovery phrase confirmed."""
    one = Newcomer(place.wire(**more), handle, passphrase)
    answer = one.wire.post("/start/", {"handle": handle, "passphrase": passphrase, "again": passphrase})
    assert answer.status == 303, answer.text
    page = one.wire.get("/account/words/").text
    words = re.findall(r"<li[^>]*>\s*(?:<bdi[^>]*>|<span[^>]*>)?\s*([a-z]+)\s*<", page)
    one.phrase = " ".join(words[-12:])
    check = one.wire.get("/account/words/check/").text
    asked = {f"word_{n}": words[-12:][int(n) - 1] for n in re.findall(r'name="word_(\d+)"', check)}
    answer = one.wire.post("/account/words/check/", asked)
    assert answer.status == 303, (words, answer.text)
    return one
