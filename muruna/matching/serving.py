"""Who is proposed to whom, again and again as people come and go; every run may be repeated freely.

Locks are always taken in the order request, then offer.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from muruna.foundation import live, news
from muruna.foundation.clock import now
from muruna.matching.logic import needs as values
from muruna.matching.logic.filters import is_edge
from muruna.matching.logic.policy import PROPOSALS_MOST, assign_batch, propose, serve_live
from muruna.matching.logic.score import Pool
from muruna.matching.models import Proposal, Request
from muruna.matching.pool import (
    Peer,
    age_rules,
    blocks_around,
    blocks_here,
    peers,
    request_value,
    rules_of,
    without_refused,
)
from muruna.spaces.logic.profiles import Profile
from muruna.spaces.models import Membership, Space

BEFORE_ANSWER = (Proposal.SHOWN, Proposal.CHOSEN, Proposal.OPEN)


def serve_space(space: Space) -> None:
    """Look at everybody who waits in the active space: live requests greedily, the others as one batch."""
    rows = list(Request.objects.filter(state=Request.WAITING).select_related("membership__person"))
    if not rows:
        return
    everyone, profile, moment = peers(space), rules_of(space), now()
    said, blocks = _proposals_of(rows), blocks_around(rows)
    open_to_choice = {
        str(row.pk): without_refused(
            request_value(row, everyone, profile, blocks), said.get(row.pk, ()), moment
        )
        for row in rows
        if not row.takes_first_free and not any(one.state == Proposal.CHOSEN for one in said.get(row.pk, ()))
    }
    best = _best_pairs(list(open_to_choice.values()), [peer.value for peer in everyone], profile, moment)
    for row in rows:
        serve_request(row, everyone, profile, first=best.get(str(row.pk)))


def _proposals_of(rows: list[Request]) -> dict[object, list[Proposal]]:
    found: dict[object, list[Proposal]] = {}
    for one in Proposal.objects.filter(request__in=rows):
        found.setdefault(one.request_id, []).append(one)
    return found


def _best_pairs(
    requests: list[values.Request], supporters: list[values.Supporter], profile: Profile, moment: dt.datetime
) -> dict[str, str]:
    rules, whole = age_rules(profile), Pool.of(supporters)
    at_once = [each for each in requests if each.is_live]
    later = [each for each in requests if not each.is_live]
    on_duty = [each for each in supporters if each.is_on_duty(moment)]
    pairs = (
        *serve_live(at_once, on_duty, moment, rules=rules, pool=whole),
        *assign_batch(later, supporters, moment, rules=rules),
    )
    return {pair.request: pair.supporter for pair in pairs}


def serve_request(
    row: Request,
    everyone: Iterable[Peer] | None = None,
    profile: Profile | None = None,
    *,
    first: str | None = None,
) -> None:
    """Bring one request's proposals up to date: what lapsed moves on, what fits no more goes, the rest is
    filled up to three; `first` is the persona id that a run over the whole space found for it."""
    with transaction.atomic():
        locked = Request.objects.select_for_update().filter(pk=row.pk, state=Request.WAITING).first()
        if locked is None:
            return
        locked.membership = row.membership
        profile = profile or rules_of(locked.membership.space)
        everyone = peers(locked.membership.space) if everyone is None else list(everyone)
        rows = {one.supporter_id: one for one in Proposal.objects.filter(request=locked)}
        changed = _move_on(rows.values())
        value = without_refused(request_value(locked, everyone, profile), rows.values(), now())
        standing = request_value(locked, everyone, profile, blocks_here(locked))
        standing = without_refused(standing, rows.values(), now())
        changed |= _drop_who_cannot(rows, _able(standing, everyone, rows, profile))
        able = _able(value, everyone, rows, profile)
        if locked.takes_first_free:
            changed |= _ask_all(locked, rows, able)
        elif not any(one.state == Proposal.CHOSEN for one in rows.values()):
            changed |= _show_some(locked, value, rows, able, profile, first)
        if changed:
            news.tell(locked.membership.person_id)


def _able(
    value: values.Request, everyone: Iterable[Peer], rows: dict[object, Proposal], profile: Profile
) -> dict[object, Peer]:
    return {peer.membership.pk: peer for peer in everyone if _is_able(value, peer, rows, profile)}


def _is_able(value: values.Request, peer: Peer, rows: dict[object, Proposal], profile: Profile) -> bool:
    supporter = peer.value
    one = rows.get(peer.membership.pk)
    if one is not None and one.state == Proposal.CHOSEN:
        # Their own unanswered question must not count against them, nor that their hours are over.
        load = replace(supporter.load, open_conversations=supporter.load.open_conversations - 1)
        load = replace(load, minutes_this_shift=0, minutes_this_week=0)
        supporter = replace(supporter, load=load, free_until=now() + dt.timedelta(minutes=1))
    return is_edge(value, supporter, age_rules(profile), now())


def _move_on(rows: Iterable[Proposal]) -> bool:
    """An unanswered question goes on to somebody else when its time is over."""
    late = [one for one in rows if one.state == Proposal.CHOSEN and one.answer_by and one.answer_by <= now()]
    for one in late:
        _set(one, Proposal.LAPSED)
    return bool(late)


def _drop_who_cannot(rows: dict[object, Proposal], able: dict[object, Peer]) -> bool:
    gone = [one for one in rows.values() if one.state in BEFORE_ANSWER and one.supporter_id not in able]
    for one in gone:
        del rows[one.supporter_id]
        one.delete()
        _tell(one)
    return bool(gone)


def _ask_all(request: Request, rows: dict[object, Proposal], able: dict[object, Peer]) -> bool:
    news = [peer for id, peer in able.items() if id not in rows or rows[id].state not in BEFORE_ANSWER]
    shown = [one for one in rows.values() if one.state == Proposal.SHOWN]
    for one in shown:
        _set(one, Proposal.OPEN)
    for peer in news:
        _put(request, peer.membership, rows, Proposal.OPEN)
    return bool(news or shown)


def _show_some(
    request: Request,
    value: values.Request,
    rows: dict[object, Proposal],
    able: dict[object, Peer],
    profile: Profile,
    first: str | None,
) -> bool:
    shown = {id for id, one in rows.items() if one.state == Proposal.SHOWN}
    room = PROPOSALS_MOST - len(shown)
    left = [peer for id, peer in able.items() if id not in shown]
    picked = [peer for peer in left if peer.id == first][: max(0, room)]
    rest = [peer for peer in left if peer not in picked]
    if room - len(picked) > 0:
        found = propose(
            value, [peer.value for peer in rest], age_rules(profile), now(), most=room - len(picked)
        )
        ids = {each.supporter for each in found}
        picked += [peer for peer in rest if peer.id in ids]
    for peer in picked:
        _put(request, peer.membership, rows, Proposal.SHOWN)
    opened = [one for one in rows.values() if one.state == Proposal.OPEN]
    for one in opened:
        one.delete()
        _tell(one)
    return bool(picked or opened)


def _put(request: Request, supporter: Membership, rows: dict[object, Proposal], state: str) -> None:
    one, _new = Proposal.objects.update_or_create(
        request=request,
        supporter=supporter,
        defaults={"state": state, "answer_by": None, "space": request.space},
    )
    rows[supporter.pk] = one
    if state == Proposal.OPEN:
        news.tell(supporter.person_id)


def _set(one: Proposal, state: str) -> None:
    one.state = state
    one.save(update_fields=["state"])
    if state == Proposal.OPEN:
        news.tell(one.supporter.person_id)
    else:
        _tell(one)


def _tell(one: Proposal) -> None:
    if one.state != Proposal.SHOWN:
        live.changed(person=one.supporter.person_id)
