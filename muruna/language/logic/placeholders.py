"""What a translation must keep of its original: every placeholder, none invented."""

import re
from collections import Counter

# %(name)s with any conversion; "%%" is a percent sign and no placeholder.
_NAMED = re.compile(r"%\(([A-Za-z_][A-Za-z0-9_]*)\)([-#0 +]*\d*(?:\.\d+)?[a-zA-Z])")
_BRACED = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def placeholders(text: str) -> Counter[str]:
    """The named placeholders of a message, each with how often it stands there."""
    plain = text.replace("%%", "")
    found = Counter(f"%({name}){kind}" for name, kind in _NAMED.findall(plain))
    found.update("{" + name + "}" for name in _BRACED.findall(plain))
    return found


def faults(original: str, plural: str | None, translations: tuple[str, ...]) -> list[str]:
    """What is wrong with a translation, in words; an empty list means nothing is.

    A plural form may leave out the number ("one person"): only forms beyond the original's are faults,
    and forms that lose something other than a number.
    """
    wanted = set(placeholders(original)) | set(placeholders(plural or ""))
    needed = set(placeholders(original)) if plural is None else wanted - {"%(num)s", "%(num)d", "%(count)s"}
    found: list[str] = []
    for text in translations:
        here = set(placeholders(text))
        found += [f"drops {name}" for name in sorted(needed - here)]
        found += [f"invents {name}" for name in sorted(here - wanted)]
    return found
