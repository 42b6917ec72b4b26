"""The box for messages from outside: who reads it, and what a return code opens."""

from dataclasses import dataclass

from django.conf import settings

from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import derive, host_digest
from muruna.foundation.vault.slots import stretched
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import holders

DAYS_KEPT = 30


def front_space() -> Space | None:
    """The space whose leads and stewards answer for the site: as set, else the oldest; None without any."""
    if settings.FRONT_SPACE:
        return Space.objects.filter(code=settings.FRONT_SPACE).first()
    return Space.objects.order_by("opened_on", "pk").first()


def letter_readers(space: Space) -> list[Membership]:
    """Whoever reads messages from outside, each once."""
    with in_space(space):
        readers = holders(Right.SAFEGUARDING_LEAD) | holders(Right.STEWARD)
        return list(readers.select_related("person").distinct())


def has_readers() -> bool:
    """Whether anybody would read a message from outside."""
    space = front_space()
    return space is not None and bool(letter_readers(space))


@dataclass(frozen=True, repr=False)
class ReturnKey:
    """What a return code gives: a name to find the message by, and the key to its content key."""

    digest: bytes
    key: bytes


def return_key(code: str) -> ReturnKey:
    """Slow on purpose (Argon2id), and useless without the host key: 51 bits must not be tried out quickly."""
    slow = stretched(code.encode(), host_digest("contact-return")[:16])
    return ReturnKey(derive(slow, "contact/find"), derive(slow, "contact/open"))


def body_place(id_bytes: bytes, part: str) -> bytes:
    """The associated data of a message, its reply or its wrapped key."""
    return f"contact-{part}:".encode() + id_bytes
