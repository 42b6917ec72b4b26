"""Spaces, personas, rights and joining codes."""

from muruna.spaces.models.membership import (
    AGE_BANDS,
    MINOR_BANDS,
    SUSPENSION_REASONS,
    Appointment,
    GuardedStep,
    JoinCode,
    Membership,
    Right,
)
from muruna.spaces.models.scoped import SpaceRow
from muruna.spaces.models.space import Space

__all__ = [
    "AGE_BANDS", "MINOR_BANDS", "SUSPENSION_REASONS", "Appointment", "GuardedStep", "JoinCode", "Membership",
    "Right", "Space", "SpaceRow",
]  # fmt: skip
