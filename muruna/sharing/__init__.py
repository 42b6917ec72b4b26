"""One item of one's own, shared with one companion until it is stopped, and the words said beside it."""
