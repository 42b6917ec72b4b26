"""The plan for hard times: every change opens it with the person's key and seals it again."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from muruna.access import Action, NotFound, find, require
from muruna.foundation.trace import trace
from muruna.goals.actions.goals import Moved
from muruna.goals.logic import hard_times
from muruna.goals.logic.hard_times import Line, Plan
from muruna.goals.models.hard_times import HardTimes
from muruna.goals.queries.hard_times import (
    HARD_TIMES,
    minutes_now,
    my_hard_times,
    my_shares,
    version_of,
    version_shown,
)
from muruna.sharing import actions as sharing
from muruna.sharing.models import Share
from muruna.sharing.queries import proposal_text
from muruna.spaces.models import Membership


def add_lines(*, actor: Any, part: str, texts: Iterable[str]) -> None:
    """Add lines at the end of a part; what stands there already is not written twice.

    Raises NotFound for another part, ValueError when it is full, vault.TooLong above 64 KiB.
    """

    def change(plan: Plan) -> Plan:
        there = {one.text for one in plan.part(part).lines}
        new = [Line(secrets.token_hex(4), text) for text in dict.fromkeys(texts) if text not in there]
        return hard_times.with_lines(plan, part, new, minutes_now()) if new else plan

    _change(actor, change)


def change_line(*, actor: Any, id: str, text: str, version: int | None = None) -> None:
    """Say a line in other words.

    Raises NotFound, vault.TooLong, Moved when its words are not what `version` stands for any more.
    """

    def change(plan: Plan) -> Plan:
        _part, line = plan.where(id)
        if version not in (None, version_of(actor, line.text)):
            raise Moved
        return hard_times.with_text(plan, id, text, minutes_now())

    _change(actor, change)


def remove_line(*, actor: Any, id: str) -> None:
    """Take a line out; raises NotFound."""
    _change(actor, lambda plan: hard_times.without(plan, id, minutes_now()))


def move_line(*, actor: Any, id: str, earlier: bool) -> None:
    """Put a line one place earlier or later in its part; raises NotFound."""
    _change(actor, lambda plan: hard_times.moved(plan, id, minutes_now(), earlier=earlier))


def move_part(*, actor: Any, part: str, earlier: bool) -> None:
    """Put a part one place earlier or later; raises NotFound."""
    _change(actor, lambda plan: hard_times.reordered(plan, part, minutes_now(), earlier=earlier))


def undo(*, actor: Any) -> None:
    """Take back the last change, within an hour."""
    _change(actor, lambda plan: hard_times.undone(plan, minutes_now()))


def settle(*, actor: Any) -> None:
    """Forget what stood before the last change."""
    _change(actor, hard_times.settled)


def drop(*, actor: Any) -> None:
    """Let go of the whole plan."""
    with transaction.atomic():
        require(actor, Action.HARD_TIMES, actor.space)
        for one in my_shares(actor):
            sharing.stop(actor=actor, share_id=one.pk)
        HardTimes.objects.filter(membership=actor.membership).delete()
        trace(actor, Action.HARD_TIMES, actor.membership, reason="dropped")


def share_lines(*, actor: Any, with_: UUID, lines: Iterable[str], version: int | None = None) -> Share:
    """Let a companion see exactly these lines, until it is stopped; with none, they can only propose some.

    Raises NotFound for somebody the actor is in no talk with, Moved when what they see, or the plan, is not
    what `version` stands for any more.
    """
    chosen = list(lines)
    with transaction.atomic():
        _wait_for_others(actor)
        share = next((one for one in my_shares(actor) if one.receiver_id == with_), None)
        if version not in (None, version_shown(actor, my_hard_times(actor), with_, share)):
            raise Moved
        plan, row = _change(actor, lambda plan: hard_times.showing(plan, str(with_), chosen), with_=with_)
        body = hard_times.copy_for(plan, str(with_))
        return sharing.share(actor=actor, kind=HARD_TIMES, item=_item(row, with_), with_=with_, body=body)


def take_line(*, actor: Any, share_id: UUID, note_id: UUID, part: str, text: str, shows: bool) -> None:
    """Take over a line that a companion proposed, in the actor's own words; `shows` lets them see it.

    Raises NotFound, ValueError when the part is full, vault.TooLong.
    """
    with transaction.atomic():
        share = find(actor, Action.SHARE_CHANGE, Share, share_id)
        proposal_text(actor, share, note_id)
        new = Line(secrets.token_hex(4), text)

        def change(plan: Plan) -> Plan:
            plan = hard_times.with_lines(plan, part, [new], minutes_now())
            who = str(share.receiver_id)
            seen = plan.shown.get(who, frozenset())
            return hard_times.showing(plan, who, {*seen, new.id}) if shows else plan

        _change(actor, change)
        sharing.drop_note(actor=actor, note_id=note_id)


def _change(actor: Any, change: Callable[[Plan], Plan], with_: UUID | None = None) -> tuple[Plan, HardTimes]:
    with transaction.atomic():
        require(actor, Action.HARD_TIMES, actor.space)
        _wait_for_others(actor)
        before, shares = my_hard_times(actor), my_shares(actor)
        try:
            plan = change(before)
        except KeyError:
            raise NotFound from None
        readers = {str(one.receiver_id) for one in shares} | {str(with_)}
        plan = hard_times.shown_only_to(plan, readers)
        sealed = actor.keys.seal_own_padded(HARD_TIMES, hard_times.as_data(plan))
        row, _is_new = HardTimes.objects.update_or_create(
            membership=actor.membership, defaults={"space": actor.space, "body": sealed}
        )
        for one in shares:
            _renew(actor, row, one, before, plan)
        trace(actor, Action.HARD_TIMES, actor.membership)
        return plan, row


def _wait_for_others(actor: Any) -> None:
    # The persona's row is there before the first plan is: two first changes at once wait here.
    Membership.objects.select_for_update().get(pk=actor.membership.pk)


def _renew(actor: Any, row: HardTimes, share: Share, before: Plan, plan: Plan) -> None:
    who = str(share.receiver_id)
    body = hard_times.copy_for(plan, who)
    # A change that they may not see must not be felt either.
    if body != hard_times.copy_for(before, who):
        sharing.renew(actor=actor, kind=HARD_TIMES, item=_item(row, share.receiver_id), body=body)


def _item(row: HardTimes, reader: UUID) -> UUID:
    # Each companion has a copy of their own, so each is an item of its own.
    return uuid5(row.pk, str(reader))
