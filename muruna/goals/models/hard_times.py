"""A plan for hard times."""

from django.db import models

from muruna.spaces.models import Membership, SpaceRow


class HardTimes(SpaceRow):
    """A plan for hard times, under its writer's root key: one padded blob, so that nothing can be counted."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="hard_times")
    body = models.BinaryField()
