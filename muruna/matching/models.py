"""Requests, offers and proposals. What must be read while people are away is sealed under the host key."""

from django.db import models

from muruna.foundation.clock import now, today
from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.spaces.models import Membership, SpaceRow


class Request(SpaceRow):
    """What a member wants help with; kept no longer than it waits."""

    WAITING, MATCHED, WITHDRAWN, EXPIRED = "waiting", "matched", "withdrawn", "expired"

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="requests")
    state = models.CharField(max_length=12, default=WAITING, db_index=True)
    words = HostSealedText(max_length=4000)  # erased when matched, withdrawn or expired
    language = models.CharField(max_length=8)
    languages = models.JSONField(default=list)  # in order of preference
    needs = (
        HostSealedJSON()
    )  # wants, topics, experiences and weights, circumstances, prefer, avoid, not_people
    shown = HostSealedJSON()  # what a supporter may see before accepting
    is_live = models.BooleanField(default=True)  # now, or within days
    takes_first_free = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(default=now)  # to the minute; kept through declines
    ends_on = models.DateField()

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

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="support_offer")
    languages = models.JSONField(default=list)
    lived = HostSealedJSON()  # [{"id", "matcher_may_use", "match_may_see"}]
    circumstances = HostSealedJSON()
    about = HostSealedText(max_length=600, blank=True)  # own words on the persona card
    not_now = HostSealedJSON()  # topics
    hours = models.JSONField(default=list)
    time_zone = models.CharField(max_length=40, default="UTC")
    most_open = models.PositiveSmallIntegerField(default=3)  # 1 in probation, whatever stands here
    free_until = models.DateTimeField(null=True)  # on shift now, until then (2 h at most)
    paused_until = models.DateField(null=True)
    pause_reason = models.CharField(max_length=12, blank=True)  # own, debrief
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


class Proposal(SpaceRow):
    """A supporter proposed to a member: chosen by one side, answered by the other, in that order."""

    SHOWN, CHOSEN, ACCEPTED, DECLINED, LAPSED, CLOSED = (
        "shown",
        "chosen",
        "accepted",
        "declined",
        "lapsed",
        "closed",
    )

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proposals")
    supporter = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="proposals_met")
    state = models.CharField(max_length=12, default=SHOWN, db_index=True)
    rank = models.PositiveSmallIntegerField()
    why = HostSealedJSON()  # reason codes that the supporter allowed to be seen
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
