"""Requests, offers and proposals. What must be read while people are away is sealed under the host key."""

from django.db import models

from muruna.foundation.clock import now, today
from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.spaces.models import Membership, SpaceRow


class Request(SpaceRow):
    """What a member wants help with; when it has ended, nothing of what it asked for is left in it."""

    WAITING, MATCHED, WITHDRAWN, EXPIRED = "waiting", "matched", "withdrawn", "expired"

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="requests")
    state = models.CharField(max_length=12, default=WAITING, db_index=True)
    words = HostSealedText(max_length=4000, blank=True)
    language = models.CharField(max_length=8)
    languages = models.JSONField(default=list)  # in order of preference
    # wants, topics, wishes {experience: how much}, circumstances, prefer, avoid, not_people, not_from_here
    needs = HostSealedJSON(default=dict)
    # What a supporter may see before accepting: words, topics, circumstances (yes or no), wishes [ids]
    shown = HostSealedJSON(default=dict)
    is_live = models.BooleanField(default=True)  # now, or within days
    takes_first_free = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(default=now)  # to the minute; kept through declines and changes
    ends_on = models.DateField()
    finished_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=models.Q(state="waiting"),
                name="one_waiting_request_per_member",
            )
        ]


class SupportOffer(SpaceRow):
    """What a supporter offers: languages, experiences with two consents each, hours and limits."""

    OWN, DEBRIEF = "own", "debrief"

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="support_offer")
    languages = models.JSONField(default=list)
    lived = HostSealedJSON(default=list)  # [{"id", "matcher_may_use", "match_may_see"}]
    circumstances = HostSealedJSON(default=list)
    about = HostSealedText(max_length=600, blank=True)  # own words on the persona card
    not_now = HostSealedJSON(default=list)  # topics
    hours = models.JSONField(default=list)  # [[weekday 0-6, "17:00", "21:00"], ...] in time_zone
    time_zone = models.CharField(max_length=40, default="UTC")
    is_from_here = models.BooleanField(default=False)  # works or studies in this very place
    most_open = models.PositiveSmallIntegerField(default=3)  # 1 in probation, whatever stands here
    shift_began_at = models.DateTimeField(null=True)
    free_until = models.DateTimeField(null=True)  # said "I am free now", until then (2 h at most)
    paused_until = models.DateField(null=True)  # the last day without new questions
    pause_reason = models.CharField(max_length=12, blank=True)
    open_count = models.PositiveSmallIntegerField(default=0)  # changed only under this row's lock

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(open_count__lte=3), name="never_more_than_three_open"),
        ]


class Shift(SpaceRow):
    """Minutes that a supporter was free for live requests on a day, for the weekly limit."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="shifts")
    day = models.DateField(default=today)
    minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "day"], name="one_shift_row_a_day")]


class Proposal(SpaceRow):
    """A supporter proposed to a member: chosen by one side, answered by the other, in that order.

    Why is not stored: it is told afresh from what both let be seen at that moment.
    """

    SHOWN, CHOSEN, OPEN = "shown", "chosen", "open"  # open: asked with others, the first to accept has it
    ACCEPTED, DECLINED, LAPSED, CLOSED = "accepted", "declined", "lapsed", "closed"  # closed: by the member

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proposals")
    supporter = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="proposals_met")
    state = models.CharField(max_length=12, default=SHOWN, db_index=True)
    made_at = models.DateTimeField(default=now)
    answer_by = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "supporter"], name="one_proposal_per_pair"),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="chosen"), name="one_question_out_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="accepted"), name="one_match_per_request"
            ),
        ]


class Waited(SpaceRow):
    """How long somebody waited, and nothing about who: for an honest answer to "how long does it take?"."""

    language = models.CharField(max_length=8)
    is_minor = models.BooleanField()
    is_live = models.BooleanField()
    minutes = models.PositiveIntegerField()  # rounded up to five
    was_served = models.BooleanField()  # or left before
    day = models.DateField(default=today)
