"""The deeds of a conversation."""
