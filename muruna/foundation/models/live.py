"""Hints for open pages: which channel changed, in the order of the ids."""

from django.db import models


class LiveNote(models.Model):
    """One "this channel changed"; the id is the event id of the stream, kept a few hours for replays."""

    id = models.BigAutoField(primary_key=True)
    channel = models.CharField(max_length=48)  # thread:<uuid> or person:<uuid>
    hour = models.DateTimeField()  # the hour only: enough to forget the row, too little to time a person

    class Meta:
        app_label = "foundation"
        indexes = [models.Index(fields=["channel", "id"], name="live_note_channel")]

    def __str__(self) -> str:
        return f"#{self.pk}"
