"""The words for states, parts and answers, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, Any] = {
    "going": pgettext_lazy("state of a goal", "Under way"),
    "paused": pgettext_lazy("state of a goal", "Resting"),
    "reached": pgettext_lazy("state of a goal", "Reached"),
    "let_go": pgettext_lazy("state of a goal", "Let go"),
}
# Turns that need no words: what the button says, and what follows.
PRESSED: dict[str, tuple[Any, Any]] = {
    "rest": (pgettext_lazy("a goal", "Let it rest"), _("It waits here for as long as you like.")),
    "on": (_("Take it up again"), _("It stands among your goals again.")),
}
LEVELS: dict[int, Any] = {
    2: _("Much more than I expect"),
    1: _("More than I expect"),
    0: _("What I expect"),
    -1: _("Less than I expect"),
    -2: _("Much less than I expect"),
}
FAR: dict[str, Any] = {
    "much_less": _(
        "On the whole, you came less far than you had expected. That says nothing about your worth: "
        "perhaps the expectation was too high, or life came between."
    ),
    "less": _("On the whole, you came a little less far than you had expected."),
    "as_expected": _("On the whole, you came as far as you had expected."),
    "more": _("On the whole, you came a little further than you had expected."),
    "much_more": _("On the whole, you came much further than you had expected."),
}
WEIGHTS: dict[int, Any] = {
    1: _("A little"),
    2: _("Somewhat"),
    3: _("Quite a lot"),
    4: _("Very much"),
    5: _("More than anything"),
}
KINDS: dict[str, Any] = {
    "choice": _("A choice I made"),
    "obstacle": _("Something I got past"),
    "person": _("Somebody who helped"),
    "strength": _("Something I can do"),
    "reached": _("Something I reached"),
}
CHAPTERS: dict[str, Any] = {
    "choice": _("Choices I made"),
    "obstacle": _("What I got past"),
    "person": _("People who helped"),
    "strength": _("What I can do"),
    "reached": _("What I reached"),
}
CHANGES: dict[str, Any] = {
    "more": _("More sure than at first"),
    "less": _("Less sure than at first, and that is allowed"),
    "same": _("As sure as at first"),
}
