"""The pages, as members use them without JavaScript."""

import uuid
from typing import Any

from django.test import Client

from muruna.ui.addresses import code_of
from tests.conversations.people import World


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


def read(client: Client, path: str, **more: Any) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == 200, (path, answer.status_code)
    html: str = answer.content.decode()
    return html


def test_overview_and_every_beginning_is_there(world: World, here: str) -> None:
    client = world.member.browser()

    html = read(client, here)

    assert "How is it just now?" in html
    for which in ("pulse", "deep", code_of("who-5")):
        html = read(client, f"{here}ask/{which}/")
        assert "Nobody. Only you can open it" in html
    assert client.get(f"{here}ask/{code_of('phq-9')}/").status_code == 404
    assert client.get(f"{here}ask/{code_of('gse')}/").status_code == 404
    assert client.get(f"{here}ask/nothing/").status_code == 404


def test_check_in_takes_one_press(world: World, here: str) -> None:
    client = world.member.browser()

    assert send(client, f"{here}now/", word="fog").status_code == 422
    assert "fog" in send(client, f"{here}now/", word="fog").content.decode()
    assert send(client, f"{here}now/", mood="2", word="fog", helped="Tea").status_code == 303

    assert "fog" in read(client, f"{here}earlier/")
    assert "It is heavy just now." in read(client, here)
    assert "fog" not in read(world.stranger.browser(), f"{here}earlier/")
