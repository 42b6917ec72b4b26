"""What the words of this package are called on a page."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.matching.logic.filters import Refusal
from muruna.matching.logic.reasons import Reason, Why
from muruna.matching.models import Proposal, Request
from muruna.matching.vocabulary import vocabulary
from muruna.ui.formats import language_name

WANTS: dict[str, Promise] = {
    "listened": _("To be listened to"),
    "ideas": _("Ideas: what others tried"),
    "information": _("Information"),
    "company": _("Company"),
}
HOW_MUCH: dict[str, Promise] = {
    "": _p("how much it matters", "–"),
    "a_little": _p("how much it matters", "A little"),
    "matters": _p("how much it matters", "It matters"),
    "a_lot": _p("how much it matters", "A lot"),
}
WHEN: dict[str, Promise] = {"now": _p("when", "Now"), "days": _p("when", "Within days")}
REQUEST_STATES: dict[str, Promise] = {
    Request.WAITING: _p("request", "Waiting"),
    Request.MATCHED: _p("request", "Somebody said yes"),
    Request.WITHDRAWN: _p("request", "Taken back"),
    Request.EXPIRED: _p("request", "Its time was over"),
}
PROPOSAL_STATES: dict[str, Promise] = {
    Proposal.SHOWN: _p("proposal", "Shown"),
    Proposal.CHOSEN: _p("proposal", "Asked"),
    Proposal.OPEN: _p("proposal", "Asked with others"),
    Proposal.ACCEPTED: _p("proposal", "Said yes"),
    Proposal.DECLINED: _p("proposal", "Said no"),
    Proposal.LAPSED: _p("proposal", "Moved on"),
    Proposal.CLOSED: _p("proposal", "Put aside"),
}


def reason_words(reason: Reason, language: str) -> str:
    """A reason as a sentence for the member who asks."""
    subject = vocabulary().label(reason.subject, language)
    if reason.why is Why.SPEAKS_YOUR_LANGUAGE:
        return _now("Speaks %(language)s") % {"language": language_name(reason.subject)}
    if not subject:
        return ""
    said = {
        Why.LIVED_WHAT_MATTERS: _now("Knows this from their own life: %(experience)s"),
        Why.LIVED_WHAT_YOU_PREFER: _now("Has what you hoped for: %(experience)s"),
        Why.SHARES_CIRCUMSTANCE: _now("Lives with this too: %(experience)s"),
    }
    return said[reason.why] % {"experience": subject}


def reason_words_for_supporter(reason: Reason, language: str) -> str:
    """A reason as a sentence for the supporter who is asked."""
    subject = vocabulary().label(reason.subject, language)
    if reason.why is Why.SPEAKS_YOUR_LANGUAGE:
        return _now("You both speak %(language)s") % {"language": language_name(reason.subject)}
    if not subject:
        return ""
    if reason.why is Why.SHARES_CIRCUMSTANCE:
        return _now("You share this: %(experience)s") % {"experience": subject}
    return _now("You know this, and it matters to them: %(experience)s") % {"experience": subject}


def nobody_words(because: frozenset[Refusal]) -> list[str]:
    """Why nobody can be found now, in sentences; nothing of what is somebody's own affair is in them."""
    said = {
        Refusal.NO_COMMON_LANGUAGE: _now("Some supporters speak other languages than the ones you chose."),
        Refusal.LIMIT_REACHED: _now("Some supporters have as many conversations as they can hold well."),
        Refusal.NOT_ON_DUTY: _now("Some supporters who could fit are not here at this hour."),
    }
    return [said[one] for one in sorted(because, key=lambda one: one.value) if one in said]
