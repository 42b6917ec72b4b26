"""Reading what belongs to a person: sessions, blocks, kept things, who looked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from muruna.access import Action, Actor, visible
from muruna.accounts import labels
from muruna.accounts.encounters import Met, still_called
from muruna.accounts.models import Block, KeptItem, Opening, Person, Session
from muruna.foundation import clock
from muruna.foundation.clock import now
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import CannotOpen, host_digest


def own_handle(actor: Actor) -> str:
    """The name the actor signs in with."""
    return str(actor.keys.open_own("handle", actor.person.handle_sealed))


def sessions_of(actor: Actor) -> QuerySet[Session]:
    """The actor's sessions that have not idled out, last used first."""
    return visible(actor, Action.SESSION_END, Session).filter(ends_at__gt=now()).order_by("-used_at", "pk")


@dataclass(frozen=True)
class OwnBlock:
    """A block with the name that the blocker knew; empty when whoever it is has given it up or is gone."""

    block: Block
    label: str


def blocks_of(actor: Actor) -> list[OwnBlock]:
    """Whom the actor has blocked, newest first."""
    rows = visible(actor, Action.PERSON_BLOCK, Block).order_by("-made_on", "-pk")
    known = {row: str(actor.keys.open_own("block", row.label_sealed)) for row in rows}
    named = still_called(((row.blocked_id, row.room), label) for row, label in known.items())
    return [
        OwnBlock(row, label if ((row.blocked_id, row.room), label) in named else "")
        for row, label in known.items()
    ]


@dataclass(frozen=True)
class OwnKept:
    """Something kept, opened; `data` is None when it cannot be opened any more."""

    item: KeptItem
    data: dict[str, Any] | None
    title: str = ""
    zone: str = "UTC"  # on whose clock it is shown: the reader's own, else that of where it was kept

    @property
    def text(self) -> str:
        """The words that were kept."""
        return str((self.data or {}).get("text") or "")

    @property
    def written_at(self) -> dt.datetime | None:
        """When it was said, where it was kept from a talk."""
        return parse_datetime(str((self.data or {}).get("at") or ""))

    @property
    def on_its_clock(self) -> dt.datetime | None:
        """The same as the clock of `zone` showed it, without saying so."""
        at = self.written_at
        return at.astimezone(clock.zone(self.zone)).replace(tzinfo=None) if at else None


def kept_of(actor: Actor) -> list[OwnKept]:
    """What the actor keeps, newest first; of one day, by the hour at which it was written, last first."""
    rows = visible(actor, Action.KEPT_SEE, KeptItem).order_by("-day", "-pk")
    opened = {row: _opened(actor, row) for row in rows}
    named = still_called(map(_writer, filter(None, opened.values())))
    own = actor.person.time_zone
    kept = [
        OwnKept(row, data, _title(data or {}, named), str(clock.zone(own, str((data or {}).get("zone")))))
        for row, data in opened.items()
    ]
    return sorted(kept, key=lambda one: (one.item.day, str((one.data or {}).get("at") or "")), reverse=True)


def _writer(data: dict[str, Any]) -> tuple[Met, str]:
    """Whose words they are: who was met where, and under which name."""
    person, room, name = data.get("by") or (UUID(int=0).hex, UUID(int=0).hex, "")
    return (UUID(person), UUID(room)), name


def _title(data: dict[str, Any], named: set[tuple[Met, str]]) -> str:
    """What it is, with the name of whose words they are while they go by it."""
    writer = _writer(data)
    name = writer[1] if writer in named else ""
    return str(data.get("title") or labels.kept_words(str(data.get("what")), name))


def _opened(actor: Actor, item: KeptItem) -> dict[str, Any] | None:
    try:
        data = actor.keys.open_own("kept", item.blob)
    except CannotOpen:
        return None
    return data if isinstance(data, dict) else {"text": str(data)}


def openings_of(actor: Actor) -> QuerySet[Opening]:
    """Every opening of the actor's words by somebody else, newest first."""
    return visible(actor, Action.OPENINGS_SEE, Opening).order_by("-day", "-pk")


def blocked_person_ids(person: Person) -> set[UUID]:
    """Everyone whom `person` has blocked or who has blocked `person`: they must never be brought together.

    For rules that refuse contact, not for pages: who blocked whom is nobody's to see, and what is missing on
    a page because of a block made elsewhere would link two names of one person. For pages: `apart_in`.
    """
    return blocked_ids_by_person([person.pk])[person.pk]


def apart_in(person: Person, room: UUID) -> set[UUID]:
    """Whose words and names `person` is not shown in `room`, nor they theirs: blocks made there."""
    return blocked_ids_by_person([person.pk], room=room)[person.pk]


def blocked_ids_by_person(person_ids: Iterable[UUID], *, room: UUID | None = None) -> dict[UUID, set[UUID]]:
    """The same for several people, in one query; with `room`, only blocks that were made there."""
    found: dict[UUID, set[UUID]] = {one: set() for one in person_ids}
    either_way = Q(blocker__in=found) | Q(blocked__in=found)
    rows = Block.objects.filter(either_way) if room is None else Block.objects.filter(either_way, room=room)
    for blocker, blocked in rows.values_list("blocker_id", "blocked_id"):
        found.setdefault(blocker, set()).add(blocked)
        found.setdefault(blocked, set()).add(blocker)
    return found


def has_blocked(person: Person, other: Person, room: UUID) -> bool:
    """Whether `person` has blocked `other` in `room`."""
    return Block.objects.filter(blocker=person, blocked=other, room=room).exists()


@prepared
def _blocks(one: Person, other: Person) -> QuerySet[Block]:
    either_way = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    return Block.objects.filter(either_way)


def is_blocked_between(person_a: Person, person_b: Person) -> bool:
    """Whether either has blocked the other, wherever."""
    return bool(_blocks(person_a, person_b))


def is_blocked_here(person_a: Person, person_b: Person, room: UUID) -> bool:
    """Whether either has blocked the other under the name that they have in `room`."""
    return any(one.room == room for one in _blocks(person_a, person_b))


def parts_on(person_a: Person, person_b: Person, room: UUID, about: UUID) -> dt.date | None:
    """From which day on a talk (`about`) of these two in `room` ends by a block; None without one.

    At once for a block made in that room. For one made elsewhere on a day that chance draws, within a week:
    two names that go at the same moment would be known for one person's.
    """
    days = [
        block.made_on if block.room == room else block.made_on + dt.timedelta(days=_drawn(block, about))
        for block in _blocks(person_a, person_b)
    ]
    return min(days, default=None)


def _drawn(block: Block, about: UUID) -> int:
    """Two to seven days, the same each time it is asked, and known to nobody without the host key."""
    return 2 + host_digest("parting", str(block.pk).encode(), about.bytes)[0] % 6
