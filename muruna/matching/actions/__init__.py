"""The deeds of asking and answering."""

from muruna.matching.actions.answers import accept_proposal, decline_proposal
from muruna.matching.actions.offers import pause_support
from muruna.matching.places import close_place, open_place

__all__ = ["accept_proposal", "close_place", "decline_proposal", "open_place", "pause_support"]
