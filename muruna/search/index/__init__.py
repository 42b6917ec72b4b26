"""The index: keyed marks of words in the database's own full-text engine, and vectors of what they mean."""
