"""What safeguarding hangs up at start: navigation, cards of the first page, what it holds of a person."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.accounts.labels import describe_reason
from muruna.foundation.clock import now
from muruna.safeguarding import letters, words
from muruna.safeguarding.actions.cases import EXCERPTS_OPENED
from muruna.safeguarding.expiring import destroy_case, end_with_account
from muruna.safeguarding.models import WAITING_FOR_IT, Case, CasePerson, DutyWindow
from muruna.safeguarding.queries.asides import taken_off, waiting_asides
from muruna.safeguarding.queries.cards import cards_seen
from muruna.safeguarding.queries.cases import board_of, is_asked, is_wish_shown, progress_for
from muruna.safeguarding.queries.standing import late_count
from muruna.safeguarding.views.card import preview_in
from muruna.spaces import guarding, home, labels
from muruna.spaces.models import Right
from muruna.spaces.queries import holders
from muruna.ui.environment import url
from muruna.ui.formats import day, moment, number

STAFF = (Right.SUPPORTER, Right.SUPERVISOR, Right.COORDINATOR, Right.STEWARD, Right.SAFEGUARDING_LEAD)

describe_reason(Case.WORRY, gettext_lazy("Somebody who talks with you was worried about you."))
describe_reason(Case.REPORT, gettext_lazy("You reported something, and a lead looked at it."))
describe_reason(
    EXCERPTS_OPENED, gettext_lazy("Messages were reported, and the people who look after it opened them.")
)
home.card_page(preview_in)


@guarding.bars
def the_team_of_a_case_they_are_named_in(person: UUID) -> QuerySet[Any, Any]:
    """Whoever is named in an open case decides nothing about the leads who look at it."""
    named = CasePerson.objects.filter(membership__person=person, part=CasePerson.NAMED, case__state=Case.OPEN)
    team = CasePerson.objects.filter(case__in=named.values("case"), part=CasePerson.TEAM)
    return team.values("membership")


@home.own
def own_pages(space: Any) -> list[home.Anchor]:
    """What is decided about somebody, they read and answer also while they are suspended."""
    place = reverse("reports", kwargs={"code": space.code})
    return [home.Anchor(_("How far it is, and what you are asked"), place)]


def _at(actor: Any, name: str) -> str:
    return url(name, code=actor.space.code)


@home.nav
def places(actor: Any) -> list[home.NavItem]:
    """The board of cases, for leads."""
    if not actor.has(Right.SAFEGUARDING_LEAD):
        return []
    return [home.NavItem(_("Cases"), _at(actor, "cases"), 50, "list")]


@home.card
def cards(actor: Any) -> list[home.HomeCard]:
    """The card for everybody, reports for whoever has any, boards for staff."""
    found = [
        home.HomeCard(
            _("What happens if I say this?"),
            _("Who would hear of it, and who would not, before you say anything."),
            _at(actor, "card"),
            15,
        )
    ]
    if CasePerson.objects.filter(membership=actor.membership, part__in=WAITING_FOR_IT).exists():
        text = _("What you reported or what somebody worried about with you.")
        found.append(home.HomeCard(_("How far it is"), text, _at(actor, "reports"), 30))
    if is_asked(actor):
        text = _("You can read it and answer here, when it suits you.")
        found.append(home.HomeCard(_("Somebody asked you something"), text, _at(actor, "reports"), 4))
    if is_wish_shown(actor):
        text = _("You can read what would be said and to whom, and say what you think of it.")
        found.append(home.HomeCard(_("What would be told outside"), text, _at(actor, "reports"), 4))
    if actor.has(*STAFF):
        text = _("Who answers now, and this week.")
        found.append(home.HomeCard(_("Duty"), text, _at(actor, "duty"), 40, for_staff=True))
    if actor.has(Right.SAFEGUARDING_LEAD):
        found.append(
            home.HomeCard(_("Cases"), _how_it_stands(actor), _at(actor, "cases"), 10, for_staff=True)
        )
    if actor.has(Right.STEWARD, Right.COORDINATOR) and not holders(Right.SAFEGUARDING_LEAD).exists():
        text = _(
            "Worries and reports reach nobody now. A steward can give somebody the right to lead, and "
            "somebody else who leads, stewards, coordinates or supervises here says the second yes."
        )
        title = _("Nobody looks after safety here")
        found.append(home.HomeCard(title, text, _at(actor, "people"), 0, for_staff=True))
    if late := late_count(actor):
        text = ngettext(
            "%(num)s answer was promised and has not come. You see nothing of it; please see that somebody "
            "is there.",
            "%(num)s answers were promised and have not come. You see nothing of them; please see that "
            "somebody is there.",
            late,
        )
        text %= {"num": number(late)}
        found.append(home.HomeCard(_("Somebody waits"), text, _at(actor, "duty"), 5, for_staff=True))
    return found + _team_cards(actor) + _letter_cards(actor)


def _how_it_stands(actor: Any) -> str:
    """How many cases are open, and by when the next answer is promised."""
    board = board_of(actor)
    if not board.open:
        return _("Worries and reports, by the hour that was promised.")
    said = [ngettext("%(num)s is open.", "%(num)s are open.", board.open) % {"num": number(board.open)}]
    if board.waiting:
        said.append(
            ngettext("Nobody has taken up %(num)s.", "Nobody has taken up %(num)s of them.", board.waiting)
            % {"num": number(board.waiting)}
        )
    if board.next_by is not None:
        text = _("Overdue: an answer was promised by %(moment)s.")
        if board.next_by >= now():
            text = _("An answer is promised by %(moment)s.")
        said.append(text % {"moment": moment(board.next_by)})
    return " ".join(said)


def _team_cards(actor: Any) -> list[home.HomeCard]:
    found = []
    if actor.has(Right.SAFEGUARDING_LEAD, Right.STEWARD):
        for wish in waiting_asides(actor):
            place = reverse("case-aside-answer", kwargs={"code": actor.space.code, "id": wish.pk})
            text = _("Two people decide this, and you may be the second.")
            found.append(home.HomeCard(_("A second yes"), text, place, 5, for_staff=True))
    if actor.has(Right.SAFEGUARDING_LEAD):
        for gone in taken_off(actor):
            text = _("Since %(day)s. If that seems wrong to you, ask somebody who stewards this place.")
            title, place = _("You were taken off a case"), _at(actor, "cases")
            text %= {"day": day(gone.done_on)}
            found.append(home.HomeCard(title, text, place, 6, for_staff=True))
    return found


def _letter_cards(actor: Any) -> list[home.HomeCard]:
    if actor.has(Right.SAFEGUARDING_LEAD, Right.STEWARD) and letters.front_space() == actor.space:
        text = _("Messages from people outside.")
        return [home.HomeCard(_("Letters"), text, _at(actor, "letters"), 50, for_staff=True)]
    return []


def export(actor: Actor) -> list[Section]:
    """Reports with their state, hours of duty, and the wordings one was shown; nothing outside a space."""
    if actor.membership is None:
        return []
    days = labels.weekdays()
    reports = [
        {
            _("What"): str(words.KINDS[one.case.kind]),
            _("My part"): str(words.PARTS[one.part]),
            _("Since"): one.case.opened_on,
            _("State"): str(words.PROGRESS[one.state][0]),
            _("What I was asked"): [asked[1] for asked in one.questions],
            _("What would be told outside"): [
                f"{wish.to}: {wish.text} ({words.wish_words(wish, is_closed=one.state == Case.CLOSED)})"
                for wish in one.wishes
            ],
            _("Why I did not read it before"): [held.why for wish in one.wishes for held in wish.held],
            _("What I said to the team"): [words.words_heard(own) for own in one.said],
        }
        for one in progress_for(actor)
    ]
    hours = [
        {_("Day"): days[one.weekday], _("From"): f"{one.starts:%H:%M}", _("Until"): f"{one.ends:%H:%M}"}
        for one in DutyWindow.objects.filter(lead=actor.membership).order_by("weekday", "starts")
    ]
    shown = [
        {_("Day"): one.first_shown_on, _("Number"): one.version, _("Language"): one.language}
        for one in cards_seen(actor)
    ]
    sections = [
        (_("Reports"), reports),
        (_("My hours of duty"), hours),
        (_("“What happens if I say this?” as I was shown it"), shown),
    ]
    return [Section(heading, rows) for heading, rows in sections if rows]


def forget(person: Any) -> None:
    """The words about this person go with them; of what was open its team keeps that it ended so.

    A report of theirs about others stays, without them.
    """
    about = CasePerson.objects.filter(membership__person=person, part=CasePerson.CONCERNED)
    for case in Case.objects.filter(pk__in=about.values("case")):
        (end_with_account if case.state == Case.OPEN else destroy_case)(case)


belongs("safeguarding", export=export, forget=forget)
