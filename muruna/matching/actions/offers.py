"""What a supporter offers, and stepping back from it for a while."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.foundation import outbox
from muruna.foundation.clock import now, today
from muruna.foundation.trace import trace
from muruna.language import CODES
from muruna.matching.locks import own_locked
from muruna.matching.logic.needs import OPEN_MOST
from muruna.matching.models import SupportOffer
from muruna.matching.places import FREE
from muruna.matching.serving import serve_space
from muruna.matching.vocabulary import vocabulary
from muruna.spaces.contact import ask_first, takes_minors

PAUSE_DAYS_MOST = 366


@dataclass(frozen=True)
class Offer:
    """What a supporter wrote down; `lived` maps an experience to (matcher may use, match may see)."""

    languages: tuple[str, ...]
    time_zone: str
    lived: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    circumstances: tuple[str, ...] = ()
    about: str = ""
    not_now: tuple[str, ...] = ()
    hours: tuple[tuple[int, str, str], ...] = ()
    most_open: int = OPEN_MOST
    is_from_here: bool = False


def save_offer(*, actor: Actor, offer: Offer, knows_risk: bool = False) -> SupportOffer:
    """Write the offer down, the first time or anew.

    Raises ValidationError for what is no choice, and MayIdentify for new contact details without `knows_risk`
    where somebody under 18 may read the card.
    """
    with transaction.atomic():
        require(actor, Action.OFFER_CHANGE, actor.space)
        _check(offer)
        row, _new = SupportOffer.objects.select_for_update().get_or_create(
            membership=actor.membership, defaults={"space": actor.space}
        )
        is_new = offer.about != row.about
        ask_first(offer.about, beside_minors=is_new and takes_minors(actor.space), knows_risk=knows_risk)
        row.languages, row.time_zone, row.about = list(offer.languages), offer.time_zone, offer.about
        row.lived = [
            {"id": id, "matcher_may_use": used, "match_may_see": used and seen}
            for id, (used, seen) in offer.lived.items()
            if used
        ]
        row.circumstances, row.not_now = list(offer.circumstances), list(offer.not_now)
        row.hours, row.most_open = [list(window) for window in offer.hours], offer.most_open
        row.is_from_here = offer.is_from_here
        row.save(
            update_fields=[
                "languages", "time_zone", "about", "lived", "circumstances", "not_now", "hours", "most_open",
                "is_from_here",
            ]
        )  # fmt: skip
        trace(actor, Action.OFFER_CHANGE, row)
        outbox.emit(FREE, space=actor.space.pk, membership=actor.membership.pk)
        return row


def pause_support(*, actor: Actor, until: dt.date, reason: str = SupportOffer.OWN) -> None:
    """No new questions through the day `until`; no reason need be given, and a longer pause stays longer."""
    with transaction.atomic():
        require(actor, Action.OFFER_CHANGE, actor.space)
        row = own_locked(actor)
        if not today() <= until <= today() + dt.timedelta(days=PAUSE_DAYS_MOST):
            raise ValidationError(_("Please choose a day from today on, at most a year away."))
        if reason not in (SupportOffer.OWN, SupportOffer.DEBRIEF):
            raise ValidationError(_("That is not one of the choices. Please choose again."))
        if row.paused_until is not None and row.paused_until >= until:
            if reason == SupportOffer.OWN or row.pause_reason == SupportOffer.DEBRIEF:
                return
            until = row.paused_until
        row.paused_until, row.pause_reason, row.free_until = until, reason, _over(row)
        row.save(update_fields=["paused_until", "pause_reason", "free_until"])
        trace(actor, Action.OFFER_CHANGE, row, reason="pause")
        # Questions that wait for this person move on at once.
        serve_space(actor.space)


def resume_support(*, actor: Actor) -> None:
    """End one's own pause early; the pause after a hard talk stays until its day."""
    with transaction.atomic():
        require(actor, Action.OFFER_CHANGE, actor.space)
        row = own_locked(actor)
        if row.paused_until is None:
            return
        if row.pause_reason == SupportOffer.DEBRIEF and row.paused_until >= today():
            raise ValidationError(_("This pause was set after a hard talk. It ends by itself on its day."))
        row.paused_until, row.pause_reason = None, ""
        row.save(update_fields=["paused_until", "pause_reason"])
        trace(actor, Action.OFFER_CHANGE, row, reason="resume")
        outbox.emit(FREE, space=actor.space.pk, membership=actor.membership.pk)


def _over(row: SupportOffer) -> dt.datetime | None:
    return row.free_until if row.free_until is None or row.free_until <= now() else now()


def _check(offer: Offer) -> None:
    words = vocabulary()
    known: Any = (
        set(offer.languages) <= set(CODES)
        and set(offer.lived) <= set(words.experiences)
        and set(offer.circumstances) <= set(words.circumstances)
        and set(offer.not_now) <= set(words.topics)
    )
    if not offer.languages:
        raise ValidationError({"languages": _("Please choose at least one language.")})
    if not known or not 1 <= offer.most_open <= OPEN_MOST:
        raise ValidationError(_("One of these is not a choice. Please choose again."))
