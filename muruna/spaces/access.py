"""Who may do what in a space: members see it, coordinators let people in, stewards set it."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.foundation.clock import today
from muruna.spaces import guarding
from muruna.spaces.logic.rights import COLLEAGUES, GUARDED
from muruna.spaces.models import Appointment, GuardedStep, JoinCode, Membership, Right, Space


def _space(actor: Actor) -> Q | None:
    return Q(pk=actor.space.pk) if actor.membership else None


def _with(*roles: str):  # type: ignore[no-untyped-def]
    def here(actor: Actor) -> Q | None:
        return Q(pk=actor.space.pk) if actor.membership and actor.has(*roles) else None

    return here


def _rows_with(*roles: str):  # type: ignore[no-untyped-def]
    def here(actor: Actor) -> Q | None:
        return Q(space=actor.space) if actor.membership and actor.has(*roles) else None

    return here


def _others_with(*roles: str):  # type: ignore[no-untyped-def]
    """Other people's personas: nobody approves, suspends or gives a right to themselves."""

    def here(actor: Actor) -> Q | None:
        if not actor.membership or not actor.has(*roles):
            return None
        return Q(space=actor.space) & ~Q(person=actor.person)

    return here


def _others_rights(*roles: str):  # type: ignore[no-untyped-def]
    def here(actor: Actor) -> Q | None:
        if not actor.membership or not actor.has(*roles):
            return None
        return Q(space=actor.space) & ~Q(membership__person=actor.person)

    return here


COORDINATOR = _with(Right.COORDINATOR)
STEWARD = _with(Right.STEWARD)

