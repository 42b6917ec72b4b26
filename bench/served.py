"""`muruna serve` as it is, with one more source of live channels: people who hear one chosen thread.

A conversation is for two, and what is measured is one post heard by a hundred. The hundred are people with
sessions of their own, asked about like all others; only the answer to "what may they hear" comes from here,
through the same registry that every package uses (`accounts.sessions.channel_source`).
"""

import json
import os
import sys
from pathlib import Path
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from muruna.accounts.sessions import channel_source  # noqa: E402

_many = json.loads(Path(sys.argv[1]).read_text())["many"]
_hearers = {UUID(one) for one in _many["hearers"]}


@channel_source
def hears_the_thread(person_id: UUID) -> list[str]:
    """The chosen thread, for the hearers alone."""
    return [f"thread:{_many['thread']}"] if person_id in _hearers else []


if __name__ == "__main__":
    call_command("serve")
