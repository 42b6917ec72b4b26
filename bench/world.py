"""The people and words that are measured, made by the product's own deeds inside a bench site.

Run as `python -m bench.world` with the site's environment; prints what the load generators need as JSON.
"""

import argparse
import datetime as dt
import json
import os
import uuid
from dataclasses import dataclass
from typing import Any

import django

from bench.texts import ARABIC, ENGLISH, words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from muruna.access import Actor  # noqa: E402
from muruna.accounts import sessions  # noqa: E402
from muruna.accounts.keys import Keys  # noqa: E402
from muruna.accounts.middleware import actor_of  # noqa: E402
from muruna.accounts.models import Person  # noqa: E402
from muruna.conversations.actions.messages import begin_conversation, say  # noqa: E402
from muruna.conversations.models import Conversation, Thread  # noqa: E402
from muruna.foundation.clock import today  # noqa: E402
from muruna.foundation.tenancy import in_space  # noqa: E402
from muruna.foundation.vault import new_identity, new_key, seal  # noqa: E402
from muruna.spaces.models import Membership, Right, Space  # noqa: E402


@dataclass
class Somebody:
    """A person with open keys, their persona, and the cookie of a session of theirs."""

    person: Person
    root: bytes
    membership: Membership
    cookie: str

    @property
    def actor(self) -> Actor:
        keys = Keys(self.person.pk, self.root, bytes(self.person.private_key_sealed))
        here = actor_of(self.person, keys)
        return Actor(
            person=here.person, keys=here.keys, mark=here.mark,
            membership=self.membership, space=self.membership.space,
        )  # fmt: skip


def somebody(space: Space, name: str, *, language: str = "en", supports: bool = False) -> Somebody:
    """A new person in `space`; Argon2 is left out, because signing in has a figure of its own."""
    identity, root, pk = new_identity(), new_key(), uuid.uuid4()
    person = Person.objects.create(
        id=pk,
        handle_digest=pk.bytes * 2,
        handle_sealed=Keys(pk, root, b"").seal_own("handle", name),
        public_key=identity.public,
        private_key_sealed=seal(root, identity.private, b"identity:" + pk.bytes),
        totp_sealed=b"set up" if supports else None,
        recovery_confirmed=True,
        language=language,
    )
    membership = Membership.objects.create(space=space, person=person, name=name, age_band="18-24")
    if supports:
        Right.objects.create(
            space=space, membership=membership, role=Right.SUPPORTER, tracks=["adults"],
            ends_on=today() + dt.timedelta(days=90),
        )  # fmt: skip
    _session, cookie = sessions.begin_session(person, root)
    return Somebody(person, root, membership, cookie)


def begin(member: Somebody, supporter: Somebody) -> Conversation:
    """A conversation of two, begun in a transaction as the deed of a match does."""
    with transaction.atomic():
        return begin_conversation(
            actor=supporter.actor, member=member.membership, supporter=supporter.membership, request_id=None
        )


def thread_of(conversation: Conversation) -> str:
    """The id of its main thread, as the live hints name it."""
    return str(Thread.objects.get(conversation=conversation, kind=Thread.MAIN).pk)


def many_readers(space: Space, people: int) -> dict[str, Any]:
    """A conversation of two, and `people` more who hear it: see bench/served.py, which lets them."""
    two = [somebody(space, "Sam again", supports=True), somebody(space, "Noor again")]
    hearing = [somebody(space, f"Reader {number}") for number in range(people)]
    told = _told(begin(two[1], two[0]), two)
    return {
        **told,
        "hearers": [str(one.person.pk) for one in hearing],
        "hearer_cookies": [f"{sessions.COOKIE}={one.cookie}" for one in hearing],
    }


def _told(conversation: Conversation, people: list[Somebody]) -> dict[str, Any]:
    code = people[0].membership.space.code
    return {
        "page": f"/s/{code}/talks/{conversation.pk}/",
        "thread": thread_of(conversation),
        "cookies": [f"{sessions.COOKIE}={one.cookie}" for one in people],
    }


def make(messages: int, threads: int, people: int) -> dict[str, Any]:
    """The whole world: a page to read, one thread with many readers, and many threads of two."""
    space = Space.objects.create(name="Cedar Hill", profile="online", languages=["ar", "en"])
    with in_space(space):
        member = somebody(space, "نور", language="ar")
        supporter = somebody(space, "Sam", supports=True)
        page = begin(member, supporter)
        for number in range(messages):
            writer, source = (member, ARABIC) if number % 2 else (supporter, ENGLISH)
            say(actor=writer.actor, conversation_id=page.pk, text=words(source, number))
        pairs = []
        for number in range(threads):
            two = [somebody(space, f"Sam {number}", supports=True), somebody(space, f"Noor {number}")]
            pairs.append(_told(begin(two[1], two[0]), two))
        return {"talk": _told(page, [supporter, member]), "many": many_readers(space, people), "pairs": pairs}


if __name__ == "__main__":
    wanted = argparse.ArgumentParser()
    for name in ("messages", "threads", "people"):
        wanted.add_argument(f"--{name}", type=int, required=True)
    print(json.dumps(make(**vars(wanted.parse_args()))))