register(
    Space,
    relations={
        Relation.MEMBER: _space,
        Relation.SUPPORTER: _with(Right.SUPPORTER),
        Relation.SUPERVISOR: _with(Right.SUPERVISOR),
        Relation.FACILITATOR: _with(Right.FACILITATOR),
        Relation.COORDINATOR: COORDINATOR,
        Relation.STEWARD: STEWARD,
        Relation.SAFEGUARDING_LEAD: _with(Right.SAFEGUARDING_LEAD),
    },
    grants=[
        Grant(Action.SPACE_SEE, {Relation.MEMBER}),
        Grant(Action.CARD_SEE, {Relation.MEMBER}),
        Grant(Action.REQUEST_WRITE, {Relation.MEMBER}),
        Grant(Action.CONVERSATION_LIST, {Relation.MEMBER}),
        Grant(Action.STRATEGY_SEE, {Relation.MEMBER}),
        Grant(Action.STRATEGY_TRY, {Relation.MEMBER}),
        Grant(Action.IDEA_CHANGE, {Relation.MEMBER}),
        Grant(Action.IDEA_REVIEW, {Relation.COORDINATOR}),
        Grant(Action.WHO_KNOWS, {Relation.MEMBER}),
        Grant(Action.GOAL_CHANGE, {Relation.MEMBER}),
        Grant(Action.DECISION_CHANGE, {Relation.MEMBER}),
        Grant(Action.RECORD_CHANGE, {Relation.MEMBER}),
        Grant(Action.PRACTICE_CHANGE, {Relation.MEMBER}),
        Grant(Action.HARD_TIMES, {Relation.MEMBER}),
        Grant(Action.WELLBEING_KEEP, {Relation.MEMBER}),
        Grant(Action.WELLBEING_ALLOW, {Relation.STEWARD}),
        Grant(Action.CIRCLE_LIST, {Relation.MEMBER}),
        Grant(Action.CALENDAR_CHANGE, {Relation.MEMBER}),
        Grant(Action.CIRCLE_PROPOSE, {Relation.FACILITATOR}),
        Grant(Action.STORY_LIST, {Relation.MEMBER}),
        Grant(Action.STORY_WRITE, {Relation.MEMBER}),
        Grant(Action.STORY_REVIEW, {Relation.COORDINATOR}),
        Grant(Action.SPACE_SETTINGS, {Relation.STEWARD}),
        Grant(Action.MEMBER_LIST, {Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.MEMBER_APPROVE, {Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.RIGHT_GIVE, {Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.CODES_PRINT, {Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.OFFER_CHANGE, {Relation.SUPPORTER}),
        Grant(Action.WAITING_BOARD, {Relation.COORDINATOR}),
        Grant(
            Action.DUTY_SEE,
            {
                Relation.SUPPORTER,
                Relation.SUPERVISOR,
                Relation.COORDINATOR,
                Relation.STEWARD,
                Relation.SAFEGUARDING_LEAD,
            },
        ),
        Grant(Action.DUTY_SET, {Relation.SAFEGUARDING_LEAD}),
        # The lists behind these are filtered again, case by case.
        Grant(Action.CASE_SEE, {Relation.SAFEGUARDING_LEAD}),
        Grant(Action.REPORT_SEE, {Relation.MEMBER}),
        Grant(Action.CONTACT_READ, {Relation.SAFEGUARDING_LEAD, Relation.STEWARD}),
        Grant(Action.DEBRIEF_READ, {Relation.MEMBER}),
    ],
)
register(
    Membership,
    relations={
        Relation.OWNER: lambda actor: Q(person=actor.person) if actor.is_signed_in else None,
        Relation.COORDINATOR: _others_with(Right.COORDINATOR),
        Relation.STEWARD: _others_with(Right.STEWARD),
        Relation.SAFEGUARDING_LEAD: _others_with(Right.SAFEGUARDING_LEAD),
    },
    grants=[
        Grant(Action.PERSONA_SEE, {Relation.OWNER, Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.PERSONA_CHANGE, {Relation.OWNER}, {"active", "asked"}),
        Grant(Action.SPACE_LEAVE, {Relation.OWNER}, {"active", "asked", "suspended"}),
        Grant(Action.MEMBER_APPROVE, {Relation.COORDINATOR, Relation.STEWARD}, {"asked"}),
        Grant(Action.RIGHT_GIVE, {Relation.COORDINATOR, Relation.STEWARD}, {"active"}),
        Grant(
            Action.AGE_CORRECT,
            {Relation.COORDINATOR, Relation.STEWARD},
            {"active", "asked", "suspended"},
        ),
        Grant(
            Action.MEMBER_SUSPEND,
            {Relation.COORDINATOR, Relation.STEWARD, Relation.SAFEGUARDING_LEAD},
            {"active", "suspended"},
        ),
    ],
    state_field="state",
)
register(
    Right,
    relations={
        Relation.OWNER: lambda actor: Q(membership=actor.membership) if actor.membership else None,
        Relation.COORDINATOR: _others_rights(Right.COORDINATOR),
        Relation.STEWARD: _others_rights(Right.STEWARD),
    },
    grants=[
        Grant(Action.PERSONA_SEE, {Relation.OWNER, Relation.COORDINATOR, Relation.STEWARD}),
        Grant(Action.RIGHT_STEP_BACK, {Relation.OWNER}),
        Grant(Action.RIGHT_GIVE, {Relation.STEWARD}),
        # Who stewards and who opens what is reported is a steward's to give, renew and end.
        Grant(Action.RIGHT_GIVE, {Relation.COORDINATOR}, set(Right.ROLES) - GUARDED),
    ],
    state_field="role",
)


def _asked(actor: Actor, since: Callable[[], dt.date]) -> Q | None:
    """What asks a lead or steward; of what asks others too, also whoever has held a right since then."""
    if not actor.membership:
        return None
    here = Q(space=actor.space)
    if actor.has(*GUARDED):
        return here
    if not actor.has(*COLLEAGUES):
        return None
    held = Right.objects.filter(
        membership=actor.membership, role__in=COLLEAGUES, starts_on__lte=since(), ends_on__gte=today()
    )
    return here & Q(asks_others=True, space__in=held.values("space"))


def _second(actor: Actor) -> Q | None:
    """Whoever leads or stewards, and neither gave the right nor would hold it, under any persona."""
    asked = _asked(actor, lambda: guarding.long_enough_in(actor.space))
    mine = Q(given_by__person=actor.person) | Q(membership__person=actor.person)
    return None if asked is None else asked & ~mine


def _second_about(actor: Actor) -> Q | None:
    """Whoever leads or stewards, did not ask for it, is not whom it is about, and has a say about them."""
    asked = _asked(actor, guarding.long_enough)
    if asked is None:
        return None
    mine = Q(asked_by__person=actor.person) | Q(membership__person=actor.person)
    return asked & Q(done_on=None) & ~mine & guarding.not_barred(actor.person.pk)


register(
    Appointment,
    relations={Relation.APPROVER: _second, Relation.STEWARD: _rows_with(Right.STEWARD)},
    grants=[
        Grant(Action.RIGHT_CONFIRM, {Relation.APPROVER}),
        Grant(Action.RIGHT_GIVE, {Relation.STEWARD}),
    ],
)
register(
    GuardedStep,
    relations={
        Relation.APPROVER: _second_about,
        Relation.OWNER: lambda actor: (
            Q(asked_by__person=actor.person, done_on=None) if actor.membership else None
        ),
    },
    grants=[
        Grant(Action.RIGHT_CONFIRM, {Relation.APPROVER}),
        Grant(Action.RIGHT_STEP_BACK, {Relation.OWNER}),
    ],
)
register(
    JoinCode,
    relations={
        Relation.COORDINATOR: _rows_with(Right.COORDINATOR),
        Relation.STEWARD: _rows_with(Right.STEWARD),
    },
    grants=[Grant(Action.CODES_PRINT, {Relation.COORDINATOR, Relation.STEWARD})],
)
