"""A browser without scripts, pictures or a window: enough to sign in and to read a page."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar


@dataclass(frozen=True)
class Answer:
    """What came back: after redirects, from which path, with which text."""

    status: int
    path: str
    text: str


class Visitor:
    """Somebody with a cookie jar at one address."""

    def __init__(self, origin: str, language: str = "en") -> None:
        self.origin, self.language = origin, language
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(path, None)

    def send(self, path: str, **fields: str) -> Answer:
        """Open the page at `path` and send its first form, with its hidden fields and `fields`."""
        body = urllib.parse.urlencode({**_hidden(self.get(path).text), **fields}).encode()
        return self._ask(path, body)

    def come_in(self, handle: str, passphrase: str) -> Answer:
        """Through the real sign-in page."""
        return self.send("/come-in/", handle=handle, passphrase=passphrase)

    def _ask(self, path: str, body: bytes | None) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - our own http://127.0.0.1
            self.origin + path, body, {"Accept-Language": self.language, "Origin": self.origin}
        )
        try:
            with self._open(request, timeout=30) as answer:
                return Answer(answer.status, urllib.parse.urlsplit(answer.url).path, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, path, refusal.read().decode())


def _hidden(page: str) -> dict[str, str]:
    content = page[page.index("<main") :]
    form = content[content.index("<form") : content.index("</form")]
    found = {}
    for field in re.findall(r"<input[^>]*>", form):
        told = dict(re.findall(r'(\w+)="([^"]*)"', field))
        if told.get("type") == "hidden":
            found[told["name"]] = told.get("value", "")
    return found
