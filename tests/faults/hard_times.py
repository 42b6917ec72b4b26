"""A plan for hard times, and one line of it beside somebody: words that nobody else may ever read."""

import re
from typing import Any

from tests.faults.newcomer import hidden
from tests.faults.places import Place

PARTS = ("signs", "alone", "around", "people", "numbers", "safer")


def prepare(place: Place, life: Any, source: str) -> None:
    """Every part written by its page; one line shown, one proposed and taken over, one taken out."""
    member, supporter = place.wire("member", source=source), place.wire("supporter")

    def send(wire: Any, path: str, **fields: object) -> str:
        answer = wire.post(path, fields)
        assert answer.status == 303, (path, answer.status, answer.text.partition("<main")[2][:3000])
        return str(answer.location).partition("#")[0]

    for part in PARTS:
        send(member, place.here(f"lines/part/{part}/"), text=life.new(f"a line of {part}"))
    with_ = place.here(f"lines/with/{place.world['people']['supporter']['membership']}/")
    page = member.get(with_).text
    line = re.search(r'name="chosen" value="([0-9a-f]+)"', page)
    assert line, "no line to show"
    send(member, with_, chosen=line[1], version=hidden(page, "version"))
    shared = re.search(r"/between/[0-9a-f-]{36}/", member.get(place.here("lines/with/")).text)
    assert shared, "nothing is shared"
    beside = place.here(shared[0].removeprefix("/"))
    send(supporter, beside, text=life.new("a proposed line"), as_="proposal")
    take = re.search(r"/lines/take/[0-9a-f-]{36}/[0-9a-f-]{36}/", member.get(beside).text)
    assert take, "nothing is proposed"
    taken = place.here(take[0].removeprefix("/"))
    send(member, taken, text=life.new("a line taken over"), part="around", shows="on")
    here = place.here(f"lines/one/{line[1]}/")
    version = hidden(member.get(here).text, "version")
    send(member, here, text=life.new("a line in other words"), version=version)
    send(member, place.here(f"lines/one/{line[1]}/away/"))
    for paper in ("sheet/", "card/", "here/"):
        member.get(place.here(f"lines/{paper}"))
    member.post(place.here("lines/part/signs/"), {"text": life.new("a line that was refused") * 99})
