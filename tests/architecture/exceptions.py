"""Where a rule does not hold, and why. Nothing is added here without a reason that survives reading."""

# Deeds that nobody may or need be asked about: "package.deed": reason.
DEEDS_WITHOUT_A_GATE: dict[str, str] = {}

# Modules that may look across spaces: path: reason.
ACROSS_SPACES: dict[str, str] = {}
