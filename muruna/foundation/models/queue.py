"""What must still happen: events waiting for their handlers, and jobs that come round again."""

from django.db import models


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction that made it happen; ids only, never words."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    # Nobody takes the row before this moment: the lease of a worker, or the wait before another try.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # Handlers that have already succeeded, so that another one's failure does not run them again.
    finished = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    # The kind of the last failure ("ValueError"); its message could carry words and is not kept.
    problem = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        app_label = "foundation"
        indexes = [
            models.Index(
                fields=["id"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(fields=["done_at"], name="outbox_done"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"


class PeriodicJob(models.Model):
    """A job that comes round again; the row is how exactly one worker takes each turn."""

    name = models.CharField(max_length=160, primary_key=True)
    every_seconds = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    turn = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        app_label = "foundation"

    def __str__(self) -> str:
        return self.name
