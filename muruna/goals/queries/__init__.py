"""Reads of goals and plans."""
