"""What later packages put on a space's first page and into its navigation, without being imported by it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class HomeCard:
    """One thing to do or to know on the space's first page; a lower `priority` stands earlier."""

    title: str
    text: str
    url: str
    priority: int = 50
    for_staff: bool = False


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation inside a space; a lower `priority` stands earlier."""

    title: str
    url: str
    priority: int = 50
    icon: str = "dot"  # an id in ui/static/ui/icons.svg


@dataclass(frozen=True)
class Anchor:
    """Something of one's own to hold on to, offered by a link where somebody may be having a hard time."""

    title: str
    url: str


Anchors = Callable[[Any], list[Anchor]]
Cards = Callable[[Any], list[HomeCard]]
Items = Callable[[Any], list[NavItem]]
Presence = Callable[[Any], bool]
CardPage = Callable[[Any, Any, str], Any]
_cards: list[Cards] = []
_items: list[Items] = []
_anchors: list[Anchors] = []
_own: list[Anchors] = []
_presence: list[Presence] = []
_card_page: list[CardPage] = []


def card(make: Cards) -> Cards:
    """Register a function from an actor to the cards that they are to see; usable as a decorator."""
    _cards.append(make)
    return make


def nav(make: Items) -> Items:
    """Register a function from an actor to navigation entries; it runs on every page: no queries."""
    _items.append(make)
    return make


def anchor(make: Anchors) -> Anchors:
    """Register a function from a space to what its member has there to steady them; usable as a decorator."""
    _anchors.append(make)
    return make


def anchors_for(space: Any) -> list[Anchor]:
    """What a page offers a member beside the numbers to call, after something hard; no queries."""
    return [one for make in _anchors for one in make(space)]


def own(make: Anchors) -> Anchors:
    """Register a function from a space to pages of one's own there, which a suspension leaves open."""
    _own.append(make)
    return make


def own_pages(space: Any) -> list[Anchor]:
    """What somebody whom this community has suspended still reads there: what steadies them before all."""
    return [*anchors_for(space), *(one for make in _own for one in make(space))]


def presence(look: Presence) -> Presence:
    """Register whether somebody who could answer this actor is here now; usable as a decorator."""
    _presence.append(look)
    return look


def is_somebody_here(actor: Any) -> bool:
    """Whether somebody who could answer `actor` has said to be here, or is by their own hours."""
    return any(look(actor) for look in _presence)


def card_page(make: CardPage) -> CardPage:
    """Register the page "what happens if I say this?" for someone who is about to join.

    It is called as make(request, space, age_band) inside the space's scope, before there is a membership.
    """
    _card_page[:] = [make]
    return make


def cards_for(actor: Any) -> list[HomeCard]:
    """Every card of the space's first page for `actor`, in order."""
    return sorted((one for make in _cards for one in make(actor)), key=lambda one: one.priority)


def nav_for(actor: Any, path: str) -> list[tuple[str, str, bool, str]]:
    """The navigation inside the space for `actor` as the base page takes it: title, address, here, icon.

    "Here" is the entry whose address begins `path`, the longest one of several; the first page, whose address
    begins every other, is "here" only itself, so that a page without an entry marks none.
    """
    items = sorted((one for make in _items for one in make(actor)), key=lambda one: one.priority)
    here = max(
        (one.url for one in items if path == one.url or (path.startswith(one.url) and one.priority)),
        key=len,
        default="",
    )
    return [(one.title, one.url, one.url == here, one.icon) for one in items]


def card_page_or_none() -> CardPage | None:
    """The registered page "what happens if I say this?", if any package has one."""
    return _card_page[0] if _card_page else None
