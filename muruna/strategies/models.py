"""What people tell of strategies, propose, and plan for themselves."""

from typing import Any

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.spaces.models import Membership, SpaceRow


class Tried(SpaceRow):
    """Something a person tried and how it went, under their root key: not even which strategy is readable."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tried")
    body = models.BinaryField()
    day = models.DateField(default=today)


class TriedCount(SpaceRow):
    """How many told an outcome of a strategy, in a situation or ("") in any; it says nothing of who.

    `shown` is the copy that others see: made once a day, see `logic.tallies.renewed`.
    """

    strategy = models.CharField(max_length=64)
    outcome = models.CharField(max_length=8)
    situation = models.CharField(max_length=16, blank=True)
    count = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "strategy", "outcome", "situation"], name="one_count_of_a_kind"
            )
        ]


class Idea(SpaceRow):
    """A strategy that a member proposes, or puts into another language; read by all once published."""

    DRAFT, SENT, PUBLISHED, RETURNED = "draft", "sent", "published", "returned"

    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="ideas")
    state = models.CharField(max_length=12, default=DRAFT, db_index=True)
    language = models.CharField(max_length=8)
    words: Any = HostSealedJSON()  # a published one is read by the whole space
    version = models.PositiveIntegerField(default=1)
    # A translation knows its source, and which version of it it follows.
    source = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="translations")
    of_version = models.PositiveIntegerField(null=True)
    shows_name = models.BooleanField(default=False)
    answer: Any = HostSealedText(max_length=1000, default="")  # the reviewer's words to the author
    day = models.DateField(default=today)


class WhoKnows(SpaceRow):
    """A plan of whom to tell what, under its writer's root key: one blob, so that nothing can be counted."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="who_knows")
    body = models.BinaryField()
