"""Forms of safeguarding."""
