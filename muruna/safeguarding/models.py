"""Duty, cases and what is sealed in them."""

import uuid

from django.db import models

from muruna.foundation.clock import now, today
from muruna.spaces.models import Membership, SpaceRow
from muruna.ui.addresses import code_of


class DutyWindow(SpaceRow):
    """A weekly time at which a named safeguarding lead answers worries; times in the space's time zone."""

    lead = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="duty_windows")
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday
    starts = models.TimeField()
    ends = models.TimeField()
    languages = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="duty_on_a_day_of_the_week"),
            models.UniqueConstraint(
                fields=["lead", "weekday", "starts"], name="one_duty_of_a_lead_at_a_time"
            ),
        ]


class Case(SpaceRow):
    """A worry or a report that trained people look after. Its words are sealed for its team."""

    WORRY, REPORT = "worry", "report"
    OPEN, CLOSED = "open", "closed"
    OUTCOMES = ("helped", "agreed", "passed_on", "warned", "removed", "nothing_found", "wish")
    WITH_ACCOUNT = "account"  # no outcome that a lead chooses: whoever it was about deleted their account

    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=OPEN)
    # The fields of safety.md (safe way to contact, safe hours, who must not be told, what telling would
    # reveal, wishes, legal basis), sealed under the case's content key; the container's id is the case's id.
    facts_sealed = models.BinaryField(null=True)
    facts_epoch = models.PositiveIntegerField(default=1)
    # How many leads must put their shares together before an excerpt opens; 1: its key is not split.
    leads_to_open = models.PositiveSmallIntegerField(default=1)
    next_seq = models.PositiveIntegerField(default=1)
    answer_by = models.DateTimeField(null=True)  # the clock that the supporter and the member were told
    answered_at = models.DateTimeField(null=True)
    # Who was asked last, who looks after it, and when it was asked again because nobody did in time.
    asked = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_again_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_on = models.DateField(default=today)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    source_id = models.UUIDField(null=True)  # the conversation it came from

    @property
    def short_code(self) -> str:
        """Four characters by which leads tell cases apart and speak of them; it says nothing of anybody."""
        digits = code_of("case", str(self.pk))
        # Held left to right: between Arabic words it would read backwards, and name no case.
        return f"\u2066{digits[:2]}-{digits[2:4]}\u2069".upper()

    @property
    def excerpts_id(self) -> uuid.UUID:
        """The container of the excerpts: another key than that of facts and notes."""
        return uuid.uuid5(self.pk, "excerpts")


class CasePerson(SpaceRow):
    """How somebody stands to a case. Whoever is `named` in it, or left its team, can never open it."""

    CONCERNED, REPORTER, NAMED, TEAM, OPENED_BY = "concerned", "reporter", "named", "team", "opened_by"
    ASIDE = "aside"  # a lead who left the team: nobody accuses them of anything

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="people")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="case_parts")
    part = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "membership", "part"], name="one_part_once_per_case")
        ]


# Whoever was told a clock, and waits for somebody to take the case up.
WAITING_FOR_IT = (CasePerson.CONCERNED, CasePerson.REPORTER, CasePerson.OPENED_BY)


class SteppingAside(SpaceRow):
    """That a lead is to leave a case's team, and why: nobody closes a case to another lead alone.

    It waits for a second person's yes, unless a lead steps aside of their own; then it stays as the trace.
    """

    REASONS = ("part", "close", "quarrel")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="asides")
    lead = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=12)
    day = models.DateField(default=today)
    done_on = models.DateField(null=True)  # None: it waits for the second yes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "lead"], name="one_stepping_aside_of_a_lead")]


class CaseNote(SpaceRow):
    """A line in a case: a note, a verified excerpt, an approval, what was told to whom. Gap-free by `seq`."""

    NOTE, EXCERPT, TOLD, ASKED, DISCLOSURE = "note", "excerpt", "told", "asked", "disclosure"
    HELD = "held"  # why whom it is about is not shown yet what would be told

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    epoch = models.PositiveIntegerField(default=1)
    body = models.BinaryField()
    day = models.DateField(default=today)
    may_be_told_on = models.DateField(null=True)  # a disclosure that two leads have agreed to
    # The yeses to it stand on the yes of whom it is about, and go with a No of theirs.
    by_consent = models.BooleanField(default=False)
    taken_back_on = models.DateField(null=True)  # since when it may not be told any more, though it might
    withdrawn_on = models.DateField(null=True)  # a disclosure that the team does not wish any more
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # The disclosure that was held back, or of which whom it is about was told in another way.
    about = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="said_about")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="case_notes_gap_free")]


class CaseShare(SpaceRow):
    """One lead's share of the key of a case's excerpts, wrapped to that lead alone; see logic/shares.py."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    holder = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "holder"], name="one_share_of_a_case_per_lead"),
            models.UniqueConstraint(fields=["case", "number"], name="one_share_of_a_case_per_number"),
        ]


class LentShare(SpaceRow):
    """A share that a lead has lent to another one: this lead agrees that the excerpts be opened."""

    share = models.ForeignKey(CaseShare, on_delete=models.CASCADE, related_name="lent")
    reader = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField()
    day = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "reader"], name="a_share_is_lent_once_to_each")
        ]


class CaseLetter(SpaceRow):
    """A question of the case team to the person whom it is about, sealed for that person alone.

    Or that person's own words to the team, once more, or what the team wishes to tell somebody outside: of
    the case itself they hold no key.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    body = models.BinaryField()
    is_answered = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)
    # The wish to tell somebody outside of which this letter tells; it is no question.
    note = models.ForeignKey("CaseNote", on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField(default=today)


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
    # {"title", "intro", "lines": [{"case", "say", "happens", "told", "when", "never"}], "age"}; the oldest
    # say nothing about "age".
    text = models.JSONField()
    first_shown_on = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "version", "language", "age_band"], name="one_card_per_version_language_band"
            )
        ]


class CardSeen(SpaceRow):
    """Which wording of the card a member has been shown, so that they can hold us to it."""

    card = models.ForeignKey(CardVersion, on_delete=models.CASCADE, related_name="seen")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "membership"], name="card_seen_once_per_member")
        ]


class ContactMessage(models.Model):
    """A message from outside to the people who run the site, sealed for them and for its return code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    return_digest = models.BinaryField(max_length=32, unique=True)
    return_wrapped = models.BinaryField()  # the content key under the return code that only the writer has
    body = models.BinaryField()
    reply = models.BinaryField(null=True)
    NEW, ANSWERED = "new", "answered"
    state = models.CharField(max_length=12, default=NEW)
    day = models.DateField(default=today)
    ends_at = models.DateTimeField(default=now)
