"""Which words a random token could spell: asked of the patterns themselves, never of a lucky sample.

`can_spell(pattern, letters)` is whether anything that a regular expression matches can be written with these
letters alone. A token from letters that spell no word of the lexicon tells nothing, today and ever.
"""

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

HEX = "0123456789abcdef-"  # ids, names of files by their content


def can_spell(pattern: str, letters: str) -> bool:
    """Whether some text that `pattern` matches, whatever its case, has no letter but these."""
    every = {*letters.lower(), *letters.upper()}
    return _some(_parser.parse(pattern, re.IGNORECASE), every)


def _some(parts: Any, letters: set[str]) -> bool:
    """Whether every part of a sequence can be written; what only looks around takes no letter."""
    return all(_one(kind, value, letters) for kind, value in parts)


def _one(kind: Any, value: Any, letters: set[str]) -> bool:
    if kind is op.LITERAL:
        return chr(value) in letters
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT}:
        least, _most, inner = value
        return least == 0 or _some(inner, letters)
    if kind is op.SUBPATTERN:
        return _some(value[-1], letters)
    if kind is op.BRANCH:
        return any(_some(each, letters) for each in value[1])
    if kind is op.IN:
        return any(_of_class(each, letters) for each in value)
    return True  # an edge, a look around, any letter: they hinder nothing


def _of_class(each: tuple[Any, Any], letters: set[str]) -> bool:
    kind, value = each
    if kind is op.LITERAL:
        return chr(value) in letters
    if kind is op.RANGE:
        return any(value[0] <= ord(letter) <= value[1] for letter in letters)
    return True  # \w, \d: some letter of ours is one of them
