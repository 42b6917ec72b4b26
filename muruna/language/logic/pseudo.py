"""Invented languages: what stays plain on a page in them never went through the catalogue."""

import re

_ACCENTED = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÅåƁƀÇçĐđÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž",
)
# Placeholders, markup and entities must reach the page as they are.
_KEPT = re.compile(r"(%\([A-Za-z_]\w*\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%%|\{\w+\}|<[^>]*>|&#?\w+;)")
_LONGER = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
POP = "\u202c"


def accented(text: str) -> str:
    """The text with accents, in brackets, about a third longer (German and Arabic can be)."""
    parts = _KEPT.split(text)
    body = "".join(part if index % 2 else part.translate(_ACCENTED) for index, part in enumerate(parts))
    extra = " ".join(_LONGER[: max(1, min(10, len(text) // 12))])
    return f"[{body} {extra}]"


def mirrored(text: str) -> str:
    """The text forced to read from right to left, as an Arabic page would be laid out."""
    parts = _KEPT.split(text)
    return "".join(
        part if index % 2 or not part.strip() else f"{RIGHT_TO_LEFT_OVERRIDE}{part}{POP}"
        for index, part in enumerate(parts)
    )
