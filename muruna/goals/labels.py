"""The words for states, parts and answers, in the reader's language."""
