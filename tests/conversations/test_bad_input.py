"""Every form, fed with nonsense: a clear answer, never an error of ours, and the same press twice is once."""

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest

from muruna.conversations.actions.worries import raise_worry
from muruna.conversations.models import FollowUp
from muruna.foundation.clock import today
from tests.conversations.people import World
from tests.conversations.test_care import FACTS

NONSENSE = [
    "",
    " ",
    "\x00",
    "a" * 100_000,
    "\u202eabc\u2066",
    "😀" * 3,
    "\ud800",
    "<b>&",
    "' OR 1=1 --",
    "\r\n\t",
]
FIELDS = [
    "text", "knows_risk", "chosen", "why", "what", "wishes", "safe_way", "safe_hours", "not_told", "reveals",
    "answer", "summary", "shares_summary", "thanks", "follow_up_on", "to", "pause_days",
]  # fmt: skip
PLACES = ["say/", "draft/", "rest/", "go/", "apart/", "show/", "keep/", "end/", "end/ask/", "end/keep/",
          "aside/", "care/", "after/"]  # fmt: skip


SENDINGS = [(one, "new") for one in NONSENSE] + [("words", ""), ("words", "not-a-key"), ("words", "\x00")]


@pytest.mark.parametrize(("nonsense", "key"), SENDINGS, ids=[repr((one[:8], key)) for one, key in SENDINGS])
def test_nonsense_is_answered_in_words(world: World, nonsense: str, key: str) -> None:
    worry = raise_worry(actor=world.supporter.actor, conversation_id=world.conversation.pk, facts=FACTS)
    row = world.propose()
    for who in (world.member, world.supporter):
        client = who.browser()
        for place in (*PLACES, f"care/{worry.pk}/"):
            data: dict[str, Any] = dict.fromkeys(FIELDS, nonsense)
            if key:
                data["key"] = str(uuid.uuid4()) if key == "new" else key
            data = {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}
            body = urlencode(data)
            answer = client.post(world.at(place), body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code in {204, 303, 404, 405, 422}, (place, answer.status_code)
        for place in (f"change/{row.pk}/", f"next/{row.pk}/", f"again/{row.pk}/", f"begin/{row.pk}/"):
            answer = client.post(f"/s/{world.space.code}/talks/{place}", {"key": str(uuid.uuid4())})
            assert answer.status_code in {303, 404, 422}, place


@pytest.mark.parametrize("place", ["go/", "end/", "apart/", "rest/"])
def test_same_press_again_leads_to_the_same_place(world: World, place: str) -> None:
    client, data = world.member.browser(), {"key": str(uuid.uuid4()), "summary": "s"}

    first, second = client.post(world.at(place), data), client.post(world.at(place), data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]


def test_same_press_again_for_things_that_are_gone(world: World) -> None:
    FollowUp.objects.create(space=world.space, membership=world.member.membership, day=today())
    row, follow_up = world.propose(), FollowUp.objects.get()
    client, code = world.member.browser(), world.space.code
    for path, more in (
        (f"/s/{code}/talks/again/{follow_up.pk}/", {}),
        (f"/s/{code}/talks/change/{row.pk}/", {"answer": "fresh"}),
    ):
        data = {"key": str(uuid.uuid4()), **more}
        assert [client.post(path, data).status_code for _ in range(2)] == [303, 303]
