"""Where a rule does not hold, and why. Nothing is added here without a reason that survives reading."""

# Deeds that nobody may or need be asked about: "package.deed": reason.
DEEDS_WITHOUT_A_GATE: dict[str, str] = {
    "conversations.begin_conversation": "a step of the deed of the match, which has required its own action",
    "accounts.sign_up": "nobody is there yet",
    "accounts.sign_in": "nobody is there yet: the passphrase is what is asked",
    "accounts.recover": "nobody is there yet: the recovery phrase is what is asked",
    "accounts.sign_out": "the cookie names the session; ending it must never be refused",
    "accounts.prepare_passphrase": "writes nothing: the slow half of a deed that asks",
    "accounts.prepare_phrase": "writes nothing: the slow half of a deed that asks",
    "accounts.waiting_phrase": "writes nothing: reads the actor's own session with the actor's own keys",
    "accounts.phrase_positions": "writes nothing: computes from the actor's own keys",
    "accounts.was_deleted_by": "writes nothing: the answer to a form that was sent twice",
    "accounts.prove_passphrase": "writes nothing: it is itself the asking, of the actor's own passphrase",
    "accounts.change_language": "asks; the language switch calls it by position",
    "conversations.put_words": "a step of `say` and of what follows it, after their check",
}

# Modules that may look across spaces: path: reason.
ACROSS_SPACES: dict[str, str] = {
    "muruna/accounts/actions/leaving.py": "a person's deletion reaches every space they are in",
    "muruna/accounts/belongings.py": "a person gathers what is theirs from every space they are in",
}
