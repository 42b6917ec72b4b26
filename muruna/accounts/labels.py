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


def describe_thing(code: str, words: Any) -> None:
    """Register what a kind of thing is called (lazily translated, in the middle of a sentence)."""
    _THINGS[code] = words


def describe_reason(code: str, sentence: Any) -> None:
    """Register the sentence that stands for a reason (lazily translated)."""
    _REASONS[code] = sentence


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
