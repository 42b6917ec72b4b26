"""Content keys wrapped for their readers, things a person keeps, and who looked."""

import uuid

from django.db import models

from muruna.accounts.models.person import Person
from muruna.foundation.clock import today


class ContentGrant(models.Model):
    """A container's content key of one epoch, wrapped to one person's public key: the right to read."""

    container = models.UUIDField()
    epoch = models.PositiveIntegerField(default=1)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="content_grants")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["container", "epoch", "person"], name="one_grant_per_reader_and_epoch"
            )
        ]


class KeptItem(models.Model):
    """Something a person keeps for themselves, sealed under their root key; even its kind is inside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept")
    blob = models.BinaryField()
    day = models.DateField(default=today)


class Opening(models.Model):
    """Somebody else opened this person's private words: by which role, why, and on which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    space_id = models.UUIDField(null=True)
    looker_role = models.CharField(max_length=24)
    looker_id = models.UUIDField()  # a membership
    thing = models.CharField(max_length=24)  # what was opened: "report", "excerpt" ...
    thing_id = models.UUIDField()
    reason = models.CharField(max_length=40)  # a code from a closed list
    day = models.DateField(default=today)
    # None while showing it would warn somebody who is reported: it stands here from the day the case closes.
    visible_from = models.DateField(null=True, default=today)

    class Meta:
        constraints = [
            # The same person opening the same thing again on the same day is one line, not ten.
            models.UniqueConstraint(
                fields=["person", "looker_id", "thing_id", "reason", "day"], name="one_opening_line_a_day"
            )
        ]
