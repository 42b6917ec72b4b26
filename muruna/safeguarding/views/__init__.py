"""Pages of safeguarding."""
