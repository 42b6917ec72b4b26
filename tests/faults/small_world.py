"""`python -m tests.faults.small_world`: two who talk and those around them, in the site's database.

Run in a process of its own with the site's environment; prints their cookies and ids as JSON.
"""

import json
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from muruna.accounts import sessions  # noqa: E402
from muruna.accounts.models import KeySlot  # noqa: E402
from muruna.foundation.tenancy import in_space  # noqa: E402
from muruna.foundation.vault import make_slot, normal_secret, random_slot  # noqa: E402
from muruna.spaces.models import Right, Space  # noqa: E402
from tests.conversations.people import Somebody, make_world, somebody  # noqa: E402
from tests.faults.newcomer import PASSPHRASE  # noqa: E402


def told(one: Somebody) -> dict[str, Any]:
    for kind in KeySlot.KINDS:
        # One of them can prove themselves; the others never need to.
        knows = one.membership.name == "Noor" and kind == KeySlot.PASSPHRASE
        slot = make_slot(normal_secret(PASSPHRASE), one.root) if knows else random_slot()
        KeySlot.objects.create(
            person=one.person, kind=kind, salt=slot.salt, verifier=slot.verifier, wrapped=slot.wrapped
        )
    cookie = sessions.begin_session(one.person, one.root)[1]
    return {
        "cookie": cookie,
        "person": str(one.person.pk),
        "membership": str(one.membership.pk),
        "root": one.root.hex(),
    }


def main() -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        world = make_world()
        with in_space(world.space):
            people = {
                name: getattr(world, name)
                for name in ("member", "supporter", "second", "supervisor", "lead", "stranger")
            }
            people["coordinator"] = somebody(world.space, "Cora", Right.COORDINATOR)
            people["steward"] = somebody(world.space, "Stevie", Right.STEWARD)
            people["minor"] = somebody(world.space, "Mina", age_band="16-17")
        other = Space.objects.create(name="Elsewhere", profile="online", languages=["en"])
        with in_space(other):
            people["foreigner"] = somebody(other, "Farah", Right.STEWARD)
        made = {
            "space": world.space.code,
            "other_space": other.code,
            "conversation": str(world.conversation.pk),
            "people": {name: told(one) for name, one in people.items()},
        }
    print(json.dumps(made))


if __name__ == "__main__":
    main()
