"""Reading what is shared: the lists, one share with its words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.access import Action, Actor, NotFound, find, visible
from muruna.accounts.keyring import container_key, first_keys
from muruna.conversations.models import Conversation
from muruna.foundation.vault import CannotOpen, open_padded
from muruna.sharing.companions import Pair, companions, pair_of
from muruna.sharing.kinds import Kind, kind_of
from muruna.sharing.models import Note, Share
from muruna.sharing.words import note_place, open_body


@dataclass(frozen=True)
class Line:
    """A share in a list: what it is, with whom, since when, and whether it is mine."""

    share: Share
    kind: Kind
    other: str  # what the other one is called here
    is_mine: bool
    rests: bool  # it is mine, and the other one cannot open it just now
    title: str  # what the giver calls it, opened; empty where nothing was given


@dataclass(frozen=True)
class Said:
    """A note, opened."""

    note: Note
    text: str
    is_mine: bool
    day: dt.date


@dataclass(frozen=True)
class Opened:
    """A share with its copy and the words beside it."""

    line: Line
    body: dict[str, Any]
    notes: list[Said]
    pair: Pair | None  # the talk that it hangs on

    @property
    def stays_for_other(self) -> bool:
        """Whether the other one is under 18: nothing that is said to them can be taken away."""
        share = self.line.share
        return bool((share.receiver if self.line.is_mine else share.giver).is_minor)

    @property
    def may_speak(self) -> bool:
        """Whether words may be said beside it now, as in the talk."""
        return self.pair is not None and self.pair.may_speak


def lines(actor: Actor) -> list[Line]:
    """Everything that the actor shares and that is shared with them, newest first."""
    rows = (
        visible(actor, Action.SHARE_SEE, Share).select_related("giver", "receiver").order_by("-since", "pk")
    )
    shares = list(rows)
    keys = first_keys(actor, [one.pk for one in shares])
    _say_which_rest(actor, shares)
    return [_line(actor, one, open_body(keys[one.pk], one)) for one in shares if one.pk in keys]


def given(actor: Actor, *, kind: str) -> list[Share]:
    """What the actor shares of a kind now; `receiver` is there without another query, and `rests` is said."""
    mine = visible(actor, Action.SHARE_CHANGE, Share).filter(kind=kind)
    return _say_which_rest(actor, list(mine.select_related("receiver")))


def sharing_of(actor: Actor, *, kind: str, item: UUID) -> list[Share]:
    """With whom the actor shares one item now, as `given`."""
    return [one for one in given(actor, kind=kind) if one.item == item]


def _say_which_rest(actor: Actor, shares: list[Share]) -> list[Share]:
    mine = [one for one in shares if one.giver_id == actor.membership.pk]
    hear = set(companions(actor).values_list("pk", flat=True)) if mine else set()
    for one in mine:
        one.rests = one.receiver_id not in hear
    return shares


def opened(actor: Actor, id: UUID) -> Opened:
    """One share; raises NotFound, or CannotOpen for a damaged one."""
    share = find(actor, Action.SHARE_SEE, Share, id)
    key = container_key(actor, share.pk)
    body = open_body(key, share)
    pair = pair_of(share.giver, share.receiver)
    share.rests = share.giver_id == actor.membership.pk and not (pair and pair.goes_on)
    line = _line(actor, share, body)
    notes = [_said(key, one, line.is_mine) for one in Note.objects.filter(share=share)]
    return Opened(line, body, notes, pair)


def has_spoken(share: Share, *, by_giver: bool) -> bool:
    """Whether one of the two has said something beside it that still stands there."""
    return bool(Note.objects.filter(share=share, by_giver=by_giver).exists())


def droppable(actor: Actor, share: Share) -> set[UUID]:
    """Which words beside a share the actor can take away."""
    rows = visible(actor, Action.SHARE_NOTE_DROP, Note).filter(share=share)
    return set(rows.values_list("pk", flat=True))


def said_by_other(actor: Actor, id: UUID, note_id: UUID) -> tuple[Opened, Said, Conversation]:
    """A share, words beside it that the other one said, and the talk it hangs on; raises NotFound."""
    beside = opened(actor, id)
    found = next((one for one in beside.notes if one.note.pk == note_id and not one.is_mine), None)
    if found is None or beside.pair is None:
        raise NotFound
    return beside, found, beside.pair.talk


def proposal_text(actor: Actor, share: Share, note_id: UUID) -> str:
    """The words of a proposal beside a share of the actor's own; raises NotFound where there is none."""
    note = find(actor, Action.SHARE_NOTE_DROP, Note, note_id)
    if note.share_id != share.pk or not note.is_proposal:
        raise NotFound
    return _said(container_key(actor, share.pk), note, is_mine=True).text


def _line(actor: Actor, share: Share, body: dict[str, Any]) -> Line:
    is_mine = share.giver_id == actor.membership.pk
    other = share.receiver if is_mine else share.giver
    kind = kind_of(share.kind)
    return Line(share, kind, other.name, is_mine, share.rests, kind.titled(body))


def _said(key: bytes, note: Note, is_mine: bool) -> Said:
    place = note_place(note.share_id, note.seq, note.by_giver)
    try:
        text = open_padded(key, bytes(note.body), place).decode()
    except CannotOpen:  # pragma: no cover - a damaged row must not lock the page
        text = ""
    return Said(note, text, note.by_giver == is_mine, note.day)
