"""The yes that carries out what somebody else asked for about a person who leads or stewards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.foundation.deeds import all_or_nothing
from muruna.spaces.actions.ages import move_age
from muruna.spaces.actions.guarded import agreed
from muruna.spaces.actions.members import restore_now, suspend_now
from muruna.spaces.actions.rights import end_locked
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.spaces.queries import rights_today
from muruna.spaces.stewardship import keep_a_steward


@all_or_nothing
def confirm_step(*, actor: Actor, step: Any) -> None:
    """The second yes: it happens now.

    Raises NotFound for whoever asked, whom it is about, and who has no say about them; ValidationError for
    the last steward, and where it makes no sense any more.
    """
    require(actor, Action.RIGHT_CONFIRM, step)
    about = step.membership
    if step.deed in (GuardedStep.SUSPEND, GuardedStep.AGE) or step.detail == Right.STEWARD:
        keep_a_steward(about)
    found = agreed(actor, step)
    about = Membership.objects.select_for_update().get(pk=found.membership_id)
    carried_out = {
        GuardedStep.SUSPEND: _suspend,
        GuardedStep.RESTORE: _restore,
        GuardedStep.AGE: _age,
        GuardedStep.END: _end,
    }[found.deed](actor, about, found.detail)
    if not carried_out:
        raise ValidationError(_("This is no longer so. Please look at the page again."))


def _suspend(actor: Actor, about: Membership, reason: str) -> bool:
    is_here = about.state == Membership.ACTIVE
    if is_here:
        suspend_now(actor, about, reason)
    return is_here


def _restore(actor: Actor, about: Membership, _none: str) -> bool:
    is_away = about.state == Membership.SUSPENDED
    if is_away:
        restore_now(actor, about)
    return is_away


def _age(actor: Actor, about: Membership, band: str) -> bool:
    is_other = about.age_band != band and about.state in (Membership.ACTIVE, Membership.SUSPENDED)
    if is_other:
        move_age(actor, about, band, Action.AGE_CORRECT)
    return is_other


def _end(actor: Actor, about: Membership, role: str) -> bool:
    held = list(rights_today(about).filter(role=role).select_for_update())
    for right in held:
        end_locked(actor, Action.RIGHT_GIVE, right)
    return bool(held)
