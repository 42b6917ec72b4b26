"""The deeds of accounts, one file for each part of an account's life."""
