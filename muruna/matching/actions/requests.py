"""Asking: to write a request, change it while it waits, and take it back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.foundation import outbox
from muruna.foundation.clock import now, today
from muruna.foundation.trace import trace
from muruna.language import CODES
from muruna.matching.finishing import finish
from muruna.matching.logic.asking import Ask, Fault, faults
from muruna.matching.models import Proposal, Request
from muruna.matching.pool import rules_of
from muruna.matching.serving import serve_request
from muruna.matching.vocabulary import vocabulary

WRITTEN = "request.written"  # space, request


def write_request(*, actor: Actor, ask: Ask) -> Request:
    """Ask for somebody to talk to; it is kept also when nobody is there.

    Raises ValidationError for what cannot be asked, or when a request of this persona already waits.
    """
    with transaction.atomic():
        require(actor, Action.REQUEST_WRITE, actor.space)
        _check(ask)
        profile = rules_of(actor.space)
        if actor.membership.age_band not in profile.asking_bands:
            raise ValidationError(
                _("In this community, people of your age cannot ask for somebody to talk to.")
            )
        try:
            with transaction.atomic():
                request = Request.objects.create(
                    space=actor.space,
                    membership=actor.membership,
                    waiting_since=now().replace(second=0, microsecond=0),
                    ends_on=today() + dt.timedelta(days=profile.retention_days.requests),
                    **_columns(ask),
                )
        except IntegrityError:
            raise ValidationError(_("You already have a request that waits. You can change it.")) from None
        trace(actor, Action.REQUEST_WRITE, request)
        serve_request(request)
        outbox.emit(WRITTEN, space=actor.space.pk, request=request.pk)
        return request


def change_request(*, actor: Actor, request_id: object, ask: Ask) -> Request:
    """Write a waiting request anew; its place in the queue stays, and who said no is not asked again."""
    with transaction.atomic():
        request: Request = find_locked(actor, Action.REQUEST_CHANGE, Request, request_id)
        _check(ask)
        for column, value in _columns(ask).items():
            setattr(request, column, value)
        request.save()
        # Whoever the member put aside may fit what they ask for now; a supporter's no stays a no.
        Proposal.objects.filter(request=request, state__in=[Proposal.CLOSED, Proposal.SHOWN]).delete()
        trace(actor, Action.REQUEST_CHANGE, request)
        serve_request(request)
        outbox.emit(WRITTEN, space=actor.space.pk, request=request.pk)
        return request


def withdraw_request(*, actor: Actor, request_id: object) -> None:
    """Take a waiting request back: its words are gone, and nobody is told a reason."""
    with transaction.atomic():
        request: Request = find_locked(actor, Action.REQUEST_CHANGE, Request, request_id)
        finish(request, Request.WITHDRAWN)
        trace(actor, Action.REQUEST_CHANGE, request, reason="withdrawn")


def _columns(ask: Ask) -> dict[str, object]:
    return {
        "words": ask.words,
        "language": ask.languages[0],
        "languages": list(ask.languages),
        "needs": ask.needs,
        "shown": ask.shown,
        "is_live": ask.is_live,
    }


def _check(ask: Ask) -> None:
    words = vocabulary()
    found = faults(
        ask,
        languages=frozenset(CODES),
        experiences=frozenset(words.experiences),
        topics=frozenset(words.topics),
        circumstances=frozenset(words.circumstances),
    )
    said = {
        Fault.NO_WORDS: _("Please write a few words: one sentence is enough."),
        Fault.NO_LANGUAGE: _("Please choose at least one language, each of them once."),
        Fault.UNKNOWN: _("One of these is not a choice. Please choose again."),
        Fault.BOTH: _("Something is both wished for and not wished for. Please choose one of the two."),
    }
    if found:
        raise ValidationError([ValidationError(said[one], code=str(one)) for one in found])
