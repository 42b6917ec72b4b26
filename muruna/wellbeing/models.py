"""What a person keeps of how they are, and what a space has allowed to be asked."""

from typing import Any

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.spaces.models import Membership, SpaceRow
from muruna.wellbeing.hours_said import hours_said


class Entry(SpaceRow):
    """Answers, a check-in, a mark or a look back, under the person's root key.

    Even its kind and its day are inside: who takes the database learns that somebody kept something.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="entries")
    body = models.BinaryField()


class Permission(SpaceRow):
    """What a steward recorded so that a questionnaire may be asked here which is not open to everybody."""

    questionnaire = models.CharField(max_length=64)  # an id of the library
    granted = HostSealedText(max_length=1000, blank=True)  # who allows it, and where that is written down
    pasted: Any = HostSealedJSON(null=True)  # a FHIR Questionnaire, where its words may not be shipped
    # Whoever is there for a worrying answer, and when: without both, the question is not asked.
    responder = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    hours = HostSealedText(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField(default=today)
    # Switched off, what was entered stays: people read by it what they have answered.
    is_on = models.BooleanField(default=True)

    @property
    def when(self) -> str:
        """When that person is there, as the reader's language says it."""
        return hours_said(self.hours)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "questionnaire"], name="one_permission_of_a_kind")
        ]
