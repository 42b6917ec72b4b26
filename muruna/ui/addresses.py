"""Codes that stand for an id in an address, where the id itself would tell a history what was read."""

from muruna.foundation.vault import host_digest


def code_of(*parts: str) -> str:
    """Eight characters for an id (in a place, when it is given first): the same for the same, and mute.

    The content is public, so they are made under the host's key: whoever finds an address in a history
    cannot try the ids of our files on it.
    """
    return host_digest("address", *parts).hex()[:8]
