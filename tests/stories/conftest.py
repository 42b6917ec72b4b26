"""A space with members, a coordinator, and a conversation."""

from tests.conversations.fixtures import coordinator, world

__all__ = ["coordinator", "world"]
