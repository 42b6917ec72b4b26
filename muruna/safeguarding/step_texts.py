"""What each question about a case says: heading, explanation, button."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p


@dataclass(frozen=True)
class Step:
    """The words of one page."""

    heading: Promise
    lead: Promise
    submit: Promise
    kind: str = "primary"


NO_LEAD_LEFT = _(
    "There is no lead left who can be brought in here. Ask that another one be appointed; then you can bring "
    "them in."
)
TAKEN_MEANWHILE = _("%(name)s has taken it up meanwhile. Please take it over only if you mean to.")
WISHES_MOVED = _(
    "Since you opened this page, something that would be told outside was added or decided. What closing "
    "would take back now stands here. To close the case all the same, send this again."
)
TAKEN_BACK_BY_CLOSING = _(
    "Closing takes this back in your name, because it still needs a yes. From then on it may not be told."
)
FACTS_MOVED = _(
    "Another lead has written the facts since you opened this page. What stands there now is shown below. "
    "Please take over what should stay, and send yours again to put it in its place."
)
STEPS: dict[str, Step] = {
    "take": Step(
        _("Look after this?"),
        _("Those concerned see that a named person has taken it up."),
        _("Yes, I do"),
    ),
    "take_over": Step(
        _("Take this over?"),
        _("Another lead looks after this. If you take it over, those concerned read your name instead."),
        _p("a case", "Take it over"),
    ),
    "facts": Step(
        _("The facts"),
        _(
            "You may keep this half done. A case is closed, and anything is told outside, only when all "
            "of it is there. If you write down another ground, every yes given under the earlier one is "
            "taken back. If nobody looks after this case yet, you do from now on, and those concerned see "
            "that."
        ),
        _("Keep"),
    ),
    "note": Step(_("A new line"), _("Only the team of this case can read it."), _("Add")),
    "ask": Step(
        _("Ask the person"),
        _(
            "Nothing is decided over anybody’s head. If nobody looks after this case yet, you do from now "
            "on, and those concerned see that."
        ),
        _("Ask"),
    ),
    "outside": Step(
        _("Tell somebody outside?"),
        _(
            "Nothing is sent. It may be told only after two leads have said yes, each by name, to exactly "
            "these words."
        ),
        _("Put it to the team"),
    ),
    "showing": Step(
        _("When do they read it?"),
        _("Nothing happens behind anybody’s back. It may wait while it is not safe, and no longer."),
        _("Keep"),
    ),
    "approve": Step(
        _("Say yes to this?"),
        _("Your name stands beside it. A second lead must say yes too."),
        _("Yes, in my name"),
    ),
    "withdraw": Step(
        _("Take this back?"),
        _(
            "From now on it may not be told, whoever has said yes. If whoever this is about knows of it, "
            "they read that it was taken back. It can be put to the team anew."
        ),
        _("Take it back"),
        "danger",
    ),
    "open_together": Step(
        _("Open the reported words?"),
        _(
            "Nobody can open them alone. When enough of you have agreed, the words open for those who "
            "agreed, and whoever wrote them will learn of it."
        ),
        _("I agree"),
    ),
    "step_aside": Step(
        _("Somebody is part of this"),
        _(
            "If it is you, the case closes to you at once. If it is another lead, a second person must say "
            "yes first: another lead of this case, or a steward without a part in it. The team sees that you "
            "asked, and why; then the case goes on under a new key, and that cannot be undone."
        ),
        _("Ask for it"),
        "danger",
    ),
    "bring_in": Step(
        _("Bring a lead in"),
        _(
            "Only a lead who can look at this with a neutral eye. Who is not on this list cannot be brought "
            "in. Where the case itself does not say why, nobody is told; please ask nobody for it."
        ),
        _("Let them read this case"),
    ),
    "close": Step(
        _("Close this case"),
        _(
            "Its words are erased after the time that this community has set. From today, whoever is named "
            "in it sees that their words were opened."
        ),
        _("Close it"),
    ),
}
