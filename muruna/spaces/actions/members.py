"""What coordinators and stewards do about members: let in, decline, suspend, restore."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.foundation import outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces import events, guarding
from muruna.spaces.actions.guarded import ask_second
from muruna.spaces.models import SUSPENSION_REASONS, GuardedStep, Membership, Right
from muruna.spaces.queries import roles_today
from muruna.spaces.stewardship import keep_a_steward


def _ids(membership: Membership) -> dict[str, uuid.UUID]:
    return {"space": membership.space_id, "membership": membership.pk}


@all_or_nothing
def approve_member(*, actor: Actor, membership: Membership) -> Membership:
    """Let someone in who asked; what they wrote as the reason is erased."""
    asked: Membership = find_locked(actor, Action.MEMBER_APPROVE, Membership, membership.pk)
    asked.state, asked.asked_because = Membership.ACTIVE, ""  # type: ignore[assignment]
    asked.save(update_fields=["state", "asked_because"])
    trace(actor, Action.MEMBER_APPROVE, asked, reason="approved")
    outbox.emit(events.MEMBER_JOINED, **_ids(asked))
    return asked


@all_or_nothing
def decline_member(*, actor: Actor, membership: Membership) -> None:
    """Decline someone who asked: nothing of the request stays, and nothing is held against them."""
    asked: Membership = find_locked(actor, Action.MEMBER_APPROVE, Membership, membership.pk)
    trace(actor, Action.MEMBER_APPROVE, asked, reason="declined")
    asked.delete()


@all_or_nothing
def suspend_member(*, actor: Actor, membership: Membership, reason: str) -> Membership | GuardedStep:
    """Suspend a persona; `reason` is a code from SUSPENSION_REASONS. Their rights rest meanwhile.

    Whoever leads or stewards is suspended with a second person's yes: then the answer is a step that waits.
    Raises ValidationError for the last steward, and for a steward whom a non-steward would suspend.
    """
    require(actor, Action.MEMBER_SUSPEND, membership)
    if reason not in SUSPENSION_REASONS:
        raise ValidationError(_("Please choose one of the reasons."))
    keep_a_steward(membership)
    suspended: Membership = find_locked(actor, Action.MEMBER_SUSPEND, Membership, membership.pk)
    if suspended.state != Membership.ACTIVE:
        raise ValidationError(_("This is no longer so. Please look at the page again."))
    if Right.STEWARD in roles_today(suspended) and not actor.has(Right.STEWARD):
        raise ValidationError(_("Only a steward can suspend a steward."))
    if guarding.is_guarded(suspended):
        return ask_second(actor, suspended, GuardedStep.SUSPEND, reason)
    return suspend_now(actor, suspended, reason)


def suspend_now(actor: Actor, suspended: Membership, reason: str) -> Membership:
    """Suspend a persona that the caller has locked and may suspend."""
    suspended.state, suspended.suspended_because = Membership.SUSPENDED, reason
    suspended.save(update_fields=["state", "suspended_because"])
    trace(actor, Action.MEMBER_SUSPEND, suspended, reason=reason)
    outbox.emit(events.MEMBER_SUSPENDED, **_ids(suspended))
    return suspended


@all_or_nothing
def restore_member(*, actor: Actor, membership: Membership) -> Membership | GuardedStep:
    """End a suspension; what was its reason is forgotten. Two people let back whom two took off."""
    restored: Membership = find_locked(actor, Action.MEMBER_SUSPEND, Membership, membership.pk)
    if restored.state != Membership.SUSPENDED:
        raise ValidationError(_("This is no longer so. Please look at the page again."))
    if guarding.is_guarded(restored):
        return ask_second(actor, restored, GuardedStep.RESTORE)
    return restore_now(actor, restored)


def restore_now(actor: Actor, restored: Membership) -> Membership:
    """End the suspension of a persona that the caller has locked and may restore."""
    restored.state, restored.suspended_because = Membership.ACTIVE, ""
    restored.save(update_fields=["state", "suspended_because"])
    trace(actor, Action.MEMBER_SUSPEND, restored, reason="restored")
    outbox.emit(events.MEMBER_RESTORED, **_ids(restored))
    return restored
