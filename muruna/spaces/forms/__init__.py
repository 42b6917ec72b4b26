"""Forms of spaces: on the way in, for oneself, for members, for settings."""
