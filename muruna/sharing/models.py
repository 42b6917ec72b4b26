"""What somebody shares with one other, as a sealed copy, and what the two say beside it."""

from django.db import models

from muruna.foundation.clock import today
from muruna.spaces.models import Membership, SpaceRow


class Share(SpaceRow):
    """A copy of one item, sealed for its giver and one receiver; its id names the container of the key."""

    giver = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="shares_given")
    receiver = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="shares_received")
    kind = models.CharField(max_length=24)  # a code that a package has registered
    item = models.UUIDField()
    body = models.BinaryField()
    since = models.DateField(default=today)
    next_seq = models.PositiveIntegerField(default=1)

    rests = False  # set where it is read: its receiver cannot open it just now

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "receiver", "kind", "item"], name="one_share_of_an_item"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="shared_with_another"
            ),
        ]


class Note(SpaceRow):
    """Words of one of the two beside a shared item, under the share's key; a proposal waits for a yes."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="notes")
    seq = models.PositiveIntegerField()
    by_giver = models.BooleanField()
    is_proposal = models.BooleanField(default=False)
    body = models.BinaryField()
    day = models.DateField(default=today)

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["share", "seq"], name="notes_in_order")]
