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
# On paper the rest is said once for all of them.
RULES_SHORT: dict[str, Any] = {
    "published": _("A difference of %(figure)s or more counts as a change."),
    "reliable": _("A difference of %(figure)s or more counts as a change."),
    "noticeable": _("A difference is noticed from %(figure)s on, and is more than chance from %(sure)s on."),
    "none": "",
}
PROVISIONAL = _("This rule is provisional: it rests on few studies.")
UNCONFIRMED = _("The figures behind it still have to be confirmed.")
# What a rule of change rests on, where there is more than arithmetic (science.md 1.4).
ORIGINS: dict[str, Any] = {
    "phq-9": _(
        "NHS Talking Therapies, England, counts 6 points as a change. We read of it elsewhere, not at its "
        "source."
    ),
    "gad-7": _(
        "NHS Talking Therapies, England, counts 4 points as a change, and so do Toussaint and others (2020). "
        "We read of both elsewhere, not at their sources."
    ),
    "who-5": _(
        "Topp and others (2015) call 10 points worth noticing; the figures go in steps of 4, so that means "
        "12. We have that from general knowledge."
    ),
    "phq-8": _(
        "No study has given a firm rule. For people who are in treatment 5 to 6 points are named; we take 5."
    ),
}
NO_ORIGIN = _("No rule was published for these questions, so this one was worked out.")
FORMULA = _(
    "The reliable change of Jacobson and Truax (1991) is 1.96 × SD × √2 × √(1 − r). With SD = %(sd)s (how "
    "far people differ) and r = %(r)s (%(kind)s) that gives %(size)s."
)
STEADY: dict[str, Any] = {
    "alpha": _("how well the questions hang together: Cronbach's alpha"),
    "retest": _("how alike the answers of two times are"),
}
NOT_SURE = _(
    "A smaller difference is called “not sure” when it is larger than one standard error: SD × √(1 − r)."
)
MARKS: dict[str, Any] = {
    "verified": _("Looked up there on %(day)s."),
    "second-hand": _("Read about elsewhere on %(day)s, not at its source."),
    "general-knowledge": _("Written down from general knowledge; nobody has looked it up yet."),
}
WORDINGS: dict[str, Any] = {
    "official": _("The official wording in this language."),
    "compared": _("Wording compared with its source."),
    "uncompared": _("Wording not yet compared with the official sheet."),
    "ours": _("Our own translation: not the official one, and no study has tried it."),
    "unvalidated": _("Our own translation: there is no official one, and no study has tried it."),
}
