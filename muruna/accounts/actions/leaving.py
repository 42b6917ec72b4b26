"""Deleting an account: final, whole, and out of the write-ahead log."""

import secrets
import uuid

from django.db import transaction

from muruna.access import Action, Actor, require
from muruna.accounts.belongings import forgets
from muruna.accounts.erasing import empty_the_log
from muruna.accounts.models import Person
from muruna.accounts.opening import NOBODYS_FORM, sign_up_digest
from muruna.accounts.proving import Proven, insist
from muruna.accounts.queries import own_handle
from muruna.foundation import live, outbox
from muruna.foundation.clock import today
from muruna.foundation.models import Deed
from muruna.foundation.tenancy import across_spaces


def delete_account(*, actor: Actor, proven: Proven, sending: uuid.UUID) -> None:
    """Delete the person and everything of theirs, in one transaction, then empty the write-ahead log."""
    require(actor, Action.ACCOUNT_DELETE, actor.person)
    insist(actor, proven)
    with transaction.atomic(), across_spaces("a person's deletion reaches every space they are in"):
        for forget in forgets().values():
            forget(actor.person)
        # The sign-up's record knows the name as a digest: whoever held the host key could test guesses on it.
        Deed.objects.filter(doer=NOBODYS_FORM, body_digest=sign_up_digest(own_handle(actor))).delete()
        Person.objects.filter(pk=actor.person.pk).delete()
        # So that the same click sent twice is told goodbye twice. It points to nobody.
        Deed.objects.get_or_create(
            doer=NOBODYS_FORM,
            key=sending,
            defaults={"body_digest": secrets.token_bytes(32), "answer": "gone", "day": today()},
        )
        outbox.emit("account.deleted")
        live.ask_again(person=actor.person.pk)
        transaction.on_commit(empty_the_log)
