"""Who may open a case: its team, and never anyone named in it; its reporter sees how far it is."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.accounts.models import ContentGrant
from muruna.safeguarding.models import (
    CardSeen,
    CardVersion,
    Case,
    CaseNote,
    CasePerson,
    ContactMessage,
    DutyWindow,
    SteppingAside,
)
from muruna.spaces.models import Right


def _part(actor: Actor, *parts: str) -> Q | None:
    if not actor.membership:
        return None
    return Q(pk__in=CasePerson.objects.filter(membership=actor.membership, part__in=parts).values("case"))


def _reporter(actor: Actor) -> Q | None:
    # Somebody suspended follows what they reported; a worry of theirs is about somebody else.
    own = (CasePerson.REPORTER,) if actor.rests else (CasePerson.REPORTER, CasePerson.OPENED_BY)
    return _part(actor, *own)


def _team(actor: Actor) -> Q | None:
    # A right that has ended closes the case with it, though the grant of its key is dropped later.
    return _part(actor, CasePerson.TEAM) if actor.has(Right.SAFEGUARDING_LEAD) else None


def _through_case(condition: Q | None) -> Q | None:
    return None if condition is None else Q(case__in=Case.objects.filter(condition))


register(
    Case,
    relations={
        Relation.CASE_TEAM: _team,
        Relation.REPORTER: _reporter,
        Relation.OWNER: lambda actor: _part(actor, CasePerson.CONCERNED),
        Relation.NAMED_IN_CASE: lambda actor: _part(actor, CasePerson.NAMED, CasePerson.ASIDE),
    },
    grants=[
        Grant(Action.CASE_SEE, {Relation.CASE_TEAM}),
        Grant(Action.CASE_WORK, {Relation.CASE_TEAM}, {Case.OPEN}),
        Grant(Action.CASE_APPROVE, {Relation.CASE_TEAM}, {Case.OPEN}),
        # The reporter and the person concerned learn how far it is; neither reads its words.
        Grant(Action.REPORT_SEE, {Relation.REPORTER, Relation.OWNER}),
        Grant(Action.CASE_ANSWER, {Relation.REPORTER, Relation.OWNER}, {Case.OPEN}),
    ],
    state_field="state",
)
register(
    CaseNote,
    relations={
        Relation.CASE_TEAM: lambda actor: _through_case(_team(actor)),
        Relation.NAMED_IN_CASE: lambda actor: _through_case(_part(actor, CasePerson.NAMED, CasePerson.ASIDE)),
    },
    grants=[
        Grant(Action.CASE_SEE, {Relation.CASE_TEAM}),
        Grant(Action.CASE_APPROVE, {Relation.CASE_TEAM}),
    ],
)


def _second(actor: Actor) -> Q | None:
    """A lead of the team or a steward without a part in the case, who neither asked nor is to leave."""
    if not actor.membership:
        return None
    team = _through_case(_team(actor))
    parts = CasePerson.objects.filter(membership__person=actor.person).values("case")
    steward = ~Q(case__in=parts) if actor.has(Right.STEWARD) else None
    allowed = [one for one in (team, steward) if one is not None]
    if not allowed:
        return None
    mine = Q(asked_by__person=actor.person) | Q(lead__person=actor.person)
    waits = Q(space=actor.space, done_on=None, case__state=Case.OPEN)
    return waits & ~mine & (allowed[0] if len(allowed) == 1 else allowed[0] | allowed[1])


register(
    SteppingAside,
    relations={Relation.APPROVER: _second},
    grants=[Grant(Action.CASE_APPROVE, {Relation.APPROVER})],
)
register(
    CardVersion,
    relations={
        Relation.OWNER: lambda actor: (
            Q(pk__in=CardSeen.objects.filter(membership=actor.membership).values("card"))
            if actor.membership
            else None
        )
    },
    grants=[Grant(Action.CARD_SEE, {Relation.OWNER})],
)
register(
    DutyWindow,
    relations={
        Relation.OWNER: lambda actor: Q(lead=actor.membership) if actor.has(Right.SAFEGUARDING_LEAD) else None
    },
    grants=[Grant(Action.DUTY_SET, {Relation.OWNER})],
)


def _letters(actor: Actor, role: str) -> Q | None:
    # Sealed for those who held the role when it came; without a key of one's own there is nothing to read.
    if not actor.has(role):
        return None
    return Q(pk__in=ContentGrant.objects.filter(person=actor.person).values("container"))


register(
    ContactMessage,
    relations={
        Relation.SAFEGUARDING_LEAD: lambda actor: _letters(actor, Right.SAFEGUARDING_LEAD),
        Relation.STEWARD: lambda actor: _letters(actor, Right.STEWARD),
    },
    grants=[Grant(Action.CONTACT_READ, {Relation.SAFEGUARDING_LEAD, Relation.STEWARD})],
)
