"""One's own days, and a plan of whom to tell: words that nobody else may ever read."""

from typing import Any

from muruna.foundation.clock import today
from tests.faults.places import Place


def keep_days(place: Place, life: Any, source: str) -> None:
    """How it is, a mark, a look back, somebody to tell, and what was refused."""
    member = place.wire("member", source=source)

    def send(path: str, **fields: object) -> None:
        answer = member.post(place.here(path), fields)
        assert answer.status == 303, (path, answer.status, answer.text.partition("<main")[2][:3000])

    send("days/now/", mood="3", word=life.new("one word for it"), helped=life.new("what helped"))
    send("days/marks/", on=today().isoformat(), words=life.new("a mark"))
    back = {name: life.new(f"looking back: {name}") for name in ("happened", "other", "step", "whom")}
    send("days/again/new/", **back)
    send("ways/people/new/", name=life.new("somebody to tell"), knows="not", safe="unsafe",
         plan=life.new("how to tell"))  # fmt: skip
    send("ways/people/", places=life.new("a safe place"), if_bad=life.new("if it goes badly"))
    member.post(place.here("days/again/new/"), {"happened": life.new("days refused") * 999})
