"""A circle begins as a facilitator's proposal; somebody else lets it begin, or sends it back with words."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.circles.access import may_hold_minors
from muruna.circles.actions.meetings import plan_meetings
from muruna.circles.logic.plan import Fault, Plan, faults
from muruna.circles.logic.series import rule_for
from muruna.circles.models import Circle, Seat
from muruna.circles.queries import as_shown, coming
from muruna.circles.seating import KIND, lock, renew_key, tell
from muruna.foundation.clock import now
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.findable import changed
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders


@all_or_nothing
def propose_circle(
    *, actor: Actor, plan: Plan, name: str, pronouns: str = "", partner: Membership | None = None
) -> Circle:
    """Send a circle to whoever lets it begin; the actor holds it, and `partner` is asked to hold it too.

    Raises NotFound, and ValidationError with what stands against it.
    """
    require(actor, Action.CIRCLE_PROPOSE, actor.space)
    _refuse(actor, plan)
    circle: Circle = Circle.objects.create(
        space=actor.space, proposed_by=actor.membership, is_for_minors=plan.is_for_minors, **_fields(plan)
    )
    Seat.objects.create(
        space=actor.space, circle=circle, membership=actor.membership, part=Seat.FACILITATOR,
        state=Seat.HERE, name=name, pronouns=pronouns, agreed_to=circle.agreement_version,
    )  # fmt: skip
    if partner is not None:
        _invite(actor, circle, partner)
    trace(actor, Action.CIRCLE_PROPOSE, circle)
    return circle


@all_or_nothing
def change_proposal(*, actor: Actor, circle_id: UUID, plan: Plan) -> Circle:
    """Send the actor's own proposal again, changed; raises NotFound, ValidationError."""
    circle: Any = lock(circle_id)
    require(actor, Action.CIRCLE_CHANGE, circle)
    _refuse(actor, plan)
    for field, value in _fields(plan).items():
        setattr(circle, field, value)
    circle.is_for_minors, circle.state, circle.answer = plan.is_for_minors, Circle.PROPOSED, ""
    circle.save()
    trace(actor, Action.CIRCLE_CHANGE, circle)
    return circle


@all_or_nothing
def answer_proposal(*, actor: Actor, circle_id: UUID, begins: bool, seen: str, words: str = "") -> Circle:
    """Let somebody else's circle begin, or send it back with `words`; raises NotFound, ValidationError.

    `seen` is what `queries.as_shown` says of the proposal that was read: nobody answers what they have not.
    """
    circle: Any = lock(circle_id)
    require(actor, Action.CIRCLE_APPROVE, circle)
    if seen != as_shown(circle):
        raise ValidationError(
            _("It was changed after you opened this page. Please read the newer text above, then answer."),
            code="changed",
        )
    if begins and not coming(circle):
        raise ValidationError(_("All its hours have passed. Please send it back, so that it gets new ones."))
    if not begins and not words.strip():
        raise ValidationError({"words": _("Please write what should be different.")})
    circle.state, circle.answer = (Circle.OPEN, "") if begins else (Circle.RETURNED, words)
    circle.save(update_fields=["state", "answer"])
    if begins:
        renew_key(circle)
        plan_meetings(circle)
        changed(KIND, circle.pk, space=circle.space_id)
    trace(actor, Action.CIRCLE_APPROVE, circle, reason="begins" if begins else "returned")
    for seat in Seat.objects.filter(circle=circle, part=Seat.FACILITATOR, state__in=Seat.ALIVE):
        tell(seat)
    return circle


def _invite(actor: Actor, circle: Circle, partner: Membership) -> None:
    if partner.pk == actor.membership.pk or not holders(Right.FACILITATOR).filter(pk=partner.pk).exists():
        raise ValidationError({"partner": _("This person cannot hold a circle just now.")})
    seat = Seat.objects.create(
        space=actor.space, circle=circle, membership=partner, part=Seat.FACILITATOR, state=Seat.INVITED
    )
    tell(seat)


def _fields(plan: Plan) -> dict[str, Any]:
    rule = rule_for(plan.rhythm, plan.first_on, plan.times)
    same = ("template", "title", "purpose", "who_for", "capacity", "language", "is_closed", "agreement",
            "first_on", "at", "minutes", "time_zone")  # fmt: skip
    return {name: getattr(plan, name) for name in same} | {"ages": " ".join(plan.ages), "rule": rule}


def _refuse(actor: Actor, plan: Plan) -> None:
    bands = actor.space.effective().age_bands
    found = faults(plan, now=now(), bands_here=bands, may_hold_minors=may_hold_minors(actor))
    if not found:
        return
    said = {
        Fault.AGES_HERE: ("ages", _("Please choose ages that this community is for.")),
        Fault.AGES_MIXED: ("ages", _("People under 18 and adults do not sit in one circle.")),
        Fault.NOT_FOR_MINORS: (
            "ages",
            _("To hold a circle for people under 18, you also need the right to support them."),
        ),
        Fault.CAPACITY: ("capacity", _("A circle has between 3 and 24 places.")),
        Fault.DAY: ("first_on", _("Please choose a day from today on, within half a year.")),
        Fault.HOUR: ("at", _("This hour has passed already. Please choose a later one, or another day.")),
        Fault.SERIES: ("times", _("Please choose how often and how long you meet, 26 times at most.")),
    }
    refusal: dict[str, list[str]] = {}
    for one in found:
        field, sentence = said[one]
        refusal.setdefault(field, []).append(sentence)
    raise ValidationError(refusal)
