"""A person and the locks on what is theirs."""

import uuid

from django.db import models

from muruna.foundation.clock import now, today


class Person(models.Model):
    """An account: no address, number or legal name; even the pseudonym is only a keyed digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    handle_digest = models.BinaryField(max_length=32, unique=True)
    handle_sealed = models.BinaryField()  # under the root key: only its owner can read it back
    language = models.CharField(max_length=8, default="en")
    theme = models.CharField(max_length=8, default="auto")
    time_zone = models.CharField(max_length=40, default="auto")  # auto: that of the space they are in
    public_key = models.BinaryField()
    private_key_sealed = models.BinaryField()
    totp_sealed = models.BinaryField(null=True)  # under the root key
    totp_last_step = models.BigIntegerField(default=0)  # a code works once
    recovery_confirmed = models.BooleanField(default=False)
    joined_on = models.DateField(default=today)


class KeySlot(models.Model):
    """One way to the root key. Every person has one row of each kind; unused ones hold random bytes."""

    PASSPHRASE, RECOVERY, PASSKEY = "passphrase", "recovery", "passkey"
    KINDS = (PASSPHRASE, RECOVERY, PASSKEY)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in KINDS])
    salt = models.BinaryField()
    verifier = models.BinaryField()
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_slot_of_each_kind")]


class Session(models.Model):
    """A sign-in. It holds the root key sealed under a secret that only the cookie carries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    selector = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    root_sealed = models.BinaryField()
    began_on = models.DateField(default=today)
    # A recovery phrase not yet written down, sealed under the root key: it dies with this session.
    phrase_sealed = models.BinaryField(null=True)
    used_at = models.DateTimeField(default=now)  # to the minute
    ends_at = models.DateTimeField(db_index=True)


class Block(models.Model):
    """One person has silently blocked another, whom they know in one room under one name (ADR 11).

    Contact is refused everywhere; words are hidden in this room alone. One row for each room: a list of
    blocks that lacks a second name would tell that both names are one person's.
    """

    blocker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks_made")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks_met")
    # What the blocker called them, sealed under the blocker's root key, so that a block can be undone.
    label_sealed = models.BinaryField()
    # Where they go by the name that was blocked: a space for a persona, a circle for a seat.
    room = models.UUIDField()
    space_id = models.UUIDField(null=True)
    made_on = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blocker", "blocked", "room"], name="one_block_per_pair_and_room"
            ),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")), name="nobody_blocks_themselves"
            ),
        ]
