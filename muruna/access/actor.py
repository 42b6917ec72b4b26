"""Who is asking: a person with open keys, as a member of the space that the address names, or nobody."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from muruna.foundation.prepared import Shaped


@dataclass(frozen=True)
class Actor(Shaped):
    """A person (or nobody), their persona in the active space, and the keys that their session holds."""

    person: Any = None
    membership: Any = None
    space: Any = None
    keys: Any = None
    session_id: Any = None
    roles: frozenset[str] = frozenset()
    needs_second_factor: bool = False
    rests: bool = False  # suspended here: only what is their own is read, and nothing written
    mark: str = ""  # a keyed digest that forms carry, so that only who wrote a text is shown it again

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    def has(self, *roles: str) -> bool:
        """Whether a right that is valid today gives any of `roles` in the active space."""
        return bool(self.roles & set(roles))

    # What a prepared query may know of an actor: who they are, as values, and which roles they hold.

    def shape(self) -> Hashable:
        return (self.person is None, self.membership is None, self.space is None, self.roles, self.rests)

    def values(self) -> Sequence[Any]:
        return (self.person, self.membership, self.space)

    def filled(self, values: Sequence[Any]) -> "Actor":
        person, membership, space = values
        return Actor(person=person, membership=membership, space=space, roles=self.roles, rests=self.rests)


NOBODY = Actor()
