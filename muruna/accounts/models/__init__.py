"""People, their keys, their sessions, and what is sealed for them."""

from muruna.accounts.models.person import Block, KeySlot, Person, Session
from muruna.accounts.models.words import ContentGrant, KeptItem, Opening

__all__ = ["Block", "ContentGrant", "KeptItem", "KeySlot", "Opening", "Person", "Session"]
