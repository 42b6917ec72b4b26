"""Giving, renewing and ending rights; stepping back from one's own."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.foundation import outbox
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces import events, setting
from muruna.spaces.actions.appointments import appoint, second_needed
from muruna.spaces.actions.guarded import ask_second
from muruna.spaces.logic.rights import GUARDED, Holder, Problem, Second, Wish, length_problems, problems
from muruna.spaces.models import Appointment, GuardedStep, Membership, Right
from muruna.spaces.queries import roles_today
from muruna.spaces.stewardship import end_now, keep_a_steward


@all_or_nothing
def give_right(
    *, actor: Actor, membership: Membership, wish: Wish, on_probation: bool = False
) -> Right | Appointment:
    """Give a role until a day, at most 12 months away; raises ValidationError with what stands against it.

    To lead or to steward needs a second person, or time: then the answer is an appointment that waits.
    """
    holder: Membership = find_locked(actor, Action.RIGHT_GIVE, Membership, membership.pk)
    _refuse(
        problems(
            wish,
            Holder(roles_today(holder), holder.is_minor, holder.person_id == actor.person.pk),
            giver_roles=actor.roles,
            today=today(),
            tracks_here=setting.tracks(actor.space, is_minor=holder.is_minor),
            roles_for_minors=setting.roles_for_minors(actor.space, holder.age_band),
        )
    )
    second = second_needed(actor, holder, wish.role)
    if second != Second.NOBODY:
        return appoint(actor, holder, wish, second)
    is_supporter = wish.role == Right.SUPPORTER
    right: Right = Right.objects.create(
        space=actor.space,
        membership=holder,
        role=wish.role,
        tracks=sorted(wish.tracks) if is_supporter else [],
        on_probation=on_probation and is_supporter,
        starts_on=today(),
        ends_on=wish.ends_on,
        given_by=actor.membership,
    )
    trace(actor, Action.RIGHT_GIVE, right, reason=wish.role)
    outbox.emit(events.RIGHT_GIVEN, **_ids(right))
    return right


@all_or_nothing
def renew_right(*, actor: Actor, right: Right, ends_on: dt.date) -> Right:
    """Move the end of somebody else's right, at most to 12 months from today; raises ValidationError."""
    renewed: Right = find_locked(actor, Action.RIGHT_GIVE, Right, right.pk)
    _refuse(length_problems(ends_on, today()))
    if renewed.ends_on < today():
        raise ValidationError(_("This right has ended. Give it anew instead."))
    if renewed.role in GUARDED and ends_on < renewed.ends_on:
        raise ValidationError({"months": _("It lasts longer than that already. To end it takes two people.")})
    renewed.ends_on = ends_on
    renewed.given_by = actor.membership
    renewed.save(update_fields=["ends_on", "given_by"])
    trace(actor, Action.RIGHT_GIVE, renewed, reason="renewed")
    outbox.emit(events.RIGHT_GIVEN, **_ids(renewed))
    return renewed


@all_or_nothing
def end_right(*, actor: Actor, right: Right) -> GuardedStep | None:
    """End somebody else's right today; raises ValidationError for the last steward's.

    A right to lead or to steward ends with a second person's yes: then the answer is a step that waits.
    """
    require(actor, Action.RIGHT_GIVE, right)
    if right.role == Right.STEWARD:
        keep_a_steward(right.membership)
    ended: Right = find_locked(actor, Action.RIGHT_GIVE, Right, right.pk)
    if ended.role in GUARDED and ended.ends_on >= today():
        return ask_second(actor, ended.membership, GuardedStep.END, ended.role)
    end_locked(actor, Action.RIGHT_GIVE, ended)
    return None


@all_or_nothing
def step_back(*, actor: Actor, right: Right) -> None:
    """Give one's own right back, without a reason; raises ValidationError for the last steward."""
    require(actor, Action.RIGHT_STEP_BACK, right)
    if right.role == Right.STEWARD:
        keep_a_steward(right.membership)
    own: Right = find_locked(actor, Action.RIGHT_STEP_BACK, Right, right.pk)
    end_locked(actor, Action.RIGHT_STEP_BACK, own)


def end_locked(actor: Actor, action: Action, right: Right) -> None:
    """End a right that the caller has locked and may end; one that has ended already stays as it is."""
    if right.ends_on < today():
        return  # ended already: the wish is fulfilled
    trace(actor, action, right, reason="ended")
    end_now(right)


def _ids(right: Right) -> dict[str, uuid.UUID]:
    return {"space": right.space_id, "membership": right.membership_id, "right": right.pk}


def _refuse(found: list[Problem]) -> None:
    if not found:
        return
    said = {
        Problem.ONESELF: (None, _("Nobody can give themselves a right.")),
        Problem.STEWARD_BY_STEWARD: (
            "role",
            _("Only a steward can make somebody a steward or a safeguarding lead."),
        ),
        Problem.HAS_IT: ("role", _("This persona has this right already. You can renew it.")),
        Problem.TOO_LONG: ("ends_on", _("A right lasts 12 months at most. Please choose an earlier day.")),
        Problem.ENDED: ("ends_on", _("This day is over. Please choose a later one.")),
        Problem.NO_TRACK: ("tracks", _("Please choose whom this supporter may support.")),
        Problem.TRACK_NOT_HERE: ("tracks", _("The rules of this community do not allow this.")),
        Problem.TOO_YOUNG: (
            "role",
            _("The rules of this community do not give this right to people of this age."),
        ),
    }
    raise ValidationError(
        [ValidationError(said[one][1], code=str(one)) for one in found]
        if any(said[one][0] is None for one in found)
        else {said[one][0]: said[one][1] for one in found}
    )
