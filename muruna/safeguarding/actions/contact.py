"""Messages from outside: written without an account, read and answered by the people who run the site."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked
from muruna.accounts.keyring import container_key, start_container
from muruna.foundation.clock import now
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.limits import limiter
from muruna.foundation.trace import trace
from muruna.foundation.vault import open_padded, open_sealed, seal
from muruna.safeguarding.letters import DAYS_KEPT, body_place, front_space, letter_readers, return_key
from muruna.safeguarding.models import ContactMessage
from muruna.safeguarding.sealing import sealed

FREE_LETTERS, FREE_TRIES = 3, 5


@dataclass(frozen=True)
class Letter:
    """A message in clear, for whoever wrote or reads it."""

    id: uuid.UUID
    text: str
    reply: str
    day: dt.date
    ends_at: dt.datetime


@all_or_nothing
def write_letter(*, text: str, code: str, network: str) -> None:
    """Seal a message for the site's people and for whoever has its return code; no address is asked or kept.

    Raises ValidationError when nobody is there to read it, or too many came from this network just now.
    """
    _ask_patience("contact", network, FREE_LETTERS)
    space = front_space()
    readers = letter_readers(space) if space else []
    if not readers:
        raise ValidationError(
            _("Nobody is here to read messages yet. If it cannot wait, see the numbers to call."),
            code="nobody",
        )
    limiter.count("contact", network)
    letter = ContactMessage(id=uuid.uuid4(), ends_at=_end())
    key = start_container(letter.pk, [one.person for one in readers])
    own = return_key(code)
    letter.return_digest = own.digest
    letter.return_wrapped = seal(own.key, key, body_place(letter.pk.bytes, "key"))
    letter.body = sealed(key, {"text": text}, body_place(letter.pk.bytes, "body"))
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("Please send it once more."), code="again") from None


def come_back(*, code: str, network: str) -> Letter:
    """The message and its reply, for whoever has the code; raises ValidationError, always alike."""
    _ask_patience("contact-code", network, FREE_TRIES)
    # A right code is counted too: with one of their own, somebody could try others, or tire us out, for ever.
    limiter.count("contact-code", network)
    own = return_key(code)
    letter = ContactMessage.objects.filter(return_digest=own.digest, ends_at__gt=now()).first()
    if letter is None:
        raise ValidationError(
            _("There is no message under this code. It may have been erased: messages are kept for 30 days."),
            code="no_such_code",
        )
    key = open_sealed(own.key, bytes(letter.return_wrapped), body_place(letter.pk.bytes, "key"))
    return _plain(letter, key)


def read_letter(*, actor: Actor, letter_id: uuid.UUID) -> Letter:
    """A message for one of the site's people; raises NotFound."""
    letter = find(actor, Action.CONTACT_READ, ContactMessage, letter_id)
    return _plain(letter, container_key(actor, letter.pk))


@all_or_nothing
def answer_letter(*, actor: Actor, letter_id: uuid.UUID, text: str) -> None:
    """Leave a reply for the writer, in place of an earlier one; both go 30 days from now."""
    letter = find_locked(actor, Action.CONTACT_READ, ContactMessage, letter_id)
    key = container_key(actor, letter.pk)
    letter.reply = sealed(key, {"text": text}, body_place(letter.pk.bytes, "reply"))
    letter.state, letter.ends_at = ContactMessage.ANSWERED, _end()
    letter.save(update_fields=["reply", "state", "ends_at"])
    trace(actor, "contact.answer", letter)


def _plain(letter: ContactMessage, key: bytes) -> Letter:
    def words(blob: bytes | None, part: str) -> str:
        if blob is None:
            return ""
        return str(json.loads(open_padded(key, bytes(blob), body_place(letter.pk.bytes, part)))["text"])

    return Letter(
        letter.pk, words(letter.body, "body"), words(letter.reply, "reply"), letter.day, letter.ends_at
    )


def _end() -> dt.datetime:
    return now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=DAYS_KEPT)


def _ask_patience(purpose: str, network: str, free: int) -> None:
    wait = limiter.seconds_to_wait(purpose, network, free=free)
    if wait > 0:
        raise ValidationError(
            _("That was quick after the last time. Please wait a minute; what you wrote is still here."),
            code="wait",
        )
