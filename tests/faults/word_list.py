"""`python -m tests.faults.word_list`: every message of every thread, opened with its reader's key, as JSON.

Reads from the standard input the people's root keys; prints [[thread, sequence, words], ...].
"""

import json
import sys

import django

django.setup()

from muruna.accounts.keys import Keys  # noqa: E402
from muruna.accounts.middleware import actor_of  # noqa: E402
from muruna.accounts.models import ContentGrant, Person  # noqa: E402
from muruna.conversations.models import Thread  # noqa: E402
from muruna.conversations.words import open_thread  # noqa: E402
from muruna.foundation.tenancy import across_spaces  # noqa: E402


def main() -> None:
    told, roots = [], json.load(sys.stdin)
    with across_spaces("the test reads everything that anybody could"):
        for thread in Thread.objects.all():
            for person_id, root in roots.items():
                if ContentGrant.objects.filter(container=thread.pk, person=person_id).exists():
                    person = Person.objects.get(pk=person_id)
                    actor = actor_of(
                        person, Keys(person.pk, bytes.fromhex(root), bytes(person.private_key_sealed))
                    )
                    told += [
                        [str(thread.pk), one.seq, one.text] for one in open_thread(actor, thread, most=10**6)
                    ]
                    break
    print(json.dumps(told))


main()
