"""A press on an older copy of a page asks whom that copy shows, or says plainly why it cannot."""

import re

import pytest

from muruna.matching.actions.requests import write_request
from tests.matching.conftest import World, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_another_card_of_an_older_page_is_another_question(world: World) -> None:
    for name in ("Rana", "Sam", "Yuki"):
        world.supporter(name)
    amal = world.add("Amal")
    write_request(actor=amal.actor, ask=ask())
    older = amal.client.get(world.path("ask/mine/")).content.decode()
    keys = dict(re.findall(r'action="([^"]+/choose/)">.*?name="key" value="([^"]+)"', older, re.S))
    assert len(set(keys.values())) == 3
    (first, key), (second, other), _third = keys.items()
    assert amal.client.post(first, {"key": key}).status_code == 303

    answer = amal.client.post(second, {"key": other})

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "You have asked somebody already" in html
    assert "with other words" not in html
