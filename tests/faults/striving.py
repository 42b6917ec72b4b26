"""Goals, decisions, a record and a practice, all of it words that nobody else may ever read."""

import re
from typing import Any

from tests.faults.places import Place

FIVE = range(5)


def strive(place: Place, life: Any, source: str) -> None:
    """A goal with everything in it and an ally beside it, and one of everything else."""
    member, supporter = place.wire("member", source=source), place.wire("supporter")

    def send(wire: Any, path: str, **fields: object) -> str:
        answer = wire.post(path, fields)
        assert answer.status == 303, (path, answer.status, answer.text.partition("<main")[2][:3000])
        return str(answer.location).partition("#")[0]

    goal = send(member, place.here("goals/new/mine/"), wish=life.new("wish"))
    more = {name: life.new(f"goal: {name}") for name in ("outcome", "obstacle", "when", "then")}
    send(member, f"{goal}words/", wish=life.canaries["wish"], version="1", **more)
    send(member, goal, step=life.new("a step"))
    levels = {f"level{number}": life.new(f"level {number}") for number in FIVE}
    send(member, f"{goal}levels/", weight="3", fixes="on", **levels)
    send(member, f"{goal}levels/now/", level="1", words=life.new("how far it came"))
    ally = place.world["people"]["supporter"]["membership"]
    send(member, f"{goal}show/", with_=ally)
    shared = re.search(r"/between/[0-9a-f-]{36}/", member.get(goal).text)
    assert shared, "nothing is shared"
    beside = goal.partition("/goals/")[0] + shared[0]
    send(supporter, beside, text=life.new("an ally's words"), as_="words")
    send(member, beside, text=life.new("words to an ally"), as_="words")
    sheet = send(
        member, place.here("choices/new/"), question=life.new("question"), matters=life.new("matters")
    )
    option = {name: life.new(f"option: {name}") for name in ("name", "good", "cost", "who")}
    send(member, f"{sheet}ways/new/", **option)
    send(member, f"{sheet}decide/", words=life.new("decision"))
    send(member, f"{sheet}look/", looked=life.new("looking back"))
    send(member, place.here("record/new/"), kind="person", words=life.new("a line of the record"))
    sure = send(member, place.here("sure/new/"), what=life.new("practice"), sure="3", strategy="",
                strength=life.new("a strength"))  # fmt: skip
    send(member, f"{sure}now/", sure="5", changed=life.new("what changed"))
    member.get(place.here("record/booklet/"))
    member.post(goal, {"step": life.new("a step that was refused") * 99})
