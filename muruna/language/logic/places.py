"""Where a person may be sent back to after choosing a language."""

from urllib.parse import urlsplit

_LONGEST = 2000


def safe_place(wish: str | None) -> str:
    """The wish if it is a path on this very site, else "/": the switch leads nobody elsewhere."""
    if not wish or len(wish) > _LONGEST or not wish.startswith("/") or wish.startswith("//"):
        return "/"
    # Browsers read a backslash as a slash and drop control characters: "/\\evil" would leave the site.
    if "\\" in wish or any(ord(letter) <= 32 or ord(letter) == 127 for letter in wish):
        return "/"
    try:
        parts = urlsplit(wish)
    except ValueError:
        return "/"
    return wish if not parts.scheme and not parts.netloc else "/"
