"""Whether two names of a circle would be taken for one another, as in the whole place."""

from muruna.spaces.logic.names import folded, is_taken

__all__ = ["folded", "is_taken"]
