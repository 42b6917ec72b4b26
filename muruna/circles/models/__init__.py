"""Circles, seats in them, meetings, and the wall between them."""

from muruna.circles.models.circles import Circle, Seat
from muruna.circles.models.meetings import AfterCheck, Feed, Meeting, Presence, Room, Sign, Word
from muruna.circles.models.wall import Post

__all__ = ["AfterCheck", "Circle", "Feed", "Meeting", "Post", "Presence", "Room", "Seat", "Sign", "Word"]
