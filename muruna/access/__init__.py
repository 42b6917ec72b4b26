"""The constitution: who may do what to which thing, as data, closed by default."""

from muruna.access.actor import NOBODY, Actor
from muruna.access.constitution import (
    ANY,
    CHAPTERS,
    Grant,
    NotFound,
    Unregistered,
    all_visible,
    any_visible,
    decide,
    find,
    find_locked,
    may,
    register,
    relations_of,
    require,
    visible,
)
from muruna.access.vocabulary import DENYING, Action, Relation

__all__ = [
    "ANY",
    "CHAPTERS",
    "DENYING",
    "NOBODY",
    "Action",
    "Actor",
    "Grant",
    "NotFound",
    "Relation",
    "Unregistered",
    "all_visible",
    "any_visible",
    "decide",
    "find",
    "find_locked",
    "may",
    "register",
    "relations_of",
    "require",
    "visible",
]
