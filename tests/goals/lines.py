"""The plan for hard times, as its pages are asked."""

import re
import uuid
from html import unescape
from typing import Any

from django.test import Client

from muruna.goals.queries.hard_times import my_hard_times
from tests.conversations.people import Somebody


def send(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"key": str(uuid.uuid4()), **data})


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    html: str = unescape(answer.content.decode())
    return html


def texts(who: Somebody, code: str) -> list[str]:
    return [one.text for one in my_hard_times(who.actor).part(code).lines]


def line(who: Somebody, code: str, number: int = 0) -> str:
    return my_hard_times(who.actor).part(code).lines[number].id


def version(client: Client, path: str) -> str:
    """Which version of the words a page shows just now."""
    found = re.search(r'name="version" value="([0-9]+)"', read(client, path))
    assert found, path
    return found[1]


def show(client: Client, path: str, *lines: str) -> Any:
    """Open the page with what a companion may see, and save it with these lines ticked."""
    return send(client, path, chosen=list(lines), version=version(client, path))
