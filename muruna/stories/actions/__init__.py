"""Deeds of stories."""
