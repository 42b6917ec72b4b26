"""The vault with this machine's keys: the thin layer that reads settings.KEYS_DIR."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings

from muruna.foundation.vault import boxes, slots
from muruna.foundation.vault.derivation import keyed_digest
from muruna.foundation.vault.host import HostKeys, open_host


def host_keys() -> HostKeys:
    """This machine's keys; raises HostKeyProblem."""
    return open_host(settings.KEYS_DIR)


def host_fingerprint() -> str:
    """A name for this host key, to notice that a database met another one."""
    return host_keys().fingerprint


def host_seal(plaintext: bytes, about: bytes) -> bytes:
    """Seal what the server must read while people are away."""
    return boxes.seal(host_keys().sealing, plaintext, about)


def host_open(blob: bytes, about: bytes) -> bytes:
    """The plaintext of `host_seal`; raises CannotOpen."""
    return boxes.open_sealed(host_keys().sealing, blob, about)


def host_opener(about: bytes) -> Callable[[bytes], bytes]:
    """`host_open` for many boxes of one context, which finds the key once."""
    key = host_keys().sealing
    return lambda blob: boxes.open_sealed(key, blob, about)


def host_seal_padded(plaintext: bytes, about: bytes) -> bytes:
    """Like `host_seal`, in one of five sizes; raises TooLong."""
    return boxes.seal_padded(host_keys().sealing, plaintext, about)


def host_open_padded(blob: bytes, about: bytes) -> bytes:
    """The plaintext of `host_seal_padded`; raises CannotOpen."""
    return boxes.open_padded(host_keys().sealing, blob, about)


def host_digest(purpose: str, *parts: bytes | str) -> bytes:
    """HMAC-SHA256 (32 bytes) under this host: equal for equal parts, meaningless elsewhere."""
    return keyed_digest(host_keys().digest, purpose, *parts)


def as_read(purpose: str, told: Any) -> str:
    """What tells a thing as somebody read it from any other state of it; it says nothing of the words.

    `told` is all of it that they read and that can change, as plain data.
    """
    return host_digest(purpose, json.dumps(told, sort_keys=True)).hex()


def make_slot(secret: str, root: bytes) -> slots.Slot:
    """A slot that opens to `root` with this secret on this host; about 155 ms."""
    return slots.make_slot(host_keys().pepper, secret, root)


def open_slot(secret: str, slot: slots.Slot) -> bytes:
    """The root key in the slot; raises WrongSecret. For an unknown name, open a random_slot()."""
    return slots.open_slot(host_keys().pepper, secret, slot)
