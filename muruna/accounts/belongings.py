"""What each package holds of a person: how it is handed to them, and how it is made to be gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from muruna.access import Actor
from muruna.foundation.tenancy import across_spaces, in_space


class Coded(str):
    """A code, as programs read it; people read `told`."""

    told: str

    @classmethod
    def of(cls, code: str, told: str) -> "Coded":
        """The code with its words."""
        made = cls(code)
        made.told = told
        return made


@dataclass(frozen=True)
class Section:
    """One part of a person's export: a heading in their language and rows of plain values.

    A row is a dict of (translated) name to str, number, bool, date, aware datetime, None, or a list of them.
    Translate when called, never before: for programs everything is gathered once more in English.
    """

    heading: str
    rows: list[dict[str, Any]]


# Called with the actor as each of their personas, inside that space's scope (actor.space and actor.membership
# are set), and once outside (both None). Return [] where there is nothing.
Export = Callable[[Actor], list[Section]]
# Called with the person inside the deletion's transaction, with every space's rows in reach.
Forget = Callable[[Any], None]

_exports: dict[str, Export] = {}
_forgets: dict[str, Forget] = {}


def belongs(name: str, *, export: Export, forget: Forget) -> None:
    """Register how a package exports and forgets a person's things; later packages call this at start."""
    _exports[name] = export
    _forgets[name] = forget


def exports() -> dict[str, Export]:
    """Every registered export, in the order of the packages."""
    return dict(_exports)


def forgets() -> dict[str, Forget]:
    """Every registered forgetting, last package first: what hangs on other things goes before them."""
    return dict(reversed(_forgets.items()))


def personas_of(actor: Actor) -> list[Actor]:
    """The actor as each of their personas, whatever its state, without their rights."""
    # Spaces come later in the list of packages: the persona is reached from the person, never imported.
    with across_spaces("a person gathers what is theirs"):
        memberships = list(actor.person.memberships.select_related("space"))
    return [
        replace(actor, space=membership.space, membership=membership, roles=frozenset())
        for membership in memberships
    ]


@contextmanager
def in_space_of(actor: Actor) -> Iterator[None]:
    """Within the block, the space of this persona is the active one."""
    with in_space(actor.space):
        yield
