"""Conversations and their sealed words."""

from django.db import models

from muruna.foundation.clock import today
from muruna.spaces.models import Membership, SpaceRow


class Conversation(SpaceRow):
    """Two people talking, one of them as supporter; from a match to an ending."""

    OPEN, PAUSED, ENDED = "open", "paused", "ended"

    state = models.CharField(max_length=12, default=OPEN, db_index=True)
    request_id = models.UUIDField(null=True)
    began_on = models.DateField(default=today)
    ended_on = models.DateField(null=True)
    follow_up_on = models.DateField(null=True)
    erase_on = models.DateField(null=True, db_index=True)  # set at the ending from the space's retention


class Participant(SpaceRow):
    """Who is in a conversation, as what, and whether they still are."""

    MEMBER, SUPPORTER, SUPERVISOR = "member", "supporter", "supervisor"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(max_length=12)
    is_here = models.BooleanField(default=True)
    since = models.DateField(default=today)

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

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=8, default=MAIN)
    next_seq = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "kind"], name="one_thread_of_a_kind")]


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
    """The member's own-words summary and thanks, sealed under the main thread's key."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="ending")
    body = models.BinaryField()
    epoch = models.PositiveIntegerField()


class HandOver(SpaceRow):
    """A supporter asks whether another may go on; it happens only with the member's consent."""

    ASKED, AGREED, REFUSED, DONE = "asked", "agreed", "refused", "done"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="hand_overs")
    to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default=ASKED)
    shares_history = models.BooleanField(default=False)  # the member decides
    day = models.DateField(default=today)


class Debrief(SpaceRow):
    """A supporter's note to the supervisor after a hard talk, sealed for the two of them."""

    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="debriefs")
    writer = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    body = models.BinaryField()
    day = models.DateField(default=today)
