"""Duty, cases and what is sealed in them."""

import uuid

from django.db import models

from muruna.foundation.clock import now, today
from muruna.spaces.models import Membership, SpaceRow


class DutyWindow(SpaceRow):
    """A weekly time at which a named safeguarding lead answers worries; times in the space's time zone."""

    lead = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="duty_windows")
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday
    starts = models.TimeField()
    ends = models.TimeField()
    languages = models.JSONField(default=list)


class Case(SpaceRow):
    """Something that people trained for it look after: a worry or a report. Its words are sealed for its team."""

    WORRY, REPORT = "worry", "report"
    OPEN, CLOSED = "open", "closed"

    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=OPEN)
    # The fields of safety.md (safe way to contact, safe hours, who must not be told, what telling would
    # reveal, wishes, legal basis), sealed under the case's content key; the container's id is the case's id.
    facts_sealed = models.BinaryField(null=True)
    next_seq = models.PositiveIntegerField(default=1)
    answer_by = models.DateTimeField(null=True)  # the clock that the supporter and the member were told
    answered_at = models.DateTimeField(null=True)
    opened_on = models.DateField(default=today)
    closed_on = models.DateField(null=True)
    source_id = models.UUIDField(null=True)  # the conversation it came from


class CasePerson(SpaceRow):
    """How somebody stands to a case. Whoever is `named` in it can never open it."""

    CONCERNED, REPORTER, NAMED, TEAM, OPENED_BY = "concerned", "reporter", "named", "team", "opened_by"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="people")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="case_parts")
    part = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "membership", "part"], name="one_part_once_per_case")
        ]


class CaseNote(SpaceRow):
    """A line in a case: a note, a verified excerpt, an approval, what was told to whom. Gap-free by `seq`."""

    NOTE, EXCERPT, TOLD, ASKED, DISCLOSURE = "note", "excerpt", "told", "asked", "disclosure"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    epoch = models.PositiveIntegerField(default=1)
    body = models.BinaryField()
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="case_notes_gap_free")]


class Approval(SpaceRow):
    """One named yes to letting something out of a case; nothing leaves without two of them."""

    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE, related_name="approvals")
    lead = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lead"], name="one_approval_per_lead")]


class CardVersion(SpaceRow):
    """The wording of "what happens if I say this?" that was shown in a space, kept by its version."""

    version = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    age_band = models.CharField(max_length=8)
    text = models.JSONField()
    first_shown_on = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "version", "language", "age_band"], name="one_card_per_version_language_band"
            )
        ]


class ContactMessage(models.Model):
    """A message from outside to the people who run the site, sealed for them and for its return code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    return_digest = models.BinaryField(max_length=32, unique=True)
    return_wrapped = models.BinaryField()  # the content key under the return code that only the writer has
    body = models.BinaryField()
    reply = models.BinaryField(null=True)
    state = models.CharField(max_length=12, default="new")  # new, answered
    day = models.DateField(default=today)
    ends_at = models.DateTimeField(default=now)
