"""Pure rules of what a person types."""
