"""Content keys of shared words: sharing adds a grant, ending a share begins a new epoch."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Max

from muruna.accounts.models import ContentGrant, Person
from muruna.foundation.vault import CannotOpen, new_key, wrap_for


def _about(container: UUID, epoch: int) -> bytes:
    return b"content:" + container.bytes + epoch.to_bytes(4, "big")


def start_container(container: UUID, people: Iterable[Person]) -> bytes:
    """A new content key (32 bytes) for `container`, epoch 1, wrapped to each of `people`."""
    return _start_epoch(container, 1, people)


def newest_epoch(container: UUID) -> int:
    """The newest epoch of `container`; 0 when it has no readers at all."""
    return ContentGrant.objects.filter(container=container).aggregate(n=Max("epoch"))["n"] or 0


def container_key(actor: Any, container: UUID, epoch: int | None = None) -> bytes:
    """The content key of `container` that `actor` may open; raises CannotOpen without a grant."""
    grants = ContentGrant.objects.filter(container=container, person=actor.person)
    grant = (grants.filter(epoch=epoch) if epoch else grants.order_by("-epoch")).first()
    if grant is None:
        raise CannotOpen("no grant")
    return bytes(actor.keys.open_content_key(grant.wrapped, _about(container, grant.epoch)))


def container_keys(actor: Any, container: UUID) -> dict[int, bytes]:
    """Every epoch's content key of `container` that `actor` may open."""
    return {
        grant.epoch: actor.keys.open_content_key(grant.wrapped, _about(container, grant.epoch))
        for grant in ContentGrant.objects.filter(container=container, person=actor.person)
    }


def first_keys(actor: Any, containers: Iterable[UUID]) -> dict[UUID, bytes]:
    """The key of epoch 1 of each of `containers` that `actor` may open, in one query."""
    grants = ContentGrant.objects.filter(container__in=list(containers), person=actor.person, epoch=1)
    open_key = actor.keys.open_content_key
    return {one.container: open_key(one.wrapped, _about(one.container, 1)) for one in grants}


def keys_of(actor: Any, wanted: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], bytes]:
    """The keys of these (container, epoch) pairs that `actor` may open, in one query."""
    containers = {container for container, _epoch in wanted}
    grants = ContentGrant.objects.filter(container__in=containers, person=actor.person)
    open_key = actor.keys.open_content_key
    return {
        (one.container, one.epoch): open_key(one.wrapped, _about(one.container, one.epoch))
        for one in grants
        if (one.container, one.epoch) in wanted
    }


def add_reader(actor: Any, container: UUID, person: Person, *, epochs: Iterable[int] | None = None) -> None:
    """Let `person` read every epoch (or `epochs`) that `actor` can read; doing it twice changes nothing."""
    for epoch, key in container_keys(actor, container).items():
        if epochs is None or epoch in set(epochs):
            _grant(container, epoch, person, key)


def drop_reader(container: UUID, person: Person) -> bytes:
    """Destroy `person`'s grants and begin a new epoch for those who remain; returns its key.

    Words of earlier epochs that they had opened cannot be unread; words written from now on are not theirs.
    """
    ContentGrant.objects.filter(container=container, person=person).delete()
    remaining = Person.objects.filter(content_grants__container=container).distinct()
    return _start_epoch(container, newest_epoch(container) + 1, remaining)


def start_epoch(container: UUID, people: Iterable[Person]) -> bytes:
    """A new content key from now on, for exactly `people`; whoever else had grants keeps the old epochs."""
    return _start_epoch(container, newest_epoch(container) + 1, people)


def let_read(container: UUID, epoch: int, person: Person, key: bytes) -> None:
    """Wrap a content key that the caller holds to `person`; doing it twice changes nothing."""
    _grant(container, epoch, person, key)


def destroy_container(container: UUID) -> None:
    """Destroy every grant of `container`: nobody can open its words again."""
    ContentGrant.objects.filter(container=container).delete()


def _start_epoch(container: UUID, epoch: int, people: Iterable[Person]) -> bytes:
    key: bytes = new_key()
    for person in people:
        _grant(container, epoch, person, key)
    return key


def _grant(container: UUID, epoch: int, person: Person, key: bytes) -> None:
    wrapped = wrap_for(bytes(person.public_key), key, _about(container, epoch))
    ContentGrant.objects.get_or_create(
        container=container, epoch=epoch, person=person, defaults={"wrapped": wrapped}
    )
