"""Circles, and seats in them; a circle's id names the container of its content keys."""

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedText
from muruna.spaces.models import Membership, SpaceRow


class Circle(SpaceRow):
    """A group of people who meet as one of them holds it; what it is for is read by those who may join."""

    PROPOSED, RETURNED, OPEN, ENDED = "proposed", "returned", "open", "ended"
    LEFT_ALONE = "left_alone"

    state = models.CharField(max_length=12, default=PROPOSED, db_index=True)
    template = models.CharField(max_length=40)
    title = HostSealedText(max_length=80)
    purpose = HostSealedText(max_length=1000)
    who_for = HostSealedText(max_length=300)
    ages = models.CharField(max_length=40)  # age bands with a space between; no band is part of another
    is_for_minors = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    is_closed = models.BooleanField(default=False)  # a facilitator lets each person in
    agreement = HostSealedText(max_length=4000)
    agreement_version = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()  # the series, by the clock of `time_zone`
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=40)
    rule = models.CharField(max_length=120)  # RFC 5545, without DTSTART
    answer = HostSealedText(max_length=1000, blank=True)  # why it was returned
    proposed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_on = models.DateField(default=today)
    next_post = models.PositiveIntegerField(default=1)  # on the wall
    next_place = models.PositiveIntegerField(default=1)  # in the queue
    ended_because = models.CharField(max_length=24, blank=True)
    erase_on = models.DateField(null=True, db_index=True)  # set at the end from the space's retention

    @property
    def age_bands(self) -> tuple[str, ...]:
        """The age bands that it is for."""
        return tuple(self.ages.split())


class Seat(SpaceRow):
    """Who is in a circle, under which name there, or waits to be."""

    MEMBER, FACILITATOR = "member", "facilitator"
    INVITED, ASKED, WAITING, HERE = "invited", "asked", "waiting", "here"
    LEFT, REMOVED = "left", "removed"
    ALIVE = (INVITED, ASKED, WAITING, HERE)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="seats")
    part = models.CharField(max_length=12, default=MEMBER)
    state = models.CharField(max_length=12)
    name = HostSealedText(max_length=60, blank=True)  # of this circle alone: nobody here sees another
    pronouns = HostSealedText(max_length=60, blank=True)
    agreed_to = models.PositiveSmallIntegerField(default=0)  # the version that was accepted
    place = models.PositiveIntegerField(default=0)  # in the queue
    since = models.DateField(default=today)
    is_resting = models.BooleanField(default=False)  # takes a break: keeps the seat, hears nothing
    offers_company = models.BooleanField(default=False)  # would look after somebody new
    buddy = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="newcomers")
    removed_because = models.CharField(max_length=24, blank=True)
    # Somebody who holds the circle too asks a coordinator to take it; nobody does that to another alone.
    asked_away_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_away_because = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "membership"],
                condition=models.Q(state__in=["invited", "asked", "waiting", "here"]),
                name="one_seat_per_circle",
            )
        ]
