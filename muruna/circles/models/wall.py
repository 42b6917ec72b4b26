"""What people write between meetings, sealed with the circle's key."""

from django.db import models

from muruna.circles.models.circles import Circle, Seat
from muruna.foundation.clock import today
from muruna.spaces.models import SpaceRow


class Post(SpaceRow):
    """A sealed post or a reply to one; its content note is sealed with it, and so is the exact time."""

    WAITING, SHOWN = "waiting", "shown"
    AWAY = "away"  # from the wall, by a facilitator: its writer alone still reads it

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="posts")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="posts")
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    seq = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField()
    body = models.BinaryField()
    state = models.CharField(max_length=12, default=SHOWN)
    away_because = models.CharField(max_length=24, blank=True, default="")
    day = models.DateField(default=today)
    erase_on = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "seq"], name="posts_in_order")]
        ordering = ["seq"]
