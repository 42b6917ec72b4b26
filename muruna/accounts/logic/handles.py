"""The name a person signs in with: what may be one, and when two ways of typing it are the same."""

import unicodedata
from enum import StrEnum

SHORTEST = 2
LONGEST = 40


class HandleProblem(StrEnum):
    """Why a name cannot be used; the words for it belong to the form."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


def shown_handle(text: str) -> str:
    """The name as its owner will see it: composed, trimmed, single spaces, no invisible marks."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf" or sign == "\u200d")
    return " ".join(visible.split())


def normal_handle(text: str) -> str:
    """One form for every way of typing the same name: NFKC, without case, marks or extra space."""
    for _ in range(2):  # folding can undo normal form and the reverse: twice settles it
        text = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(visible.split()))


def handle_problems(text: str) -> list[HandleProblem]:
    """What is wrong with a name as typed; empty when it will do."""
    normal = normal_handle(text)
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in normal):
        return [HandleProblem.UNREADABLE]
    if len(normal) < SHORTEST:
        return [HandleProblem.TOO_SHORT]
    if max(len(normal), len(shown_handle(text))) > LONGEST:
        return [HandleProblem.TOO_LONG]
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in normal):
        return [HandleProblem.UNREADABLE]
    return []
