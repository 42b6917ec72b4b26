"""A space with members, a steward, and a conversation."""

from tests.conversations.fixtures import steward, world

__all__ = ["steward", "world"]
