"""Answering: begun, gone on with on another day, finished, or let go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find_locked, require
from muruna.foundation.clock import now
from muruna.foundation.trace import trace
from muruna.spaces.models import Membership
from muruna.wellbeing.actions.days import keep, sealed
from muruna.wellbeing.actions.showing import renew_series
from muruna.wellbeing.asked import Asked, asked_here, known_here
from muruna.wellbeing.logic.answering import Left, finished, is_too_old, proper
from muruna.wellbeing.logic.diary import Given, Sitting
from muruna.wellbeing.models import Entry
from muruna.wellbeing.queries import diary


def begin_answering(*, actor: Any, asks: Sequence[str], one_by_one: bool, afresh: bool = False) -> UUID:
    """Begin, or go on with the same questions where they were left; returns the row's id.

    `afresh` lets go of what was left. What is too old to be gone on with stays as it is, beside the new.
    Raises NotFound for what is not asked in this space.
    """
    with transaction.atomic():
        require(actor, Action.WELLBEING_KEEP, actor.space)
        here = asked_here(actor)
        if not asks or any(one not in here for one in asks):
            raise NotFound
        # Two presses at once must not begin twice.
        Membership.objects.select_for_update().get(pk=actor.membership.pk)
        left = diary(actor).to_go_on_with(asks, now())
        if left is not None and not afresh:
            _write(actor, replace(left, one_by_one=one_by_one))
            return UUID(str(left.id))
        if left is not None:
            find_locked(actor, Action.WELLBEING_KEEP, Entry, left.id).delete()
        begun = Sitting(at=now(), asks=tuple(asks), one_by_one=one_by_one, given={})
        return UUID(str(keep(actor=actor, kept=begun).id))


def give_answers(*, actor: Any, sitting_id: UUID, given: Mapping[str, Given]) -> Sitting:
    """Keep answers of an unfinished sitting; None passes a question over, what is not named stays.

    Raises ValueError for an answer that is no choice of its question.
    """
    with transaction.atomic():
        find_locked(actor, Action.WELLBEING_KEEP, Entry, sitting_id)
        sitting, here = diary(actor).one(sitting_id, Sitting), known_here(actor)
        for questionnaire, values in given.items():
            if questionnaire not in sitting.asks or questionnaire not in here:
                raise NotFound
            sitting = sitting.answered(questionnaire, proper(here[questionnaire].instrument, values))
        _write(actor, sitting)
        trace(actor, Action.WELLBEING_KEEP, sitting_id)
        return sitting


def finish_answering(*, actor: Any, sitting_id: UUID) -> Left:
    """Keep what was answered, each questionnaire by itself; nothing of those that were passed over whole."""
    with transaction.atomic():
        row = find_locked(actor, Action.WELLBEING_KEEP, Entry, sitting_id)
        sitting, here = diary(actor).one(sitting_id, Sitting), known_here(actor)
        # Of what is too old the day is the one on which it was answered.
        done = finished(sitting, _instruments(here), sitting.at if is_too_old(sitting, now()) else now())
        for one in done:
            keep(actor=actor, kept=one)
        row.delete()
        trace(actor, Action.WELLBEING_KEEP, sitting_id, reason="finished")
        for one in done:
            renew_series(actor=actor, questionnaire=one.of)
        return Left(kept=len(done))


def _instruments(here: Mapping[str, Asked]) -> dict[str, Any]:
    return {id: one.instrument for id, one in here.items()}


def _write(actor: Any, sitting: Sitting) -> None:
    Entry.objects.filter(pk=sitting.id, membership=actor.membership).update(body=sealed(actor, sitting))
