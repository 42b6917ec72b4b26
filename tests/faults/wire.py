"""A browser without a screen: cookies, forms, any bytes one likes, from any address of this machine."""

import http.client
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_plus, urlsplit

TOKEN = "a" * 32  # our own forgery cookie and token: what matters is that the two are the same
Value = str | bytes
Fields = dict[str, Value | list[Value]]


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


def encoded(fields: Fields) -> bytes:
    """The body of a form; bytes go as they are, however malformed."""
    pairs = [
        (name, one)
        for name, value in fields.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return "&".join(f"{quote_plus(name)}={quote_plus(one)}" for name, one in pairs).encode()


@dataclass
class Wire:
    """One visitor at one site."""

    url: str
    cookie: str = ""
    source: str = "127.0.0.1"
    language: str = "en"
    timeout: float = 30
    jar: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.cookie:
            self.jar["s"] = self.cookie
        self._line: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(
        self, path: str, fields: Fields | None = None, *, key: str | None = "", **headers: str
    ) -> Answer:
        """A form as our pages send it; `key` is new unless given, None sends none."""
        whole: Fields = {"csrfmiddlewaretoken": TOKEN}
        if key is not None:
            whole["key"] = key or str(uuid.uuid4())
        whole |= fields or {}
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        return self.send("POST", path, encoded(whole), headers)

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request on a line that stays open; raises OSError or HTTPException when the line breaks."""
        cookies = "; ".join(f"{name}={value}" for name, value in {"c": TOKEN, **self.jar}.items())
        whole = {"Cookie": cookies, "Accept-Language": self.language, **(headers or {})}
        if self._line is None:
            parts = urlsplit(self.url)
            self._line = http.client.HTTPConnection(
                parts.hostname or "", parts.port, timeout=self.timeout, source_address=(self.source, 0)
            )
        try:
            self._line.request(method, path, body, whole)
            response = self._line.getresponse()
            answer = Answer(response.status, response.headers, response.read())
            if response.will_close:
                self.hang_up()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            if name != "c":
                self.jar[name] = rest.partition(";")[0].strip('"')
        return answer

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


@dataclass
class Field:
    """One field of a form: its name, type, value, and the values one may choose."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class FoundForm:
    """A form on a page."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.links = here, [], set()  # type: ignore[var-annotated]
        self.elsewhere: list[tuple[str, str, str, str]] = []  # form, where to, and what it says there
        self.by_id: dict[str, FoundForm] = {}
        self._form: FoundForm | None = None
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has: dict[str, Any] = dict(attrs)
        if tag == "a" and has.get("href"):
            self.links.add(has["href"])
        elif tag == "form":
            self._form = FoundForm(has.get("action") or self.here, (has.get("method") or "get").lower())
            self.forms.append(self._form)
            self.by_id[has.get("id") or ""] = self._form
        elif tag == "button" and has.get("formaction") and has.get("name") != "read_in":
            to = has["formaction"], has.get("name") or "", has.get("value") or ""
            self.elsewhere.append((has.get("form") or "", *to))
        elif self._form is None or not has.get("name"):
            if tag == "option" and self._select is not None:
                self._select.choices.append(has.get("value") or "")
        elif tag in {"input", "button"}:
            kind = has.get("type") or ("text" if tag == "input" else "submit")
            known = next((f for f in self._form.fields if f.name == has["name"]), None)
            if known and kind in {"radio", "checkbox", "submit"}:
                known.choices.append(has.get("value") or "on")
            else:
                value = has.get("value") or ""
                self._form.fields.append(Field(has["name"], kind, value, [value or "on"]))
        elif tag == "textarea":
            self._area = Field(has["name"], "textarea")
            self._form.fields.append(self._area)
        elif tag == "select":
            self._select = Field(has["name"], "select")
            self._form.fields.append(self._select)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None


def read_page(html: str, here: str) -> tuple[list[FoundForm], set[str]]:
    """The forms and the addresses of the links on a page."""
    reader = _Reader(here)
    reader.feed(html)
    for id, action, name, value in reader.elsewhere:
        # A button that sends its form to another address is a form of its own to whoever takes it there.
        form = reader.by_id[id]
        said = [Field(name, "submit", value, [value])] if name else []
        reader.forms.append(FoundForm(action, form.method, [*form.fields, *said]))
    return reader.forms, reader.links
