"""Words for the codes in the list of who looked."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_ROLES = {
    "supporter": gettext_lazy("A peer who helps out"),
    "supervisor": gettext_lazy("A supervisor"),
    "coordinator": gettext_lazy("A coordinator"),
    "safeguarding_lead": gettext_lazy("A safeguarding lead"),
    "steward": gettext_lazy("A steward"),
}
_THINGS: dict[str, Any] = {
    "report": gettext_lazy("messages that somebody chose to report"),
    "excerpt": gettext_lazy("an excerpt of a conversation"),
    "case": gettext_lazy("a note about you in a case"),
}
_REASONS: dict[str, Any] = {}
_KEPT: dict[str, tuple[Any, Any]] = {}  # with %(name)s, and without


def describe_kept(code: str, words: Any, nameless: Any) -> None:
    """Register what a kind of kept thing is called (lazily translated), with %(name)s and without a name."""
    _KEPT[code] = (words, nameless)


def kept_words(code: str, name: str) -> str:
    """What was kept; `name` is whose words they are, "" when nobody is named."""
    words, nameless = _KEPT.get(code, (_("Kept"), _("Kept")))
    return str(words) % {"name": name} if name else str(nameless)


def describe_thing(code: str, words: Any) -> None:
    """Register what a kind of thing is called (lazily translated, in the middle of a sentence)."""
    _THINGS[code] = words


def describe_reason(code: str, sentence: Any) -> None:
    """Register the sentence that stands for a reason (lazily translated)."""
    _REASONS[code] = sentence


def nameless() -> str:
    """Instead of a name that somebody has given up, or that has gone with them."""
    return _("Somebody who has left, or goes by another name now")


def role_words(code: str) -> str:
    """Who looked, without a name."""
    return str(_ROLES.get(code, _("Somebody with a role here")))


def thing_words(code: str) -> str:
    """What was opened."""
    return str(_THINGS.get(code, _("something you wrote")))


def reason_words(code: str) -> str:
    """Why it was opened."""
    return str(
        _REASONS.get(
            code, _("No reason was written down in words. You can ask the people who run this place.")
        )
    )
