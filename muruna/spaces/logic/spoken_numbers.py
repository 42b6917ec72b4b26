"""Numbers said digit by digit, in English or Arabic words; counting up or down is not one."""

import re
from itertools import pairwise

SHORTEST = 6  # digits; fewer are a time, an age or a count

_SPELLINGS = (
    r"zero|oh|nought|صفر|زيرو",
    r"one|واحد[ةه]?|وحد[ةه]",
    r"two|[اإأ]?[تث]ن[ايت]{0,2}ن|[اإأ]?[تث]ن[ايت]{1,2}",
    r"three|[ثت]لا?[ثت][ةه]?",
    r"four|[أا]ربع[ةه]?",
    r"five|خمس[ةه]?",
    r"six|ست[ةه]?",
    r"seven|سبع[ةه]?",
    r"eight|[ثت]ما?ن(?:ي[ةه]?)?",
    r"nine|تسع[ةه]?",
)
_TOKEN = re.compile(
    r"(?<!\w)(?:(?P<times>double|triple)\s{1,3})?(?:و?(?:"
    + "|".join(f"(?P<d{digit}>{spelling})" for digit, spelling in enumerate(_SPELLINGS))
    + r")|(?P<digits>\d{1,4}))(?!\w)",
    re.I,
)
_BETWEEN = re.compile(r"[\s,،;؛.\-–—_/·•]{1,4}")
_TIMES = {None: 1, "double": 2, "triple": 3}


def spoken_numbers(text: str) -> list[tuple[int, int]]:
    """Where in `text`, whose digits are 0-9, a number is said in words, or in words and digits."""
    found = []
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), token.start()):
            found += _span(run)
            run = []
        run.append(token)
    return found + _span(run)


def _span(run: list[re.Match[str]]) -> list[tuple[int, int]]:
    said = [_digits(one) for one in run]
    in_words = sum(not one["digits"] for one in run)
    is_long = len("".join(said)) >= SHORTEST and (in_words > 1 or (in_words and len(run) >= SHORTEST))
    return [(run[0].start(), run[-1].end())] if is_long and not _counts(said) else []


def _digits(token: re.Match[str]) -> str:
    if token["digits"]:
        return token["digits"]
    digit = next(str(one) for one in range(10) if token[f"d{one}"])
    return digit * _TIMES[token["times"] and token["times"].lower()]


def _counts(said: list[str]) -> bool:
    """One after another, up or down: as people count breaths."""
    steps = {int(after) - int(before) for before, after in pairwise(said)}
    return steps in ({1}, {-1})
