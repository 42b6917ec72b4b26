"""The demo world: invented people, made by the deeds that everybody has; for trying, tests and pictures."""
