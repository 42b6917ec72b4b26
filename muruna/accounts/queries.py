"""Reading what belongs to a person: sessions, blocks, kept things, who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from muruna.access import Action, Actor, visible
from muruna.accounts.models import Block, KeptItem, Opening, Person, Session
from muruna.foundation.clock import now
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import CannotOpen


def own_handle(actor: Actor) -> str:
    """The name the actor signs in with."""
    return str(actor.keys.open_own("handle", actor.person.handle_sealed))


def sessions_of(actor: Actor) -> QuerySet[Session]:
    """The actor's sessions that have not idled out, last used first."""
    return visible(actor, Action.SESSION_END, Session).filter(ends_at__gt=now()).order_by("-used_at", "pk")


@dataclass(frozen=True)
class OwnBlock:
    """A block with the name that the blocker knew."""

    block: Block
    label: str


def blocks_of(actor: Actor) -> list[OwnBlock]:
    """Whom the actor has blocked, newest first."""
    rows = visible(actor, Action.PERSON_BLOCK, Block).order_by("-made_on", "-pk")
    return [OwnBlock(row, str(actor.keys.open_own("block", row.label_sealed))) for row in rows]


@dataclass(frozen=True)
class OwnKept:
    """Something kept, opened; `data` is None when it cannot be opened any more."""

    item: KeptItem
    data: dict[str, Any] | None


def kept_of(actor: Actor) -> list[OwnKept]:
    """What the actor keeps, newest first."""
    rows = visible(actor, Action.KEPT_SEE, KeptItem).order_by("-day", "-pk")
    return [OwnKept(row, _opened(actor, row)) for row in rows]


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

    For rules that keep people apart, not for pages: who blocked whom is nobody's to see.
    """
    return blocked_ids_by_person([person.pk])[person.pk]


def blocked_ids_by_person(person_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The same for several people, in one query."""
    found: dict[UUID, set[UUID]] = {one: set() for one in person_ids}
    either_way = Q(blocker__in=found) | Q(blocked__in=found)
    for blocker, blocked in Block.objects.filter(either_way).values_list("blocker_id", "blocked_id"):
        found.setdefault(blocker, set()).add(blocked)
        found.setdefault(blocked, set()).add(blocker)
    return found


@prepared
def _blocks(one: Person, other: Person) -> QuerySet[Block]:
    either_way = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    return Block.objects.filter(either_way)[:1]


def is_blocked_between(person_a: Person, person_b: Person) -> bool:
    """Whether either has blocked the other."""
    return bool(_blocks(person_a, person_b))
