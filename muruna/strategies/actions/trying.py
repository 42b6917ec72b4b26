"""Telling how a strategy went: one's own words are sealed, the counts say nothing of who."""

from typing import Any

from django.db import transaction
from django.db.models import F

from muruna.access import Action, NotFound, find_locked, require
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership
from muruna.strategies.logic.tallies import Answer, renewed
from muruna.strategies.models import Tried, TriedCount
from muruna.strategies.queries import OWN, is_there, my_tries


def tell_how_it_went(
    *, actor: Any, strategy: str, outcome: str, situations: tuple[str, ...] = (), words: str = ""
) -> Tried:
    """Keep how it went in one's own vault and add it to the counts; telling again replaces it.

    Raises NotFound for a strategy that the actor cannot see, vault.TooLong for too many words.
    """
    with transaction.atomic():
        require(actor, Action.STRATEGY_TRY, actor.space)
        if not is_there(actor, strategy):
            raise NotFound
        # One at a time for each persona: two presses at once must not count twice.
        Membership.objects.select_for_update().get(pk=actor.membership.pk)
        answer = Answer(outcome, situations)
        earlier = next((one for one in my_tries(actor) if one.strategy == strategy), None)
        body = {"strategy": strategy, "outcome": outcome, "situations": list(situations), "words": words}
        sealed = actor.keys.seal_own_padded(OWN, body)
        if earlier is None:
            row = Tried.objects.create(space=actor.space, membership=actor.membership, body=sealed)
        else:
            row = earlier.row
            _add(actor, strategy, earlier.answer, -1)
            row.body = sealed
            row.save(update_fields=["body"])
        _add(actor, strategy, answer, 1)
        trace(actor, Action.STRATEGY_TRY, row)
        return row


def take_back(*, actor: Any, tried_id: object) -> None:
    """Let go of what one told: the words are gone, and it no longer counts."""
    with transaction.atomic():
        Membership.objects.select_for_update().get(pk=actor.membership.pk)
        row = find_locked(actor, Action.STRATEGY_TRY, Tried, tried_id)
        told = next(one for one in my_tries(actor) if one.row.pk == row.pk)
        _add(actor, told.strategy, told.answer, -1)
        trace(actor, Action.STRATEGY_TRY, row, reason="taken_back")
        row.delete()


def renew_counts() -> None:
    """Let others of this space see what is told by now, wherever enough people's answers differ."""
    with transaction.atomic():
        groups: dict[tuple[str, str], dict[str, TriedCount]] = {}
        for cell in TriedCount.objects.select_for_update().order_by("pk"):
            groups.setdefault((cell.strategy, cell.situation), {})[cell.outcome] = cell
        for cells in groups.values():
            was = {outcome: cell.shown for outcome, cell in cells.items()}
            now = renewed(was, {outcome: cell.count for outcome, cell in cells.items()})
            for outcome, cell in cells.items():
                if cell.shown != now[outcome]:
                    TriedCount.objects.filter(pk=cell.pk).update(shown=now[outcome])


def _add(actor: Any, strategy: str, answer: Answer, change: int) -> None:
    for outcome, situation in answer.cells():
        cell = TriedCount.objects.get_or_create(
            space=actor.space, strategy=strategy, outcome=outcome, situation=situation
        )[0]
        rows = TriedCount.objects.filter(pk=cell.pk)
        # A count that a deleted person left behind may already stand at none.
        (rows.filter(count__gt=0) if change < 0 else rows).update(count=F("count") + change)
