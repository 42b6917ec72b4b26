"""Where a rule does not hold, and why. Nothing is added here without a reason that survives reading."""

# Deeds that nobody may or need be asked about: "package.deed": reason.
DEEDS_WITHOUT_A_GATE: dict[str, str] = {
    "conversations.begin_conversation": "a step of the deed of the match, which has required its own action",
    "conversations.put_words": "a step of `say` and of what follows it, after their check",
    "safeguarding.write_letter": "without an account: limits stand in its way instead",
    "safeguarding.come_back": "without an account: the return code is the permission",
    "accounts.sign_up": "nobody is signed in yet: limits and proofs stand in its way instead",
    "accounts.sign_in": "nobody is signed in yet: the passphrase is the permission",
    "accounts.recover": "nobody is signed in yet: the recovery phrase is the permission",
}

# Modules that may look across spaces: path: reason.
ACROSS_SPACES: dict[str, str] = {
    "muruna/accounts/belongings.py": "finds a person's own personas, for them alone",
    "muruna/accounts/actions/leaving.py": "a deletion reaches every space the person is in",
}
