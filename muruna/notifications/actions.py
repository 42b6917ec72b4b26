"""Deeds around one's own address: ask for it, confirm it, change the wishes, take it away."""

import datetime as dt
import secrets

from django.db import transaction

from muruna.access import Action, Actor, find, find_locked, require
from muruna.foundation import outbox
from muruna.foundation.clock import now, today
from muruna.foundation.trace import trace
from muruna.notifications.codes import CODE_TRIES, code_digest
from muruna.notifications.models import Letterbox

ASKS_A_DAY = 5


class EnoughForToday(Exception):
    """Too many letters with codes were asked for on one day."""


def ask_for_address(*, actor: Actor, address: str) -> None:
    """Keep an address and have a code sent there; nothing else goes to it before the code has come back.

    Raises EnoughForToday.
    """
    with transaction.atomic():
        require(actor, Action.NOTIFICATION_CHANGE, actor.person)
        box, _new = Letterbox.objects.select_for_update().get_or_create(
            person=actor.person, defaults={"address": address}
        )
        if box.asks_on != today():
            box.asks, box.asks_on = 0, today()
        if box.asks >= ASKS_A_DAY:
            raise EnoughForToday
        box.address, box.asks, box.is_confirmed, box.due_at = address, box.asks + 1, False, None
        box.code_digest = None
        box.save()
        # The code is made when it is sent: it stands in no row in clear, this event's included.
        outbox.emit("letterbox.asked", person=actor.person.pk)
        trace(actor, Action.NOTIFICATION_CHANGE, actor.person, reason="asked")


def confirm_address(*, actor: Actor, code: str) -> bool:
    """Whether the code of the letter came back; a wrong one counts, and after five a new one is needed."""
    with transaction.atomic():
        box = find_locked(actor, Action.NOTIFICATION_CHANGE, Letterbox, actor.person.pk)
        if box.is_confirmed:  # the same form sent twice
            return True
        if box.code_digest is None or box.code_tries >= CODE_TRIES or now() > box.code_ends_at:
            return False
        if not secrets.compare_digest(bytes(box.code_digest), code_digest(box, code)):
            Letterbox.objects.filter(pk=box.pk).update(code_tries=box.code_tries + 1)
            return False
        Letterbox.objects.filter(pk=box.pk).update(
            is_confirmed=True, code_digest=None, code_ends_at=None, code_tries=0
        )
        trace(actor, Action.NOTIFICATION_CHANGE, actor.person, reason="confirmed")
        return True


def change_wishes(
    *, actor: Actor, period: str, quiet_from: dt.time, quiet_until: dt.time, with_link: bool
) -> None:
    """How often, when not, and whether the line may name this site."""
    with transaction.atomic():
        box = find_locked(actor, Action.NOTIFICATION_CHANGE, Letterbox, actor.person.pk)
        Letterbox.objects.filter(pk=box.pk).update(
            period=period, quiet_from=quiet_from, quiet_until=quiet_until, with_link=with_link
        )


def drop_address(*, actor: Actor) -> None:
    """Take the address away: from now on nothing is sent, and nothing of it is kept."""
    with transaction.atomic():
        box = find(actor, Action.NOTIFICATION_CHANGE, Letterbox, actor.person.pk)
        box.delete()
        trace(actor, Action.NOTIFICATION_CHANGE, actor.person, reason="dropped")
