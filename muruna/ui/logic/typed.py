"""What a person typed, made safe to keep: no invisible steering, nothing that a database chokes on."""

import unicodedata

_OPEN_EMBEDDING = "\u202a\u202b"  # LRE RLE
_OVERRIDES = "\u202d\u202e"  # LRO RLO: they turn letters round, which no language needs and a false name does
_OPEN_ISOLATE = "\u2066\u2067\u2068"  # LRI RLI FSI
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_DROPPED = {"Cc", "Cs", "Cn"}  # controls, halves of characters, code points that mean nothing
# Controls of direction, and signs of which nothing is seen: a name with one looks like the name without.
_STEERING = _OPEN_EMBEDDING + _POP_EMBEDDING + _OVERRIDES + _OPEN_ISOLATE + _POP_ISOLATE
_IN_NO_LINE = str.maketrans("", "", _STEERING + "\u200b\u2060\ufeff")
# Letters and marks by their category, of which a page shows nothing: fillers of Hangul, empty Braille, the
# joiner of graphemes, inherent vowels of Khmer, and whatever only varies the sign before it.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
_VARYING = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\ufeff": ""}


def clean_words(text: str) -> str:
    """Own words over several lines: composed (NFC), trimmed, without control characters, directions closed.

    Line breaks and tabs stay, and so do the joiners of emoji and of Persian; overrides of direction go. A
    text of which nothing can be seen becomes the empty text.
    """
    for seen, meant in _LINE_ENDS.items():
        text = text.replace(seen, meant)
    text = "".join(c for c in text if c in "\n\t" or not _is_dropped(c))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(balance_directions(line).rstrip() for line in text.split("\n")).strip()
    return text if any(is_visible(c) for c in text) else ""


def clean_line(text: str) -> str:
    """One line, often a name: like `clean_words`, with no control of direction and single spaces.

    Signs of no width go, but for the joiners of emoji and of Persian. What it stands beside must not be able
    to be turned round by it; each is shown in a <bdi> instead.
    """
    return " ".join(clean_words(text.translate(_IN_NO_LINE)).split())


def _is_dropped(character: str) -> bool:
    return character in _OVERRIDES or unicodedata.category(character) in _DROPPED


def is_visible(character: str) -> bool:
    """Whether the character leaves a mark on the page by itself."""
    if character in _BLANK or any(first <= ord(character) <= last for first, last in _VARYING):
        return False
    return unicodedata.category(character)[0] not in "ZC" or unicodedata.category(character) == "Co"


def balance_directions(line: str) -> str:
    """The line with every direction control closed and no closing one alone, so that none reaches further."""
    kept: list[str] = []
    waiting: list[str] = []  # the closers that are still owed, innermost last
    for character in line:
        if character in _OPEN_EMBEDDING:
            waiting.append(_POP_EMBEDDING)
        elif character in _OPEN_ISOLATE:
            waiting.append(_POP_ISOLATE)
        elif character in (_POP_EMBEDDING, _POP_ISOLATE):
            if not waiting or waiting[-1] != character:
                continue
            waiting.pop()
        kept.append(character)
    return "".join(kept) + "".join(reversed(waiting))


def plain_digits(text: str) -> str:
    """The text with every decimal digit, of whichever script, as 0 to 9."""
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in text)
