"""The board of cases, and how far a report has come for those who may know only that."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from muruna.access import Action, Actor, find, visible
from muruna.accounts.keyring import first_keys
from muruna.foundation.vault import open_padded
from muruna.safeguarding.models import Case, CaseLetter, CaseNote, CasePerson, CaseShare, LentShare
from muruna.safeguarding.queries.duty import apart_from, unconflicted_leads
from muruna.safeguarding.queries.standing import NOBODY, Standing, is_late, standing, team_here
from muruna.safeguarding.sealing import letter_place
from muruna.spaces.models import Membership


def cases_for(actor: Actor, state: str = Case.OPEN) -> QuerySet[Case]:
    """Cases of the actor's team in `state`: unanswered ones first, by deadline; closed ones newest first."""
    rows = visible(actor, Action.CASE_SEE, Case).filter(state=state).select_related("taken_by")
    if state == Case.CLOSED:
        return rows.order_by("-closed_on", "pk")
    heard = CaseNote.objects.filter(case=OuterRef("pk"), kind=CaseNote.ASKED, author__case_parts__part__in=(
        CasePerson.CONCERNED, CasePerson.REPORTER), author__case_parts__case=OuterRef("pk"))  # fmt: skip
    return rows.annotate(has_answer=Exists(heard)).order_by(
        F("answered_at").asc(nulls_first=True), F("answer_by").asc(nulls_last=True), "opened_on", "pk"
    )


def is_overdue(case: Case) -> bool:
    """The clock has run out before anybody took the case up."""
    return case.answer_by is not None and is_late(case)


@dataclass(frozen=True)
class Board:
    """Open cases at a glance: how many, how many that nobody has taken up, and their first deadline."""

    open: int
    waiting: int
    next_by: dt.datetime | None


def board_of(actor: Actor) -> Board:
    """The actor's open cases at a glance."""
    waits = Q(answered_at=None)
    found = visible(actor, Action.CASE_WORK, Case).aggregate(
        open=Count("pk"), waiting=Count("pk", filter=waits), next_by=Min("answer_by", filter=waits)
    )
    return Board(**found)


def is_asked(actor: Actor) -> bool:
    """A question of a case's team waits for the actor's answer."""
    rows = CaseLetter.objects.filter(
        to=actor.membership, is_answered=False, is_own=False, note=None, case__state=Case.OPEN
    )
    return bool(rows.exists())


def is_wish_shown(actor: Actor) -> bool:
    """A team wishes to tell somebody outside of the actor, and its case is open."""
    wishes = CaseLetter.objects.filter(to=actor.membership, note__isnull=False, case__state=Case.OPEN)
    return bool(wishes.filter(note__withdrawn_on=None).exists())


@dataclass(frozen=True)
class Agreement:
    """How far leads have agreed to open reported words."""

    has_share: bool  # the actor can help to open them
    agreed: list[Membership]
    needed: int

    def has_agreed(self, membership: Membership) -> bool:
        return membership.pk in {one.pk for one in self.agreed}


def agreement(actor: Actor, case: Case) -> Agreement:
    """Who has agreed so far; raises NotFound."""
    find(actor, Action.CASE_SEE, Case, case.pk)
    shares = CaseShare.objects.filter(case=case).select_related("holder")
    rows = list(shares.annotate(has_lent=Exists(LentShare.objects.filter(share=OuterRef("pk")))))
    return Agreement(
        any(one.holder_id == actor.membership.pk for one in rows),
        [one.holder for one in rows if one.has_lent],
        case.leads_to_open,
    )


def people_of(actor: Actor, case: Case) -> list[CasePerson]:
    """Everybody who has a part in a case; raises NotFound."""
    find(actor, Action.CASE_SEE, Case, case.pk)
    return list(CasePerson.objects.filter(case=case).select_related("membership").order_by("part", "pk"))


def leads_to_bring_in(actor: Actor, case: Case) -> list[Membership]:
    """Leads of the space who have no part in the case, nor a block between them and whom it touches.

    Raises NotFound. Why somebody is not among them is told to nobody.
    """
    find(actor, Action.CASE_WORK, Case, case.pk)
    people = CasePerson.objects.filter(case=case).select_related("membership__person")
    inside = {one.membership_id for one in people}
    touched = [one.membership for one in people if one.part not in (CasePerson.TEAM, CasePerson.ASIDE)]
    return unconflicted_leads(inside | apart_from(touched))


@dataclass(frozen=True)
class Wish:
    """What would be told outside, to whom, and since when it may be, as the person concerned reads it."""

    text: str
    to: str
    day: dt.date
    may_be_told_on: dt.date | None
    taken_back_on: dt.date | None  # it might be told, and may not any more
    withdrawn_on: dt.date | None  # the team does not wish it any more
    held: list["HeldBack"] = field(default_factory=list)  # why they did not read it before


@dataclass(frozen=True)
class HeldBack:
    """Why somebody was not shown something, on which day that was decided, and by whom."""

    by: str  # what they are called now; "" when they have left
    day: dt.date
    why: str


