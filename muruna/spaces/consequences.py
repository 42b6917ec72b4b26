"""What other rules would mean for what goes on now; later packages say it for what is theirs."""

from collections.abc import Callable
from typing import Any

from muruna.spaces.logic.profiles import Profile

Consequence = Callable[[Any, Profile], str]
_said: list[Consequence] = []


def consequence(say: Consequence) -> Consequence:
    """Register what says it of the active space and other rules, or nothing; usable as a decorator."""
    _said.append(say)
    return say


def consequences(space: Any, then: Profile) -> list[str]:
    """In sentences, what the rules `then` would do at once to what goes on in the active space now."""
    return [sentence for say in _said if (sentence := say(space, then))]
