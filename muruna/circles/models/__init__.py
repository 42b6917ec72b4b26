"""Circles, seats in them, meetings, and the wall between them."""

from muruna.circles.models.circles import Circle, Seat
from muruna.circles.models.meetings import AfterCheck, Feed, Meeting, Parting, Presence, Room, Sign, Word
from muruna.circles.models.wall import Post

__all__ = [
    "AfterCheck", "Circle", "Feed", "Meeting", "Parting", "Post", "Presence", "Room", "Seat", "Sign", "Word",
]  # fmt: skip
