"""Where a person may be reached, if they chose so, and when."""

import datetime as dt

from django.db import models

from muruna.accounts.models import Person
from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedText


class Letterbox(models.Model):
    """One person's address and wishes. There is no row until somebody asks for one; off is the row gone."""

    HOUR, DAY = "hour", "day"

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="letterbox"
    )
    address = HostSealedText(max_length=254)
    is_confirmed = models.BooleanField(default=False)
    code_digest = models.BinaryField(max_length=32, null=True)
    code_ends_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    asks = models.PositiveSmallIntegerField(default=0)  # letters with a code on one day: this is no catapult
    asks_on = models.DateField(default=today)
    period = models.CharField(max_length=4, choices=[(HOUR, HOUR), (DAY, DAY)], default=DAY)
    quiet_from = models.TimeField(default=dt.time(21))
    quiet_until = models.TimeField(default=dt.time(9))
    with_link = models.BooleanField(default=False)
    # Something new waits: since when, and when a line about it may go out. Both are empty most of the time.
    asked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    not_before = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
