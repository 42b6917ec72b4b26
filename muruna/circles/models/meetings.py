"""Meetings of a circle, and their words; everything in here but counts and a theme is gone when one ends."""

import datetime as dt

from django.db import models

from muruna.circles.models.circles import Circle, Seat
from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedText
from muruna.spaces.models import Membership, SpaceRow


class Meeting(SpaceRow):
    """One time at which a circle meets; its id names the container of what its facilitators write to all."""

    PLANNED, OPEN, ENDED, MISSED = "planned", "open", "ended", "missed"

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default=PLANNED, db_index=True)
    stage = models.CharField(max_length=12, default="welcome")
    led_by = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    turn_of = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    next_hand = models.PositiveIntegerField(default=1)
    theme = HostSealedText(max_length=200, blank=True)  # what it was about, without anybody's name
    ended_because = models.CharField(max_length=24, blank=True)
    attended = models.PositiveSmallIntegerField(null=True)
    answers = models.JSONField(default=dict)  # counts alone: {"belonged": [0, 2, 3], "took": [1, 1, 3]}

    @property
    def ends_at(self) -> dt.datetime:
        """When it ends by its plan."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Presence(SpaceRow):
    """Somebody has come into a meeting; deleted when it ends, and only their number stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="presences")
    is_here = models.BooleanField(default=True)
    is_quiet = models.BooleanField(default=False)
    is_muted = models.BooleanField(default=False)
    is_out = models.BooleanField(default=False)
    out_because = models.CharField(max_length=24, blank=True, default="")
    hand = models.PositiveIntegerField(default=0)  # the order in which hands went up; 0: down
    has_had_turn = models.BooleanField(default=False)
    heard_at = models.DateTimeField(null=True)  # of facilitators alone: when an open page of theirs was heard
    draft_sealed = models.BinaryField(null=True)  # unsent words, under their root key

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="one_presence_per_meeting")]


class Room(SpaceRow):
    """A gap-free sequence of words; its id names the container of their keys."""

    FLOOR, BACK, ASIDE = "floor", "back", "aside"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rooms")
    kind = models.CharField(max_length=8)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="+")  # who asked aside
    helper = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    next_seq = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"], condition=~models.Q(kind="aside"), name="one_floor_and_one_back"
            ),
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_aside_per_person"),
        ]


class Word(SpaceRow):
    """One sealed message in a room; the exact time is inside."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="words")
    seq = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    is_guide = models.BooleanField(default=False)  # a facilitator's, to all: whoever comes late reads it too
    epoch = models.PositiveIntegerField()
    body = models.BinaryField()
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="words_gap_free")]
        ordering = ["seq"]


class Parting(SpaceRow):
    """From which word on two do not read each other in a room, because one blocked the other meanwhile.

    What was said before stays: words that go at the moment of a block would tell that there is one.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="partings")
    blocker = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    from_seq = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "blocker", "blocked"], name="one_parting_per_room")
        ]


class Sign(SpaceRow):
    """A sign of support for somebody's words, instead of a reply."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="signs")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "seat"], name="one_sign_per_word")]


class AfterCheck(SpaceRow):
    """Somebody may still answer two questions after a meeting; the answer is a count, and this row goes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="checks")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    until = models.DateField(db_index=True)


class Feed(SpaceRow):
    """A secret address where a calendar reads when one meets; only its digest is kept."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_on = models.DateField(default=today)
