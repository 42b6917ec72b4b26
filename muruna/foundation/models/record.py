"""What was done, without its words: the answer to a repeated write, and the trace of a deed."""

import uuid

from django.db import models

from muruna.foundation.clock import today


class Deed(models.Model):
    """One acknowledged write, so that the same form sent twice has one effect and the same answer."""

    doer = models.UUIDField()  # a person's id, or the id of an anonymous form
    key = models.UUIDField()
    body_digest = models.BinaryField(max_length=32)  # keyed by the doer's own root key: no guess can be tried
    answer = models.JSONField(null=True)
    day = models.DateField(default=today, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["doer", "key"], name="deed_once_per_doer_and_key")]


class Trace(models.Model):
    """A deed's trace: which action, by which membership, on which thing, on which day; never its words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    space_id = models.UUIDField(null=True, db_index=True)
    membership_id = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=40)
    reason = models.CharField(max_length=40, blank=True)  # a code, never free text
    day = models.DateField(default=today, db_index=True)


class HostMark(models.Model):
    """Which host key sealed this database: one row, so that a swapped key is noticed before it does harm."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_host_mark")]
