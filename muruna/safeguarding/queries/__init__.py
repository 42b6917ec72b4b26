"""Reads of safeguarding; what other packages ask is named here."""

from muruna.safeguarding.queries.cards import card_for
from muruna.safeguarding.queries.duty import (
    OnDuty,
    apart_from,
    duties,
    lead_on_duty,
    may_talk_live,
    next_duty,
    unconflicted_leads,
    unread_on_duty,
    who_answers,
)
from muruna.safeguarding.queries.standing import Standing, standings

__all__ = [
    "OnDuty",
    "Standing",
    "apart_from",
    "card_for",
    "duties",
    "lead_on_duty",
    "may_talk_live",
    "next_duty",
    "standings",
    "unconflicted_leads",
    "unread_on_duty",
    "who_answers",
]
