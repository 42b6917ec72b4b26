"""A life with words that nobody else may ever read: each of them a canary."""

import re
import secrets
import time
from dataclasses import dataclass, field

import pyotp

from tests.faults.hard_times import prepare
from tests.faults.newcomer import Newcomer, hidden, sign_up
from tests.faults.own_days import keep_days
from tests.faults.places import Place
from tests.faults.striving import strive

FORWARDED = ("203.0.113.77", "2001:db8::77:77")
SOURCES = ("127.13.37.101", "127.13.37.202")


@dataclass
class Life:
    """What was said, by the name of what it is."""

    canaries: dict[str, str] = field(default_factory=dict)
    newcomer: Newcomer | None = None

    def new(self, name: str) -> str:
        """Words that stand nowhere else, in two scripts."""
        self.canaries[name] = f"heron{secrets.token_hex(6)}طائر"
        return self.canaries[name]


def live(place: Place) -> Life:
    """An account, a talk with everything in and around it, and many slips on the way."""
    life = Life()
    handle, passphrase = life.new("handle"), life.new("passphrase") + " and four more words"
    one = life.newcomer = sign_up(place, handle, passphrase, source=SOURCES[0])
    life.canaries["recovery phrase"] = one.phrase
    page = one.wire.get("/account/code-app/").text
    secret = re.sub(r"\s", "", re.search(r"(?:[A-Z2-7]{4}\s+){3,}[A-Z2-7]{4}", page)[0])  # type: ignore[index]
    fields = {"secret_sealed": hidden(page, "secret_sealed"), "code": pyotp.TOTP(secret).now()}
    assert one.wire.post("/account/code-app/", fields).status == 303
    one.code_app = life.canaries["code app"] = secret
    _tell(place, life)
    strive(place, life, SOURCES[1])
    prepare(place, life, SOURCES[1])
    keep_days(place, life, SOURCES[1])
    _talk(place, life)
    _slip(place, life)
    return life


def _talk(place: Place, life: Life) -> None:
    member, supporter = place.wire("member", source=SOURCES[1]), place.wire("supporter")

    def send(wire: object, rest: str, **fields: object) -> None:
        answer = wire.post(place.talk(rest), fields, **{"X-Forwarded-For": FORWARDED[0]})  # type: ignore[attr-defined]
        assert answer.status in {204, 303}, (rest, answer.status, answer.text.partition("<main")[2][:3000])

    send(member, "say/", text=life.new("a message"))
    send(supporter, "say/", text=life.new("an answer"))
    send(member, "draft/", text=life.new("unsent words"))
    page = member.get(place.talk("keep/")).text
    ids = re.findall(r'name="chosen"[^>]*value="([^"]+)"', page)
    assert ids, page
    send(member, "keep/", chosen=ids)
    ids = re.findall(r'name="chosen"[^>]*value="([^"]+)"', member.get(place.talk("show/")).text)
    send(member, "show/", chosen=ids[-1:], why=life.new("why it was reported"))
    facts = {
        name: life.new(f"fact: {name}") for name in ("what", "wishes", "safe_way", "safe_hours", "not_told")
    }
    send(supporter, "care/", **facts, reveals=["unknown"])
    worry = re.search(r"care/([0-9a-f-]{36})/", member.get(place.talk()).text)
    assert worry, "the member is not asked"
    send(member, f"care/{worry[1]}/", answer="first", text=life.new("the member's say"))
    send(supporter, "aside/", text=life.new("beside the talk"))
    send(member, "end/", summary=life.new("summary"), thanks=life.new("thanks"), shares_summary="on")
    send(supporter, "after/", text=life.new("debrief"), pause_days="3")


def _tell(place: Place, life: Life) -> None:
    """Stories: one only begun, one for the supporter alone with a reply, one sent and taken back."""
    member, supporter = place.wire("member", source=SOURCES[1]), place.wire("supporter")

    def written(name: str) -> str:
        words = {"title": life.new(f"the title of {name}"), "text": life.new(name), "language": "en"}
        answer = member.post(place.here("pages/new/"), words)
        assert answer.status == 303, answer.text.partition("<main")[2][:3000]
        return answer.location.removesuffix("write/")

    def send(wire: object, path: str, **fields: object) -> None:
        answer = wire.post(path, fields)  # type: ignore[attr-defined]
        assert answer.status == 303, (path, answer.status, answer.text.partition("<main")[2][:3000])

    written("a story only begun")
    shared = written("a story for the supporter")
    reader = f"supporter:{place.world['people']['supporter']['membership']}"
    wish = {"replies": "ideas", "shows_name": "yes"}
    send(member, f"{shared}share/", audience=reader, **wish)
    send(supporter, f"{shared}say/", text=life.new("a reply to a story"))
    taken_back = written("a story taken back")
    send(member, f"{taken_back}share/", audience="space", **wish)
    send(member, f"{taken_back}back/")


def _slip(place: Place, life: Life) -> None:
    """Mistakes, late words, wrong doors: what errors may write down."""
    member, nobody = place.wire("member", source=SOURCES[1]), place.wire(source=SOURCES[0])
    words = life.new("words that were refused")
    for wire, path in ((member, place.talk("say/")), (nobody, place.talk("say/")), (member, "/nowhere/")):
        for header in FORWARDED:
            wire.post(
                path, {"text": words * 2000, "why": words}, **{"X-Forwarded-For": header, "Forwarded": header}
            )
            wire.post(path, {"text": words}, key="broken", **{"X-Real-IP": header})
            wire.send("POST", path, words.encode(), {"Content-Type": "multipart/form-data; boundary=x"})
            wire.get(f"{path}?q={'%C3%A9' * 9}", **{"X-Forwarded-For": header})
    for _ in range(7):
        nobody.post("/come-in/", {"handle": life.canaries["handle"], "passphrase": words})
    time.sleep(1.2)  # the worker has carried what was announced
