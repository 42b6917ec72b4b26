"""`muruna new-space`: open a community and print its steward's joining code."""
