"""Reads of circles and of their meetings."""

from muruna.circles.queries.circles import (
    View,
    as_shown,
    asked_to_agree,
    circle_view,
    circles_of,
    coming,
    have_met,
    hours_ahead,
    others_seats,
    people_of,
    possible_partners,
    seats_beside,
    seats_to_answer,
    seats_to_decide,
    who_asks,
)

__all__ = [
    "View", "as_shown", "asked_to_agree", "circle_view", "circles_of", "coming", "have_met", "hours_ahead",
    "others_seats", "people_of", "possible_partners", "seats_beside", "seats_to_answer", "seats_to_decide",
    "who_asks",
]  # fmt: skip
