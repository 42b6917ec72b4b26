"""What matching puts on a space's first page and into its navigation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from muruna.foundation.clock import now
from muruna.matching.models import Proposal, Request
from muruna.matching.pool import peers, rules_of
from muruna.matching.queries import own_request, questions_for
from muruna.matching.waits import has_said_no, is_anybody_here
from muruna.spaces.home import HomeCard, NavItem, card, nav, presence
from muruna.spaces.models import Right
from muruna.ui.environment import url
from muruna.ui.formats import number


@card
def cards(actor: Any) -> list[HomeCard]:
    """Asking for members, questions for supporters, the board for coordinators."""
    return [*_asking(actor), *_answering(actor), *_overseeing(actor)]


@presence
def is_somebody_here(actor: Any) -> bool:
    """Whether somebody is here who could answer the actor; their question, when one waits."""
    mine = own_request(actor)
    if mine is not None:
        return is_anybody_here(actor.space, mine, peers(actor.space, but_for=mine.pk))
    profile = rules_of(actor.space)
    return any(
        peer.value.is_on_duty(now())
        and not (peer.value.paused_until and now() < peer.value.paused_until)
        and peer.membership.pk != actor.membership.pk
        and profile.may_support(peer.membership.age_band, actor.membership.age_band, peer.tracks)
        for peer in peers(actor.space)
    )


@nav
def items(actor: Any) -> list[NavItem]:
    """Asking for everybody, answering for supporters."""
    found = [NavItem(pgettext("place", "Ask"), _address(actor, "ask"), priority=20, icon="write")]
    if actor.has(Right.SUPPORTER):
        found.append(
            NavItem(pgettext("place", "Answer"), _address(actor, "answering"), priority=25, icon="list")
        )
    if actor.has(Right.COORDINATOR):
        found.append(NavItem(_("Waiting"), _address(actor, "waiting"), priority=60, icon="clock"))
    return found


def _asking(actor: Any) -> list[HomeCard]:
    mine = own_request(actor)
    if mine is None:
        if actor.membership.age_band not in rules_of(actor.space).asking_bands:
            return []
        text = _("Say in a few words what it is about, and choose who answers.")
        return [HomeCard(_("Ask for somebody to talk to"), text, _address(actor, "ask"), priority=10)]
    states = set(Proposal.objects.filter(request=mine).values_list("state", flat=True))
    if Proposal.CHOSEN in states or mine.takes_first_free:
        text = _("Your question is on its way. You will see the answer here.")
    elif has_said_no(mine):
        text = _("The one you asked cannot just now. It is not about you; we go on looking.")
    elif Proposal.SHOWN in states:
        text = _("There are people you can choose from.")
    else:
        text = _("Your words are kept and wait. Look at what is open meanwhile.")
    return [HomeCard(_("What you asked for"), text, _address(actor, "asked"), priority=5)]


def _answering(actor: Any) -> list[HomeCard]:
    if not actor.has(Right.SUPPORTER):
        return []
    count = len(questions_for(actor))
    if not count:
        text = _("Nothing waits for you. Say when you are here.")
        return [HomeCard(pgettext("place", "Answer"), text, _address(actor, "answering"), priority=30)]
    text = ngettext("%(num)s question waits for you.", "%(num)s questions wait for you.", count)
    return [
        HomeCard(
            pgettext("place", "Answer"),
            text % {"num": number(count)},
            _address(actor, "answering"),
            priority=6,
        )
    ]


def _overseeing(actor: Any) -> list[HomeCard]:
    if not actor.has(Right.COORDINATOR):
        return []
    count = Request.objects.filter(state=Request.WAITING).count()
    text = _("Nobody waits.")
    if count:
        text = ngettext("%(num)s person waits.", "%(num)s people wait.", count) % {"num": number(count)}
    return [HomeCard(_("Who waits"), text, _address(actor, "waiting"), priority=15, for_staff=True)]


def _address(actor: Any, name: str) -> str:
    return url(name, code=actor.space.code)
