"""Stories: a draft is its writer's alone; what is shared is a copy sealed for those who may read it."""

from typing import Any

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.spaces.models import Membership, SpaceRow

TITLE, TEXT, REPLY, ANSWER = 80, 12_000, 2_000, 1_000  # characters


class Story(SpaceRow):
    """Something lived, told by a member; its own text lies under their root key, whatever is shared."""

    DRAFT, SENT, RETURNED, PUBLISHED, RESTING = "draft", "sent", "returned", "published", "resting"
    SUPPORTER, CIRCLE, SPACE = "supporter", "circle", "space"
    WITNESS, QUESTIONS, IDEAS = "witness", "questions", "ideas"

    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="stories")
    state = models.CharField(max_length=12, default=DRAFT, db_index=True)
    draft = models.BinaryField()  # title, text, notes, language: the writer's own copy
    audience = models.CharField(max_length=12, blank=True)  # "" while only the writer has it
    circle_id = models.UUIDField(null=True)
    reader = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # The shared copy: under the host key, or under the content key of `container`.
    words: Any = HostSealedJSON(null=True)
    sealed = models.BinaryField(null=True)
    container = models.UUIDField(null=True)
    epoch = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)
    replies = models.CharField(max_length=12, default=WITNESS)
    shows_name = models.BooleanField(default=False)
    shared_on = models.DateField(null=True)
    ask_on = models.DateField(null=True, db_index=True)  # when the writer is asked whether it may stay
    erase_on = models.DateField(null=True, db_index=True)
    answer = HostSealedText(max_length=ANSWER, blank=True)  # of whoever looked at it
    has_news = models.BooleanField(default=False)  # something came that the writer has not seen
    day = models.DateField(default=today)


class Reply(SpaceRow):
    """Words under a story, for those who may read it, and sealed as it is."""

    WAITING, SHOWN = "waiting", "shown"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="story_replies")
    state = models.CharField(max_length=8, default=SHOWN)
    words: Any = HostSealedJSON(null=True)
    sealed = models.BinaryField(null=True)
    epoch = models.PositiveIntegerField(default=0)
    day = models.DateField(default=today)


class Mark(SpaceRow):
    """Somebody relates, is helped, says thank you, or keeps it to read again; the row does not say who.

    `who` is a digest under that person's root key: only they can find their own.
    """

    RELATE, HELPED, THANKS, KEPT = "relate", "helped", "thanks", "kept"
    TOLD = (RELATE, HELPED, THANKS)  # the writer learns that these came

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=8)
    who = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "kind", "who"], name="one_mark_of_a_kind_per_reader")
        ]
