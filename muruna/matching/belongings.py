"""What this package hands to a person of theirs, and how it lets go of it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section
from muruna.matching import labels
from muruna.matching.models import Proposal, Request, Shift, SupportOffer
from muruna.matching.vocabulary import vocabulary


def export(actor: Actor) -> list[Section]:
    """Requests, offers, proposals and shifts of this persona, in plain words."""
    if actor.membership is None:
        return []
    mine = actor.membership
    offer = SupportOffer.objects.filter(membership=mine).first()
    sections = [
        Section(_("What I asked for"), [_request(row) for row in Request.objects.filter(membership=mine)]),
        Section(_("What I offer as a supporter"), [_offer(offer)] if offer else []),
        Section(
            _("Questions put to me"),
            [
                {_("Day"): row.made_at.date(), _("State"): str(labels.PROPOSAL_STATES[row.state])}
                for row in Proposal.objects.filter(supporter=mine).exclude(state=Proposal.SHOWN)
            ],
        ),
        Section(
            _("Times I was free"),
            [{_("Day"): row.day, _("Minutes"): row.minutes} for row in Shift.objects.filter(membership=mine)],
        ),
    ]
    return [section for section in sections if section.rows]


def forget(person: Any) -> None:
    """Delete it all; called inside the person's deletion, before their personas go."""
    mine = person.memberships.values("pk")
    Proposal.objects.filter(supporter__in=mine).delete()
    Request.objects.filter(membership__in=mine).delete()
    SupportOffer.objects.filter(membership__in=mine).delete()
    Shift.objects.filter(membership__in=mine).delete()


def _request(row: Request) -> dict[str, Any]:
    language, words, needs = get_language() or "en", vocabulary(), row.needs
    return {
        _("State"): str(labels.REQUEST_STATES[row.state]),
        _("Since"): row.waiting_since.date(),
        _("Words"): row.words,
        _("Languages"): list(row.languages),
        _("Now or within days"): str(labels.WHEN["now" if row.is_live else "days"]),
        _("What would help"): [str(labels.WANTS[one]) for one in needs.get("wants", ())],
        _("Topics"): words.labels(needs.get("topics", ()), language),
        _("What matters"): words.labels(needs.get("wishes", ()), language),
        _("My circumstances"): words.labels(needs.get("circumstances", ()), language),
        _("I would like somebody with"): words.labels(needs.get("prefer", ()), language),
        _("Rather not somebody with"): words.labels(needs.get("avoid", ()), language),
        _("Nobody from here"): bool(needs.get("not_from_here")),
    }


def _offer(row: SupportOffer) -> dict[str, Any]:
    language, words = get_language() or "en", vocabulary()
    seen = [one["id"] for one in row.lived if one["match_may_see"]]
    return {
        _("Languages"): list(row.languages),
        _("Lived, for the search"): words.labels([one["id"] for one in row.lived], language),
        _("Lived, shown to a match"): words.labels(seen, language),
        _("My circumstances"): words.labels(row.circumstances, language),
        _("About me"): row.about,
        _("Not now"): words.labels(row.not_now, language),
        _("Time zone"): row.time_zone,
        _("Hours"): [f"{day + 1}: {start}–{end}" for day, start, end in row.hours],
        _("Conversations at once"): row.most_open,
        _("From here"): row.is_from_here,
        _("Pause until"): row.paused_until,
    }
