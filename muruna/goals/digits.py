"""Numbers in a line stand in their own order, whatever direction the words around them have."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from muruna.goals.logic.hard_times import Piece, pieces


def in_order(text: str) -> Markup:
    """The line for a page that dials nothing: in its own direction, each number from left to right."""
    return Markup("<bdi>%s</bdi>") % Markup("").join(map(_set, pieces(text)))


def shown_to_a_companion(body: Mapping[str, Any]) -> dict[str, Any]:
    """A companion's copy (see `copy_for`), as its page shows it."""
    rows: Iterable[Any] = body["parts"]
    return {**body, "parts": [(code, [in_order(text) for text in lines]) for code, lines in rows]}


def _set(piece: Piece) -> Markup:
    if piece.is_number:
        return Markup('<bdi class="digits" dir="ltr">%s</bdi>') % piece.text
    return escape(piece.text)
