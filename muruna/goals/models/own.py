"""What somebody writes for themselves alone: one sealed blob a row, under the writer's root key."""

from django.db import models

from muruna.foundation.clock import today
from muruna.spaces.models import Membership, SpaceRow


class OwnWords(SpaceRow):
    """Words that only their writer can open."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    body = models.BinaryField()
    day = models.DateField(default=today)

    class Meta(SpaceRow.Meta):
        abstract = True


class Goal(OwnWords):
    """A goal with its steps; an ally sees a copy of it, never this row."""


class Scale(SpaceRow):
    """Five levels of a goal and a weight; the database refuses to move fixed ones."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="scale")
    body = models.BinaryField()
    fixed_on = models.DateField(null=True)
    reached = models.BinaryField(null=True)  # which level it came to, in the end, and words about it


class Decision(OwnWords):
    """A decision sheet."""


class RecordEntry(OwnWords):
    """One line of a person's record of their own way."""


class Practice(OwnWords):
    """Something practised, with how sure one felt before and after."""