@dataclass(frozen=True)
class Progress:
    """A report or worry as those outside the team see it: no contents at all."""

    case: Case
    state: str  # received, late, looking, answered, closed
    part: str
    questions: list[
        tuple[UUID, str, dt.date, bool]
    ]  # the team's questions to this person: id, words, day, answered
    is_without_team: bool
    standing: Standing
    wishes: list[Wish]
    said: list[dict[str, Any]]  # this person's own words to the team: "text", "answer" and "day"
    with_: str  # who is on the other side of a worry, as they are called now; "" for a report

    @property
    def has_open_wish(self) -> bool:
        """Whether a yes or no of this person still counts for a wish to tell somebody outside."""
        is_asked = self.part != CasePerson.OPENED_BY and self.case.state == Case.OPEN
        return is_asked and any(wish.text and wish.withdrawn_on is None for wish in self.wishes)


def progress_for(actor: Actor) -> list[Progress]:
    """Everything that the actor reported, opened, or is concerned by, newest first."""
    mine = CasePerson.objects.filter(membership=actor.membership).exclude(part=CasePerson.TEAM)
    both = CasePerson.objects.filter(part__in=(CasePerson.CONCERNED, CasePerson.OPENED_BY))
    both = both.select_related("membership")
    letters = CaseLetter.objects.filter(to=actor.membership).select_related("note").order_by("day", "pk")
    # How the person themselves was told, because reading it here was not safe, shows nowhere here.
    told = CaseNote.objects.filter(case=OuterRef("pk"), kind=CaseNote.TOLD, about=None)
    rows = (
        visible(actor, Action.REPORT_SEE, Case)
        .annotate(is_told=Exists(told), has_team=Exists(team_here()))
        .select_related("taken_by", "asked")
        .prefetch_related(Prefetch("letters", letters, "mine"), Prefetch("people", mine, "my_parts"))
        .prefetch_related(Prefetch("people", both, "sides"))
        .order_by("-opened_on", "pk")
    )
    found = list(rows)
    keys = first_keys(actor, [letter.pk for case in found for letter in case.mine])  # type: ignore[attr-defined]
    names = _names_of_leads(found)
    return [_progress(case, keys, names) for case in found]


def outside_of(cases: Iterable[Case]) -> set[UUID]:
    """Leads who may not look at some open one of these: nobody is told that such a lead answers."""
    ids = [one.pk for one in cases if one.state == Case.OPEN]
    leads = {one.pk for one in unconflicted_leads(())} if ids else set()
    team = CasePerson.objects.filter(case__in=ids, part=CasePerson.TEAM, membership__in=leads)
    looks_at = Counter(team.values_list("membership", flat=True))
    return {lead for lead in leads if looks_at[lead] < len(ids)}


def _names_of_leads(cases: list[Case]) -> dict[str, str]:
    """What the leads of these cases are called now; a name of before stands in no letter."""
    team = CasePerson.objects.filter(case__in=[one.pk for one in cases], part=CasePerson.TEAM)
    return {str(one.membership_id): one.membership.name for one in team.select_related("membership")}


def _held(said: dict[str, Any], names: dict[str, str]) -> list[HeldBack]:
    return [
        HeldBack(names.get(one["by"], ""), dt.date.fromisoformat(one["day"]), one["why"])
        for one in said.get("held", ())
    ]


def _progress(case: Any, keys: dict[UUID, bytes], names: dict[str, str]) -> Progress:
    state = "received"
    if case.state == Case.CLOSED:
        state = "closed"
    elif case.is_told:
        state = "answered"
    elif case.answered_at:
        state = "looking"
    elif is_late(case):
        state = "late"
    read = [(one, _words(one, keys.get(one.pk))) for one in case.mine]
    questions = [
        (one.pk, said.get("text", ""), one.day, one.is_answered)
        for one, said in read
        if not one.is_own and one.note is None
    ]
    wishes = [
        Wish(
            said.get("text", ""), said.get("to", ""), one.day, one.note.may_be_told_on,
            one.note.taken_back_on, one.note.withdrawn_on, _held(said, names),
        )
        for one, said in read
        if one.note
    ]  # fmt: skip
    own = [{**said, "day": one.day} for one, said in read if one.is_own and said]
    stands = standing(case)
    part = case.my_parts[0].part
    return Progress(
        case, state, part, questions, stands.state == NOBODY, stands, wishes, own, _other(case, part)
    )


def _other(case: Any, part: str) -> str:
    """Whom a worry is about for whoever had it, and who had it for whom it is about: both know each other.

    In a report nobody is named: the one who made it may know the others by another name than their persona's.
    """
    sides = {CasePerson.CONCERNED: CasePerson.OPENED_BY, CasePerson.OPENED_BY: CasePerson.CONCERNED}
    found = (one.membership.name for one in case.sides if one.part == sides.get(part))
    return next(found, "")


def _words(letter: CaseLetter, key: bytes | None) -> dict[str, Any]:
    if key is None:
        return {}
    return dict(json.loads(open_padded(key, bytes(letter.body), letter_place(letter.pk))))
