"""The deeds of circles."""
