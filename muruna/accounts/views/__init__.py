"""HTTP in, deed or query, page out: the door, the account, its keys, and leaving."""
