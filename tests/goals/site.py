"""Using the pages of goals as a member does, without JavaScript."""

import re
import uuid
from typing import Any

from django.test import Client

from tests.conversations.people import World


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    html: str = answer.content.decode()
    return html


def at(world: World, path: str) -> str:
    return f"/s/{world.space.code}/{path}"


def began(world: World, client: Client, wish: str = "Swim again") -> str:
    """The address of a new goal."""
    answer = send(client, at(world, "goals/new/mine/"), wish=wish)
    assert answer.status_code == 303
    return str(answer["Location"])


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)
