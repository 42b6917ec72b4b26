"""Deeds in and around a space, by room: joining, personas, members, rights, settings, printed codes."""
