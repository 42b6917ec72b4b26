"""What each package holds of a person: how it is handed to them, and how it is made to be gone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Section:
    """One part of a person's export: a heading in their language and rows of plain values."""

    heading: str
    rows: list[dict[str, Any]]


Export = Callable[[Any], list[Section]]  # called once per space of the person, inside its scope, and once outside
Forget = Callable[[Any], None]  # called inside the deletion's transaction, before the person's row goes

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
