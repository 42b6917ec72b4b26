"""Pages of spaces, by room: home, joining, oneself, members and rights, the steward's."""
