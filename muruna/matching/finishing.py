"""When a request has ended, what it asked for is erased; how long it took stays, without anybody in it."""

from django.db import transaction

from muruna.accounts.erasing import empty_the_log
from muruna.foundation import live
from muruna.foundation.clock import now, today
from muruna.matching.models import Proposal, Request, Waited

ROUND_TO = 5


def finish(request: Request, state: str) -> None:
    """End a locked, waiting request; the object in memory keeps its words for whoever called."""
    everyone = Proposal.objects.filter(request=request).select_related("supporter")
    for one in everyone.filter(state__in=[Proposal.CHOSEN, Proposal.OPEN]):
        live.changed(person=one.supporter.person_id)
    everyone.exclude(state=Proposal.ACCEPTED).delete()
    _remember_wait(request, was_served=state == Request.MATCHED)
    Request.objects.filter(pk=request.pk).update(
        state=state, words="", needs={}, shown={}, languages=[], language="", finished_on=today()
    )
    live.changed(person=request.membership.person_id)
    # The old page still stands in the write-ahead log until that is cut.
    transaction.on_commit(empty_the_log)


def _remember_wait(request: Request, *, was_served: bool) -> None:
    minutes = max(0, int((now() - request.waiting_since).total_seconds() // 60))
    Waited.objects.create(
        space=request.space,
        language=request.languages[0],
        is_minor=request.membership.is_minor,
        is_live=request.is_live,
        minutes=-(-minutes // ROUND_TO) * ROUND_TO,
        was_served=was_served,
    )
