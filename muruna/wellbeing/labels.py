"""Words for moods, packs and changes, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOODS: dict[str, Any] = {
    "1": pgettext_lazy("how it is", "Very heavy"),
    "2": pgettext_lazy("how it is", "Heavy"),
    "3": pgettext_lazy("how it is", "In between"),
    "4": pgettext_lazy("how it is", "Rather light"),
    "5": pgettext_lazy("how it is", "Light"),
}
PACKS: dict[str, Any] = {"pulse": _("A short look"), "deep": _("A longer look")}
PACK_LINES: dict[str, Any] = {
    "pulse": _("How the last two weeks were, and whether company was missing. Good every four to six weeks."),
    "deep": _(
        "Mood, worry, how you see yourself, getting up again, belonging. Good every three to six months."
    ),
}
CHANGES: dict[str, Any] = {
    "changed_better": _("Changed, for the better"),
    "changed_worse": _("Changed, and it is harder now"),
    "not_sure": _("Not sure"),
    "not_changed": _("Not changed"),
}
CHANGE_LINES: dict[str, Any] = {
    "changed_better": _("The difference is larger than what such answers move by themselves."),
    "changed_worse": _(
        "The difference is larger than what such answers move by themselves. It has become harder, and "
        "that is a good reason to let somebody be there with you."
    ),
    "not_sure": _("There is a difference, but it may be an ordinary up or down."),
    "not_changed": _("The difference is as small as what such answers move by themselves."),
}
RULES: dict[str, Any] = {
    "published": _(
        "Rule: a difference of %(figure)s or more counts as a change. It was published for these questions."
    ),
    "reliable": _(
        "Rule: a difference of %(figure)s or more counts as a change. It was worked out from how steady the "
        "answers are (reliable change)."
    ),
    "noticeable": _(
        "Rule: from a difference of %(figure)s on, people usually notice it; only from %(sure)s on is it "
        "more than chance."
    ),
    "none": _(
        "There is no rule for these questions that says when a difference is more than an ordinary up or "
        "down."
    ),
}  # fmt: skip
PROVISIONAL = _("This rule is provisional: it rests on few studies.")
WORDINGS: dict[str, Any] = {
    "official": _("The official wording in this language."),
    "compared": _("Wording compared with its source."),
    "uncompared": _("Wording not yet compared with the official sheet."),
    "ours": _("Our own translation: not the official one, and no study has tried it."),
    "unvalidated": _("Our own translation: there is no official one, and no study has tried it."),
}
