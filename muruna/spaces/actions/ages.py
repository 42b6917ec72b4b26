"""Age bands that change: upward by oneself after a birthday, any way by those who care for the community."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.foundation import outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.foundation.trace import trace
from muruna.spaces import events, guarding, setting
from muruna.spaces.actions.guarded import ask_second
from muruna.spaces.logic.growing import ends_rights, is_older, next_bands
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.spaces.queries import roles_today
from muruna.spaces.stewardship import end_rights_of, keep_a_steward


@all_or_nothing
def grow_older(*, actor: Actor, age_band: str) -> None:
    """Move up to `age_band` in every community in which the person counts as younger; never back.

    Age is the person's and not the persona's: whoever is an adult in one community is no minor in another.
    Raises ValidationError for a band that is not the next one: more is a coordinator's to correct.
    """
    require(actor, Action.PERSONA_CHANGE, actor.membership)
    if age_band not in next_bands(actor.membership.age_band):
        raise ValidationError(
            {
                "age_band": _(
                    "By yourself you can only move up by one line. A coordinator can correct a mistake."
                )
            }
        )
    with across_spaces("a person's age is the same in all their communities"):
        personas = Membership.objects.filter(person=actor.person).exclude(state=Membership.LEFT)
        mine = list(personas.select_related("space").order_by("pk"))
    for one in mine:
        if is_older(age_band, one.age_band):
            with in_space(one.space):
                here = replace(actor, space=one.space, membership=one)
                move_age(here, Membership.objects.select_for_update().get(pk=one.pk), age_band)


@all_or_nothing
def correct_age(*, actor: Actor, membership: Membership, age_band: str) -> Membership | GuardedStep:
    """Correct the age of somebody else's persona; over the line of 18, either way, their rights end.

    Where such a right is to lead or to steward, that takes a second person's yes: a step waits for it.
    Raises ValidationError for a band that is not this community's, for the last steward, and for a steward
    whom a non-steward would correct.
    """
    require(actor, Action.AGE_CORRECT, membership)
    if age_band not in setting.age_bands(actor.space):
        raise ValidationError({"age_band": _("This community is for other ages.")})
    if ends_rights(membership.age_band, age_band):
        keep_a_steward(membership)
    corrected: Membership = find_locked(actor, Action.AGE_CORRECT, Membership, membership.pk)
    if Right.STEWARD in roles_today(corrected) and not actor.has(Right.STEWARD):
        raise ValidationError(_("Only a steward can correct the age of a steward."))
    if ends_rights(corrected.age_band, age_band) and guarding.is_guarded(corrected):
        return ask_second(actor, corrected, GuardedStep.AGE, age_band)
    if corrected.age_band != age_band:
        move_age(actor, corrected, age_band, Action.AGE_CORRECT)
    return corrected


def move_age(actor: Actor, membership: Membership, band: str, action: Action = Action.PERSONA_CHANGE) -> None:
    """Move the age of a persona that the caller has locked and may move."""
    if ends_rights(membership.age_band, band):
        # What was entrusted to somebody as a minor, or as an adult, was not entrusted to the other.
        end_rights_of(membership)
    membership.age_band = band
    membership.save(update_fields=["age_band"])
    trace(actor, action, membership, reason=f"age:{band}")
    outbox.emit(events.MEMBER_AGED, space=membership.space_id, membership=membership.pk)
