"""The forms of asking and offering."""
