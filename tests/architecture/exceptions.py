"""Where a rule does not hold, and why. Nothing is added here without a reason that survives reading."""

# Deeds that nobody may or need be asked about: "package.deed": reason.
DEEDS_WITHOUT_A_GATE: dict[str, str] = {
    "conversations.begin_conversation": "a step of the deed of the match, which has required its own action",
    "conversations.put_words": "a step of `say` and of what follows it, after their check",
}

# Modules that may look across spaces: path: reason.
ACROSS_SPACES: dict[str, str] = {}
