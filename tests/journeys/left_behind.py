"""What somebody finds on a device afterwards, who searches every file of the browser."""

from pathlib import Path


def traces(folder: Path, words: list[str]) -> list[str]:
    """Files of a browser's profile in which one of `words` stands, in either way of writing letters down."""
    needles = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]
