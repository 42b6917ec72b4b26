"""Every route of the site, read from Django's own resolver."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A route as the resolver knows it; `places` are the names and converters of its arguments."""

    name: str
    pattern: str
    places: tuple[tuple[str, str], ...]
    action: str | None
    is_public: bool
    view: Any

    @property
    def stays(self) -> bool:
        """Whether somebody suspended opens it for a look."""
        return "GET" in getattr(self.view, "stays", "").split()

    @property
    def in_space(self) -> bool:
        return self.pattern.startswith("s/<slug:code>/")

    @property
    def ids(self) -> list[str]:
        """The arguments that name a thing."""
        return [name for name, converter in self.places if converter == "uuid"]

    def address(self, **values: Any) -> str:
        """The path with these arguments in their places."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), self.pattern)


def routes(patterns: Iterable[Any] | None = None, before: str = "") -> Iterator[Route]:
    """All routes, also those inside `include`."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, pattern)
        elif isinstance(one, URLPattern):
            places = tuple(
                (name, converter or "str") for converter, name in re.findall(r"<(?:(\w+):)?(\w+)>", pattern)
            )
            view = one.callback
            yield Route(
                one.name or "",
                pattern,
                places,
                getattr(view, "action", None),
                bool(getattr(view, "is_public", False)),
                view,
            )
