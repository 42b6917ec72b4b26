"""Who is asking: a person with open keys, as a member of the space that the address names, or nobody."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Actor:
    """A person (or nobody), their persona in the active space, and the keys that their session holds."""

    person: Any = None
    membership: Any = None
    space: Any = None
    keys: Any = None
    session_id: Any = None
    roles: frozenset[str] = frozenset()
    needs_second_factor: bool = False
    mark: str = ""  # a keyed digest that forms carry, so that only who wrote a text is shown it again

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    def has(self, *roles: str) -> bool:
        """Whether a right that is valid today gives any of `roles` in the active space."""
        return bool(self.roles & set(roles))


NOBODY = Actor()
