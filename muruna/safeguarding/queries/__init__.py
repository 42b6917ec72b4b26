"""Reads of safeguarding; what other packages ask is named here."""

from muruna.safeguarding.queries.cards import card_for
from muruna.safeguarding.queries.duty import (
    OnDuty,
    duties,
    lead_on_duty,
    may_talk_live,
    next_duty,
    unconflicted_leads,
    unread_on_duty,
)

__all__ = [
    "OnDuty",
    "card_for",
    "duties",
    "lead_on_duty",
    "may_talk_live",
    "next_duty",
    "unconflicted_leads",
    "unread_on_duty",
]
