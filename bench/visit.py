"""What a first visit weighs: the page and everything that it names from the same site, as a browser asks."""

import gzip
import re
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

NAMED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)=["']([^"'#]+)["']""")


@dataclass(frozen=True)
class Visit:
    """Bytes on the line in all, those of the page alone, and how many requests."""

    total: int
    page: int
    requests: int


def _fetch(url: str, accept: str = "*/*") -> tuple[bytes, bytes]:
    """What came over the line, and the same unpacked."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", "Accept": accept})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310 - loopback
        raw = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    return raw, gzip.decompress(raw) if packed else raw


def weigh(url: str, *, pack: bool = False, files: Path | None = None) -> Visit:
    """Fetch a page as a new visitor; `pack`: count texts that came unpacked as a proxy would gzip them.

    Pictures and fonts inside style sheets are left out on both sides: whether they are fetched depends on
    what is shown (Spirit names some 1,600 small pictures there).
    `files`: the folder behind /static/, for a server that leaves its files to a proxy.
    """

    def weight(raw: bytes, plain: bytes, text: bool) -> int:
        return len(gzip.compress(plain, 6)) if pack and text and raw == plain else len(raw)

    raw, html = _fetch(url, "text/html")
    page = weight(raw, html, True)
    asked = {urljoin(url, name) for name in NAMED.findall(html.decode())}
    total, done = page, {url}
    while asked - done:
        one = min(asked - done)
        done.add(one)
        if urlsplit(one).netloc != urlsplit(url).netloc or not re.search(r"\.\w{2,5}$", urlsplit(one).path):
            continue
        if files is not None:
            raw = plain = (files / urlsplit(one).path.removeprefix("/static/")).read_bytes()
        else:
            raw, plain = _fetch(one)
        is_text = urlsplit(one).path.endswith((".css", ".js", ".svg"))
        total += weight(raw, plain, is_text)
    fetched = [one for one in done if urlsplit(one).netloc == urlsplit(url).netloc]
    return Visit(total, page, len(fetched))
