"""What goals hold of a person: their copy of it, and how it goes."""
