"""Asking for a seat, being let in, accepting the agreement as it stands now, and a name for this circle."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, require
from muruna.accounts.keyring import add_reader
from muruna.circles.access import may_hold_minors, unheard
from muruna.circles.holders import holders_of
from muruna.circles.logic.entry import Asking, Refusal, first_state, refusals
from muruna.circles.models import Circle, Meeting, Seat
from muruna.circles.seating import give_company, is_kept_apart, lock, renew_key, settle, taken, tell
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces.logic.names import is_taken
from muruna.spaces.models import Right


@all_or_nothing
def ask_for_seat(
    *,
    actor: Actor,
    circle_id: UUID,
    name: str,
    pronouns: str = "",
    declares: bool,
    agrees: bool,
    agreed_to: int,
) -> Seat:
    """Take a seat, wait for one, or (in a closed circle) wait for a facilitator's yes.

    `declares` is the actor's own word that the circle is for them; nobody checks it. Raises NotFound, and
    ValidationError with what stands against it.
    """
    circle = lock(circle_id)
    require(actor, Action.CIRCLE_JOIN, circle)
    asking = Asking(actor.membership.age_band, declares, agrees, agreed_to)
    mine = Seat.objects.filter(circle=circle, membership=actor.membership)
    mine.filter(unheard(actor)).update(state=Seat.LEFT)
    _refuse(
        refusals(
            asking,
            ages=circle.age_bands,
            version=circle.agreement_version,
            has_seat=mine.filter(state__in=Seat.ALIVE).exists(),
            was_removed=mine.filter(state=Seat.REMOVED).exists(),
        )
    )
    _refuse_name(circle, name)
    state = first_state(
        is_closed=circle.is_closed,
        taken=taken(circle),
        capacity=circle.capacity,
        is_kept_apart=is_kept_apart(circle, actor.person),
    )
    seat: Seat = Seat.objects.create(
        space=actor.space, circle=circle, membership=actor.membership, state=state, name=name,
        pronouns=pronouns, agreed_to=agreed_to, place=circle.next_place,
    )  # fmt: skip
    circle.next_place += 1
    circle.save(update_fields=["next_place"])
    trace(actor, Action.CIRCLE_JOIN, circle)
    if state == Seat.HERE:
        give_company(circle, seat)
        renew_key(circle)
    if state == Seat.ASKED:
        for holding in holders_of(circle):
            tell(holding)
    return seat


@all_or_nothing
def answer_asking(*, actor: Actor, seat_id: UUID, lets_in: bool) -> Seat:
    """Let somebody into a closed circle, who then sits or waits for a place; or decline, without a reason."""
    seat = find(actor, Action.SEAT_ANSWER, Seat, seat_id)
    circle = lock(seat.circle_id)
    seat.refresh_from_db()
    require(actor, Action.SEAT_ANSWER, seat)
    seat.state = Seat.WAITING if lets_in else Seat.LEFT
    seat.save(update_fields=["state"])
    trace(actor, Action.SEAT_ANSWER, seat, reason="yes" if lets_in else "no")
    if lets_in:
        settle(circle)
    else:
        tell(seat)
    seat.refresh_from_db()
    if seat.state == Seat.HERE:
        # Whoever is let in while a meeting goes on comes late, and reads what the facilitators have written.
        for meeting in Meeting.objects.filter(circle=circle, state=Meeting.OPEN):
            add_reader(actor, meeting.pk, seat.membership.person)
    return seat


@all_or_nothing
def accept_invitation(
    *, actor: Actor, seat_id: UUID, name: str, pronouns: str = "", agrees: bool, agreed_to: int
) -> Seat:
    """Hold a circle together with whoever asked; raises NotFound, ValidationError."""
    seat = find(actor, Action.SEAT_ACCEPT, Seat, seat_id)
    circle = lock(seat.circle_id)
    seat.refresh_from_db()
    require(actor, Action.SEAT_ACCEPT, seat)
    if not actor.has(Right.FACILITATOR) or (circle.is_for_minors and not may_hold_minors(actor)):
        raise ValidationError(_("To hold this circle you need a right that you do not have just now."))
    _refuse_agreement(circle, agrees, agreed_to)
    _refuse_name(circle, name, seat)
    seat.state, seat.name, seat.pronouns, seat.agreed_to = Seat.HERE, name, pronouns, agreed_to
    seat.save()
    trace(actor, Action.SEAT_ACCEPT, seat)
    if circle.state == Circle.OPEN:
        renew_key(circle)
    return seat


@all_or_nothing
def agree_again(*, actor: Actor, seat_id: UUID, agrees: bool, agreed_to: int) -> None:
    """Accept the agreement as it reads now; raises NotFound, and ValidationError for an earlier wording."""
    seat = find(actor, Action.SEAT_CHANGE, Seat, seat_id)
    circle = lock(seat.circle_id)
    require(actor, Action.SEAT_CHANGE, seat)
    _refuse_agreement(circle, agrees, agreed_to)
    Seat.objects.filter(pk=seat.pk).update(agreed_to=agreed_to)
    trace(actor, Action.SEAT_CHANGE, seat, reason="agreed")


@all_or_nothing
def change_name_here(*, actor: Actor, seat_id: UUID, name: str, pronouns: str) -> None:
    """Another name and pronouns, for this circle alone."""
    seat = find(actor, Action.SEAT_CHANGE, Seat, seat_id)
    circle = lock(seat.circle_id)
    seat.refresh_from_db()
    require(actor, Action.SEAT_CHANGE, seat)
    _refuse_name(circle, name, seat)
    seat.name, seat.pronouns = name, pronouns
    seat.save(update_fields=["name", "pronouns"])
    trace(actor, Action.SEAT_CHANGE, seat)


@all_or_nothing
def change_rest(*, actor: Actor, seat_id: UUID, is_resting: bool, offers_company: bool) -> None:
    """Take a break from a circle or come back, and offer company to those who are new."""
    seat = find(actor, Action.SEAT_CHANGE, Seat, seat_id)
    seat.is_resting, seat.offers_company = is_resting, offers_company and not is_resting
    seat.save(update_fields=["is_resting", "offers_company"])
    trace(actor, Action.SEAT_CHANGE, seat, reason="rest" if is_resting else "")


def _refuse_name(circle: Circle, name: str, mine: Seat | None = None) -> None:
    """Nobody is called so that they could be taken for somebody else in the locked `circle`."""
    others = Seat.objects.filter(circle=circle, state__in=Seat.ALIVE).exclude(pk=mine.pk if mine else None)
    if is_taken(name, [seat.name for seat in others]):
        raise ValidationError(
            {"name": _("Somebody in this circle has this name already, or one that looks like it. "
                       "Please choose another, so that nobody is taken for somebody else.")}
        )  # fmt: skip


def _refuse_agreement(circle: Circle, agrees: bool, agreed_to: int) -> None:
    if agreed_to != circle.agreement_version:
        raise ValidationError(_agreement_moved())
    if not agrees:
        raise ValidationError({"agrees": _("Please read the agreement and tick that you keep it.")})


def _agreement_moved() -> str:
    return _("The agreement has been changed meanwhile. Please read it once more below.")


def _refuse(found: list[Refusal]) -> None:
    if not found:
        return
    said = {
        Refusal.AGE: (None, _("This circle is for people of other ages.")),
        Refusal.NOT_DECLARED: ("declares", _("Please tick this if the circle is for you. Nobody checks it.")),
        Refusal.NOT_AGREED: ("agrees", _("Please read the agreement and tick that you keep it.")),
        Refusal.OLD_AGREEMENT: (None, _agreement_moved()),
        Refusal.HAS_SEAT: (None, _("You have a seat here already, or wait for one.")),
        Refusal.WAS_REMOVED: (None, _("You cannot come back to this circle. The facilitators decided so.")),
    }
    whole = [said[one][1] for one in found if said[one][0] is None]
    raise ValidationError(whole if whole else {said[one][0]: said[one][1] for one in found})
