"""Which language a page is shown in: the person's choice, the switch, the browser, then English."""

import re
from collections.abc import Sequence

_PART = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*[qQ]\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?\Z"
)
_LONGEST_HEADER = 1000  # a browser sends far less; more is somebody trying something


def accepted(header: str) -> list[str]:
    """Language tags of an Accept-Language header, best first, in lower case; senseless parts are left out.

    Equal weights keep the order of the header (RFC 9110, 12.5.4); weight 0 means "not this one".
    """
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:_LONGEST_HEADER].split(",")):
        match = _PART.match(part)
        if match is None:
            continue
        weight = 1.0 if match[2] is None else float(match[2])
        if 0 < weight <= 1:
            weighed.append((-weight, place, match[1].lower()))
    return [tag for _, _, tag in sorted(weighed)]


def fitting(tag: str, offered: Sequence[str]) -> str | None:
    """The offered code that serves this tag ("ar-EG" is served by "ar"), or None."""
    tag = tag.lower()
    while tag:
        if tag in offered:
            return tag
        tag = tag.rpartition("-")[0]
    return None


def negotiate(
    *, person: str | None, cookie: str | None, header: str | None, offered: Sequence[str], default: str = "en"
) -> str:
    """The code to show: the first of person, cookie and header that is offered, else the default."""
    for wish in (person, cookie):
        found = fitting(wish, offered) if wish and len(wish) <= 35 else None
        if found:
            return found
    for tag in accepted(header or ""):
        if tag == "*":
            return default
        found = fitting(tag, offered)
        if found:
            return found
    return default
