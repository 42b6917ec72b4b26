"""Conversations and their sealed words."""

import datetime as dt

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedJSON
from muruna.spaces.models import Membership, SpaceRow

DAYS_AFTER = 14  # so long whoever handed a talk over is asked how it was, and reads what was said aside
MEMBER_DAYS, NEXT_DAYS = 7, 3  # to decide about a hand-over, and to take it up
LONGEST_MESSAGE = 8000  # characters: at most 32 kB, which fits a padded envelope


class Conversation(SpaceRow):
    """Two people talking, one of them as supporter; from a match to an ending."""

    OPEN, PAUSED, ENDED = "open", "paused", "ended"
    PLANNED, LEFT = "planned", "left"

    state = models.CharField(max_length=12, default=OPEN, db_index=True)
    request_id = models.UUIDField(null=True)
    began_on = models.DateField(default=today)
    paused_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    end_asked_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    end_asked_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_how = models.CharField(max_length=8, blank=True)  # a block looks like "left" to everyone
    ended_on = models.DateField(null=True)
    erase_on = models.DateField(null=True, db_index=True)  # set at the ending from the space's retention


class Bounds(SpaceRow):
    """Of what a member asked for, what nobody who goes on with the talk may stand against; never their words.

    Its id is the container's of what stands inside.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="bounds")
    # Under the host key, because somebody is proposed while the member is away: languages, not_people,
    # not_from_here
    wished = HostSealedJSON(default=dict)
    inside = models.BinaryField()  # for the member alone, and looked at when they answer: topics, avoid


class Participant(SpaceRow):
    """Who is in a conversation, as what, and whether they still are."""

    MEMBER, SUPPORTER, SUPERVISOR = "member", "supporter", "supervisor"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(max_length=12)
    is_here = models.BooleanField(default=True)
    since = models.DateField(default=today)
    # Up to where this person has read, for their own "new" dot; nobody else is ever shown it.
    seen = models.PositiveIntegerField(default=0)
    seen_aside = models.PositiveIntegerField(default=0)
    draft_sealed = models.BinaryField(null=True)  # unsent words, under their root key

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "membership"], name="one_part_per_conversation"),
            models.UniqueConstraint(
                fields=["conversation", "part"],
                condition=models.Q(is_here=True),
                name="one_member_one_supporter_one_supervisor",
            ),
        ]


class Thread(SpaceRow):
    """A gap-free sequence of messages; its id names the container of its content keys."""

    MAIN, SIDE = "main", "side"  # side: supporter and supervisor alone
    PAST = "past"  # what was said aside before a hand-over, for the earlier supporter alone

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=8, default=MAIN)
    next_seq = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "kind"],
                condition=models.Q(kind__in=["main", "side"]),
                name="one_thread_of_a_kind",
            )
        ]


class Message(SpaceRow):
    """One sealed message. The exact time is inside; outside there is only the day and the order."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    sender = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    epoch = models.PositiveIntegerField()
    body = models.BinaryField()  # empty after its writer has erased themselves
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "seq"], name="messages_gap_free")]
        ordering = ["seq"]


class Ending(SpaceRow):
    """What was said at the end, under the main thread's key: thanks, and the summary if it was shared."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="last_words")
    body = models.BinaryField()
    epoch = models.PositiveIntegerField()


class FollowUp(SpaceRow):
    """A day on which a member wanted to look back; it outlives the conversation and says nothing of it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="follow_ups")
    supporter = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField(db_index=True)


class HandOver(SpaceRow):
    """A supporter asks whether another may go on; it happens only with the member's consent."""

    ASKED, AGREED, REFUSED, DONE = "asked", "agreed", "refused", "done"
    LAPSED, TAKEN_BACK = "lapsed", "taken_back"  # told to the two, until somebody else is asked

    UNDER_WAY, FOR_NOTHING = (ASKED, AGREED), (LAPSED, TAKEN_BACK)

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="hand_overs")
    to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="hand_overs_met")
    state = models.CharField(max_length=12, default=ASKED)
    shares_history = models.BooleanField(default=False)  # the member decides
    # Who had supported until it was done: they read nothing any more, and may still say how it was for them.
    earlier = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    aside = models.OneToOneField(Thread, on_delete=models.SET_NULL, null=True, related_name="hand_over")
    day = models.DateField(default=today)  # of its last step: asked, agreed, done, or come to nothing

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(state__in=["asked", "agreed"]),
                name="one_hand_over_at_a_time",
            )
        ]

    @property
    def last_day(self) -> dt.date:
        """The last day on which whoever is asked now, the member or the next one, may answer."""
        return self.day + dt.timedelta(days=MEMBER_DAYS if self.state == self.ASKED else NEXT_DAYS)

    @property
    def erase_on(self) -> dt.date:
        """The day on which what was said aside is erased, once it is done."""
        return self.day + dt.timedelta(days=DAYS_AFTER)


class Gap(SpaceRow):
    """A conversation whose supporter may not support any more: its member needs somebody, or an ending."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="gap")
    day = models.DateField(default=today)


class Worry(SpaceRow):
    """A supporter asked a named person to look; the member is told and asked. The facts are in the case."""

    YES, NO, FIRST = "yes", "no", "first"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="worries")
    case_id = models.UUIDField()
    # Who was worried: after a hand-over it is not whoever supports now.
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    lead = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    answer_by = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, blank=True)
    day = models.DateField(default=today)


class Debrief(SpaceRow):
    """A supporter's note to the supervisor, sealed for the two; its id is the container's."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="debriefs"
    )
    writer = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    body = models.BinaryField()
    is_new = models.BooleanField(default=True)  # its reader has not opened it yet
    day = models.DateField(default=today)
    erase_on = models.DateField(db_index=True)
