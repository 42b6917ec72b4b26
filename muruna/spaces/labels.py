"""What the words of this package are called on a page."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from babel import Locale, dates
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.spaces.logic.growing import Change, changes
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.ui.formats import day
from muruna.ui.zones import Group, zone_choices

AGE_BANDS: dict[str, Promise] = {
    "13-15": _("13 to 15"),
    "16-17": _("16 or 17"),
    "18-24": _("18 to 24"),
    "25+": _("25 or older"),
}
AGE_CHANGES: dict[str, Promise] = {
    Change.OTHER_SUPPORTERS: _(
        "You count as an adult: people who are here for adults can be proposed to you."
    ),
    Change.NO_ASKING: _(
        "In this community people of this age do not ask for somebody to talk to; "
        "what you asked for and still waits is taken back."
    ),
    Change.OTHER_AGES: _("This community is for other ages. You stay a member, with what is yours."),
    Change.RIGHTS_END: _("What you may do here for others ends today. It can be given to you anew."),
    Change.TALKS_REST: _(
        "A conversation that the rules then no longer allow comes to rest, and you can end it well. "
        "The coordinators see that one rests, never what was said."
    ),
}
AGE_CORRECTED: dict[str, Promise] = {
    Change.OTHER_SUPPORTERS: _("They move over the line of 18: other people may support them."),
    Change.NO_ASKING: _(
        "People of this age do not ask for somebody to talk to here; a request that waits is taken back."
    ),
    Change.RIGHTS_END: _("What they may do here for others ends today."),
    Change.TALKS_REST: _("Conversations that the rules no longer allow come to rest."),
}
ROLES: dict[str, Promise] = {
    Right.SUPPORTER: _("Supporter"),
    Right.FACILITATOR: _("Facilitator"),
    Right.SUPERVISOR: _("Supervisor"),
    Right.COORDINATOR: _("Coordinator"),
    Right.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    Right.STEWARD: _("Steward"),
}
ROLES_MEAN: dict[str, Promise] = {
    Right.SUPPORTER: _("Talks with members who ask for it."),
    Right.FACILITATOR: _("Holds circles: opens the meetings and looks after everybody in them."),
    Right.SUPERVISOR: _("Is there for supporters, in a quiet channel beside their conversations."),
    Right.COORDINATOR: _("Lets people in, gives rights, sees who waits. Reads nobody’s words."),
    Right.SAFEGUARDING_LEAD: _("Answers when somebody is worried, and works on reports."),
    Right.STEWARD: _("Sets the rules and the hours of this community."),
}
TRACKS: dict[str, Promise] = {
    "adults": _("Adults"),
    "under-18": _("People under 18"),
}
STATES: dict[str, Promise] = {
    Membership.ASKED: _p("members", "Waiting"),
    Membership.ACTIVE: _p("members", "Here"),
    Membership.SUSPENDED: _p("members", "Suspended"),
}
SUSPENDED_BECAUSE: dict[str, Promise] = {
    "agreement": _("The agreement was not kept"),
    "safety": _("To keep somebody safe"),
    "age": _("The age that was given is not right"),
    "own_wish": _("The person asked for it"),
    "other": _("Another reason"),
}
STEPS: dict[str, Promise] = {
    GuardedStep.SUSPEND: _("To be suspended"),
    GuardedStep.RESTORE: _("To be let back in"),
    GuardedStep.AGE: _("To count as another age, which ends all their rights"),
    GuardedStep.END: _("To lose a right"),
}
STEPS_MEAN: dict[str, Promise] = {
    GuardedStep.SUSPEND: _(
        "They cannot open this community, nor anything that they look after here, until two people end it. "
        "Cases that they had taken up are passed on at once. Their keys stay sealed for them, and open "
        "nothing meanwhile."
    ),
    GuardedStep.RESTORE: _(
        "They are back with the rights that have not ended, and can open their cases again."
    ),
    GuardedStep.AGE: _(
        "Their rights end today. A lead loses the cases for good: if the right is given to them anew, "
        "another lead has to let them into each case."
    ),
    GuardedStep.END: _(
        "It ends today; they stay a member. A lead loses the cases for good: if the right is given to them "
        "anew, another lead has to let them into each case."
    ),
}
STEPS_DONE: dict[str, Promise] = {
    GuardedStep.SUSPEND: _("%(day)s: %(name)s was suspended. %(asked)s asked for it, %(agreed)s agreed."),
    GuardedStep.RESTORE: _("%(day)s: %(name)s was let back in. %(asked)s asked for it, %(agreed)s agreed."),
    GuardedStep.AGE: _(
        "%(day)s: the age of %(name)s was changed, and all their rights ended. %(asked)s asked for it, "
        "%(agreed)s agreed."
    ),
    GuardedStep.END: _("%(day)s: %(name)s lost a right. %(asked)s asked for it, %(agreed)s agreed."),
}
# To whom it is about, without who asked: whoever asked may be who was afraid of them.
STEPS_DONE_TO_ME: dict[str, Promise] = {
    GuardedStep.SUSPEND: _("You were suspended here on %(day)s. Two people decided it."),
    GuardedStep.RESTORE: _("You were let back in on %(day)s. Two people decided it."),
    GuardedStep.AGE: _(
        "Your age was changed here on %(day)s, and with it what you may do for others ended. Two people "
        "decided it. If that seems wrong to you, ask somebody who stewards this place."
    ),
    GuardedStep.END: _(
        "A right of yours ended on %(day)s. Two people decided it. If that seems wrong to you, ask "
        "somebody who stewards this place."
    ),
}
PROFILES: dict[str, Promise] = {
    "school": _("School"),
    "clinic": _("Clinic"),
    "organisation": _("Organisation"),
    "online": _("Online"),
}


def said_changes(
    sentences: Mapping[str, Any], member: Membership, roles: Collection[str], bands: Iterable[str]
) -> dict[str, str]:
    """For each of `bands`, what it would change for `member`, in sentences."""
    rules = member.space.effective()
    return {
        band: " ".join(
            str(sentences[one]) for one in changes(rules, member.age_band, band, roles) if one in sentences
        )
        for band in bands
    }


def step_detail(step: GuardedStep) -> str:
    """The reason, the age or the role of a step, in words."""
    return str({**SUSPENDED_BECAUSE, **AGE_BANDS, **ROLES}.get(step.detail, ""))


def step_told(step: GuardedStep, reader: Membership) -> str:
    """What was decided, for `reader`: whom it is about does not read who asked for it."""
    said = (STEPS_DONE_TO_ME if step.membership_id == reader.pk else STEPS_DONE)[step.deed]
    gone = _("somebody who left")
    asked, agreed = (one.name if one else gone for one in (step.asked_by, step.agreed_by))
    return str(said) % {
        "day": day(step.done_on),
        "name": step.membership.name,
        "asked": asked,
        "agreed": agreed,
    }


def weekdays() -> list[str]:
    """The names of the days in the reader's language, Monday first."""
    names = dates.get_day_names("wide", "stand-alone", _locale())
    return [names[day] for day in range(7)]


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country in the reader's language, with an empty first choice."""
    names = _locale().territories
    known = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    known = [(code, name) for code, name in known if code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}]
    return [("", pgettext("country", "None in particular")), *sorted(known, key=lambda pair: pair[1])]


def time_zones(*likely: str | None, country: str = "") -> list[Group]:
    """Every time zone by its city, those of `likely` and of the country first; see ui.zones."""
    return zone_choices(*likely, country=country)


def _locale() -> Locale:
    from muruna.ui.formats import locale

    return locale() if get_language() else Locale("en")
