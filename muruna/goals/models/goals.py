"""Goals, what an ally says to one, and levels that cannot be moved once the work has begun."""

from django.db import models

from muruna.foundation.clock import today
from muruna.spaces.models import Membership, SpaceRow


class Goal(SpaceRow):
    """A goal, sealed under the content key of its own container (the row's id), so that it can be shared."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="goals")
    epoch = models.PositiveIntegerField(default=1)
    body = models.BinaryField()
    day = models.DateField(default=today)


class GoalNote(SpaceRow):
    """Words of encouragement or a question to a goal, by its ally or its owner, under the goal's key."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    epoch = models.PositiveIntegerField()
    body = models.BinaryField()
    day = models.DateField(default=today)


class Scale(SpaceRow):
    """Five levels and a weight, under the owner's root key; the database refuses to move fixed ones."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="scale")
    body = models.BinaryField()
    fixed_on = models.DateField(null=True)
    reached = models.BinaryField(null=True)  # which level it came to, in the end, and words about it
