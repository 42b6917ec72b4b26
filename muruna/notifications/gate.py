"""The one gate through which anything leaves this site: `notify(person_id)`, then `send_what_is_due()`."""

import datetime as dt
import logging
import random
from typing import Any

from django.db import transaction

from muruna.accounts.models import Session
from muruna.foundation.clock import now, zone
from muruna.notifications import letters
from muruna.notifications.logic.moments import Wishes, due_at, has_looked_since, not_before
from muruna.notifications.models import Letterbox

TRIES = 5
TRY_AGAIN = dt.timedelta(minutes=10)
_RANDOM = random.SystemRandom()
_log = logging.getLogger("muruna.notifications")


def notify(person_id: Any, *, rng: random.Random = _RANDOM) -> None:
    """Something is new for this person: note it where they chose to hear of it; nothing where they did not.

    Called any number of times, it makes one line. Nothing goes out here.
    """
    with transaction.atomic():
        box = Letterbox.objects.select_for_update().filter(person=person_id, is_confirmed=True).first()
        if box is None:
            return
        box.asked_at = now()
        if box.due_at is None:
            box.due_at = due_at(now(), box.not_before, _wishes(box), rng)
        box.save(update_fields=["asked_at", "due_at"])


def send_what_is_due(*, rng: random.Random = _RANDOM) -> int:
    """Send every line whose time has come, unless its reader has looked since; how many went out."""
    due = Letterbox.objects.filter(due_at__lte=now()).values_list("pk", flat=True)
    return sum(_send_one(person_id, rng) for person_id in list(due))


def _send_one(person_id: Any, rng: random.Random) -> bool:
    box = _take(person_id, rng)
    if box is None:
        return False
    letter = letters.news_letter(box.address, box.person.language, with_link=box.with_link)
    try:
        letters.post(letter)
    except (OSError, letters.NotOffered) as problem:
        # Never the address, never the server's answer: it quotes the address.
        _log.warning("line.not_sent %s", type(problem).__name__)
        _put_back(box)
        return False
    Letterbox.objects.filter(pk=person_id).update(failures=0)
    return True


def _take(person_id: Any, rng: random.Random) -> Letterbox | None:
    """Take a due line out before it is sent: a crash may lose one, and never sends two."""
    with transaction.atomic():
        rows = Letterbox.objects.select_for_update(of=("self",)).select_related("person")
        box: Letterbox | None = rows.filter(pk=person_id, due_at__lte=now(), is_confirmed=True).first()
        if box is None:
            return None
        wishes, asked = _wishes(box), box.asked_at or now()
        used = list(Session.objects.filter(person=person_id).values_list("used_at", flat=True))
        if has_looked_since(asked, used):
            Letterbox.objects.filter(pk=person_id).update(due_at=None, asked_at=None, failures=0)
            return None
        if wishes.is_quiet(now()):  # the wishes have changed, or the server slept through the morning
            Letterbox.objects.filter(pk=person_id).update(due_at=due_at(now(), None, wishes, rng))
            return None
        Letterbox.objects.filter(pk=person_id).update(
            due_at=None, asked_at=None, not_before=not_before(now(), wishes)
        )
        return box


def _put_back(box: Letterbox) -> None:
    """Try again a little later, a few times; then the line is let go and the next news makes a new one."""
    again = box.failures + 1 < TRIES
    Letterbox.objects.filter(pk=box.pk, due_at=None).update(
        failures=box.failures + 1 if again else 0,
        asked_at=box.asked_at if again else None,
        due_at=now() + TRY_AGAIN if again else None,
        not_before=None,
    )


def _wishes(box: Letterbox) -> Wishes:
    return Wishes(box.period, box.quiet_from, box.quiet_until, str(zone(box.person.time_zone)))
