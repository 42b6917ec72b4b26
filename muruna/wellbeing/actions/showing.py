"""Sharing one result, or a series that goes on, with one companion until it is stopped."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find_locked, require
from muruna.sharing import actions as sharing
from muruna.sharing.erasing import given_by
from muruna.sharing.models import Share
from muruna.wellbeing.asked import known_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.models import Entry
from muruna.wellbeing.queries import diary, series_item
from muruna.wellbeing.shown import body_of_result, body_of_series

RESULT, SERIES = "result", "series"


def share_result(*, actor: Any, entry_id: UUID, with_: UUID) -> Share:
    """Share one result. Raises NotFound for what is not the actor's, or somebody they are in no talk with."""
    with transaction.atomic():
        find_locked(actor, Action.WELLBEING_KEEP, Entry, entry_id)
        one, here = diary(actor).one(entry_id, Answers), known_here(actor)
        if one.of not in here:
            raise NotFound
        body = body_of_result(actor, one)
        return sharing.share(actor=actor, kind=RESULT, item=entry_id, with_=with_, body=body)


def share_series(*, actor: Any, questionnaire: str, with_: UUID) -> Share:
    """Share a series, with what will be added to it. Raises NotFound as `share_result`."""
    with transaction.atomic():
        require(actor, Action.WELLBEING_KEEP, actor.space)
        answers, here = diary(actor).series(questionnaire), known_here(actor)
        if not answers or questionnaire not in here:
            raise NotFound
        item = series_item(actor, questionnaire)
        body = body_of_series(actor, answers)
        return sharing.share(actor=actor, kind=SERIES, item=item, with_=with_, body=body)


def renew_series(*, actor: Any, questionnaire: str) -> None:
    """Bring what is shared of a series up to date; where nothing is left of it, sharing ends."""
    with transaction.atomic():
        require(actor, Action.WELLBEING_KEEP, actor.space)
        item = series_item(actor, questionnaire)
        if not given_by(actor, kind=SERIES, item=item).exists():
            return
        answers, here = diary(actor).series(questionnaire), known_here(actor)
        if answers and questionnaire in here:
            body = body_of_series(actor, answers)
            sharing.renew(actor=actor, kind=SERIES, item=item, body=body)
        else:
            sharing.stop_item(actor=actor, kind=SERIES, item=item)
