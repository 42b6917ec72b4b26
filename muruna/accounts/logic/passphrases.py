"""Which passphrases are strong enough: long, and not easy to guess. Nothing about their composition."""

from collections.abc import Iterable
from enum import StrEnum

from zxcvbn import zxcvbn

SHORTEST = 15
LONGEST = 1000
LEAST_SCORE = 3  # zxcvbn: beyond 10^8 guesses (Wheeler 2016)
_JUDGED = 72  # zxcvbn's work grows steeply with length; a weak start of 72 characters is still seen


class PassphraseProblem(StrEnum):
    """Why a passphrase cannot be used; the words for it belong to the form."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_EASY = "too_easy"


def passphrase_problems(passphrase: str, known: Iterable[str] = ()) -> list[PassphraseProblem]:
    """What is wrong with a passphrase (already through normal_secret); empty when it will do.

    `known` are words an attacker would try first: the handle, the names of site and space.
    """
    if len(passphrase) < SHORTEST:
        return [PassphraseProblem.TOO_SHORT]
    if len(passphrase) > LONGEST:
        return [PassphraseProblem.TOO_LONG]
    guessable = [word[:_JUDGED] for word in known if word]
    if zxcvbn(passphrase[:_JUDGED], user_inputs=guessable)["score"] < LEAST_SCORE:
        return [PassphraseProblem.TOO_EASY]
    return []
