"""Personas, roles with an end date, and joining codes."""

from django.db import models

from muruna.accounts.models import Person
from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedText
from muruna.spaces.models.scoped import SpaceRow

AGE_BANDS = ("13-15", "16-17", "18-24", "25+")
MINOR_BANDS = frozenset({"13-15", "16-17"})
SUSPENSION_REASONS = ("agreement", "safety", "age", "own_wish", "other")


class Membership(SpaceRow):
    """A person's persona in one space, in their own words."""

    ASKED, ACTIVE, SUSPENDED, LEFT = "asked", "active", "suspended", "left"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=12, default=ACTIVE)
    name = HostSealedText(max_length=60)
    pronouns = HostSealedText(max_length=60, blank=True)
    identity = HostSealedText(max_length=300, blank=True)
    age_band = models.CharField(max_length=8, choices=[(b, b) for b in AGE_BANDS])
    asked_because = HostSealedText(max_length=600, blank=True)  # erased when answered
    agreed_to = models.CharField(max_length=24, blank=True)  # which wording of the agreement they accepted
    suspended_because = models.CharField(max_length=24, blank=True)  # a code from SUSPENSION_REASONS
    since = models.DateField(default=today)

    class Meta:
        constraints = [
            # Someone who left and comes back is a new persona: their old words must not gain a new name.
            models.UniqueConstraint(
                fields=["space", "person"], condition=~models.Q(state="left"), name="one_persona_per_space"
            )
        ]

    @property
    def is_minor(self) -> bool:
        return self.age_band in MINOR_BANDS


class Right(SpaceRow):
    """A role that a persona holds until a day; nothing else lets anyone support, coordinate or steward."""

    SUPPORTER, SUPERVISOR, COORDINATOR = "supporter", "supervisor", "coordinator"
    SAFEGUARDING_LEAD, STEWARD, FACILITATOR = "safeguarding_lead", "steward", "facilitator"
    ROLES = (SUPPORTER, FACILITATOR, SUPERVISOR, COORDINATOR, SAFEGUARDING_LEAD, STEWARD)

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="rights")
    role = models.CharField(max_length=20, choices=[(r, r) for r in ROLES])
    tracks = models.JSONField(default=list)  # for supporters: "adults", "under-18"
    on_probation = models.BooleanField(default=False)
    starts_on = models.DateField(default=today)
    ends_on = models.DateField()
    given_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # Given without another lead's or steward's yes: everybody here reads of it until that day.
    told_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="right_ends_after_start"
            )
        ]


class Appointment(SpaceRow):
    """A guarded right that is not there yet: it waits for a second person's yes, or for a day all can see."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(r, r) for r in Right.ROLES])
    ends_on = models.DateField()
    given_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    begins_on = models.DateField(null=True)  # empty: with the yes, and not by itself
    # Nobody else leads or stewards: whoever has coordinated or supervised here for a while may say the yes.
    asks_others = models.BooleanField(default=False)
    day = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "role"], name="one_appointment_to_a_role")
        ]


class GuardedStep(SpaceRow):
    """What is to happen to somebody who leads or stewards: nobody takes them off, or lets them back, alone.

    It waits for a second person's yes and lapses without one; done, it stays a while as the trace.
    """

    SUSPEND, RESTORE, AGE, END = "suspend", "restore", "age", "end"
    DEEDS = (SUSPEND, RESTORE, AGE, END)

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="guarded_steps")
    deed = models.CharField(max_length=12, choices=[(d, d) for d in DEEDS])
    detail = models.CharField(max_length=24, blank=True)  # the reason's code, the age band, or the role
    asked_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asks_others = models.BooleanField(default=False)  # as of an appointment
    day = models.DateField(default=today)
    done_on = models.DateField(null=True)  # None: it waits for the second yes

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "deed", "detail"],
                condition=models.Q(done_on=None),
                name="one_guarded_step_waits",
            )
        ]


class JoinCode(SpaceRow):
    """A printed code that lets one person in once; only its keyed digest is kept, and never who used it."""

    digest = models.BinaryField(max_length=32, unique=True)
    sheet = models.UUIDField(db_index=True)
    expires_on = models.DateField()
    is_used = models.BooleanField(default=False)
    first_role = models.CharField(max_length=20, blank=True)  # a new space's first steward comes in with it
