"""A second person's yes before somebody who leads or stewards is taken off, or let back."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked
from muruna.foundation import news
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces import guarding
from muruna.spaces.logic.rights import SHOWN_DAYS, STEP_DAYS
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.spaces.queries import guardians, roles_today

MAY_ASK = {Right.COORDINATOR, Right.STEWARD, Right.SAFEGUARDING_LEAD}


def ask_second(actor: Actor, membership: Membership, deed: str, detail: str = "") -> GuardedStep:
    """Write down a step that waits; called by the deed itself, which has asked whether the actor may.

    Raises ValidationError when the actor has no say about them, or nobody is there to say the second yes.
    """
    if guarding.is_barred(actor.person.pk, membership):
        # The same words for every reason: which one it is would tell what is nobody's to know.
        raise ValidationError(
            _("This cannot be asked for by you. Somebody else who leads, stewards or coordinates here can."),
            code="not_by_you",
        )
    waiting = GuardedStep.objects.filter(membership=membership, deed=deed, done_on=None)
    if (waiting.filter(detail=detail) if deed == GuardedStep.END else waiting).exists():
        raise ValidationError(
            _("This has been asked for already. It waits for a second yes."), code="asked_already"
        )
    step: GuardedStep = GuardedStep.objects.create(
        space=actor.space, membership=membership, deed=deed, detail=detail, asked_by=actor.membership
    )
    found = guarding.seconds(step)
    if not found:
        step.asks_others = True
        step.save(update_fields=["asks_others"])
        found = guarding.seconds(step)
    if not found:
        raise ValidationError(
            _(
                "Two people decide this, and nobody else here can say yes to it: no other lead or steward, "
                "and nobody who has coordinated or supervised here for two weeks. If somebody is in danger "
                "now, please use the contact outside."
            ),
            code="nobody_second",
        )
    for one in found:
        news.tell(one.person_id)
    trace(actor, "guarded.ask", step, reason=deed)
    return step


@all_or_nothing
def refuse_step(*, actor: Actor, step: Any) -> None:
    """The second person's no: nothing of it stays. Raises NotFound."""
    found: GuardedStep = find_locked(actor, Action.RIGHT_CONFIRM, GuardedStep, step.pk)
    trace(actor, "guarded.answer", found, reason="refused")
    if found.asked_by is not None:
        news.tell(found.asked_by.person_id)
    found.delete()


@all_or_nothing
def take_back_step(*, actor: Actor, step: Any) -> None:
    """Whoever asked lets go of it. Raises NotFound."""
    found: GuardedStep = find_locked(actor, Action.RIGHT_STEP_BACK, GuardedStep, step.pk)
    trace(actor, "guarded.ask", found, reason="taken_back")
    found.delete()


def agreed(actor: Actor, step: Any) -> GuardedStep:
    """The step that the actor says yes to, locked and marked as done; its deed follows in the same act.

    Raises NotFound for whoever asked, whom it is about, and who has no say; ValidationError when whoever
    asked could not ask any more.
    """
    found: GuardedStep = find_locked(actor, Action.RIGHT_CONFIRM, GuardedStep, step.pk)
    asker = found.asked_by
    if asker is None or not roles_today(asker) & MAY_ASK:
        raise ValidationError(_("This is no longer so. Please look at the page again."))
    if guarding.is_barred(asker.person_id, found.membership):
        raise ValidationError(_("This is no longer so. Please look at the page again."))
    found.agreed_by, found.done_on = actor.membership, today()
    found.save(update_fields=["agreed_by", "done_on"])
    trace(actor, "guarded.answer", found, reason="yes")
    two = {actor.person.pk, asker.person_id}
    for person in {found.membership.person_id, *guardians().values_list("person", flat=True)} - two:
        news.tell(person)
    return found


@all_or_nothing
def forget_old_steps() -> None:
    """In the active space, what nobody said yes to lapses, and what was done long ago is forgotten."""
    GuardedStep.objects.filter(done_on=None, day__lt=today() - dt.timedelta(days=STEP_DAYS)).delete()
    GuardedStep.objects.filter(done_on__lt=today() - dt.timedelta(days=SHOWN_DAYS)).delete()
