"""Codes that stand for an id in an address, where the id itself would tell a history what was read."""

import hashlib


def code_of(*parts: str) -> str:
    """Eight characters for an id (in a place, when it is given first): the same for the same, and mute."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:8]
