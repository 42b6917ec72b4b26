"""What spaces hang up at start: their navigation, their boards, what they hold of a person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, may
from muruna.accounts.belongings import Section, belongs
from muruna.foundation.tenancy import across_spaces
from muruna.spaces import home, labels, queries
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.ui.environment import url


def _at(actor: Any, name: str) -> str:
    return url(name, code=actor.space.code)


@home.nav
def own_places(actor: Any) -> list[home.NavItem]:
    """The first page, oneself, and the boards of those who have any."""
    places = [
        home.NavItem(_("Home"), _at(actor, "space"), 0, "home"),
        home.NavItem(_("Me"), _at(actor, "persona"), 80, "me"),
    ]
    if actor.has(Right.COORDINATOR, Right.STEWARD):
        places.append(home.NavItem(_("People"), _at(actor, "people"), 60, "people"))
    if actor.has(Right.STEWARD):
        places.append(home.NavItem(_("Settings"), _at(actor, "settings"), 90, "gear"))
    return places


@home.card
def own_cards(actor: Any) -> list[home.HomeCard]:
    """Oneself; for coordinators and stewards, who waits to come in, and printed codes."""
    cards = [
        home.HomeCard(
            _("How I appear here"),
            _("My name, pronouns and words. I can change them any day."),
            _at(actor, "persona"),
            70,
        )
    ]
    if may(actor, Action.MEMBER_LIST, actor.space):
        waiting = queries.waiting_count(actor)
        cards.append(
            home.HomeCard(
                _("People"),
                _("Somebody has asked to come in.") if waiting else _("Nobody waits to come in."),
                _at(actor, "people") + ("?state=asked" if waiting else ""),
                60,
                for_staff=True,
            )
        )
    for one in queries.waiting_for_second(actor):
        place = reverse("second-yes", kwargs={"code": actor.space.code, "id": one.pk})
        text = _("Somebody is to get a right that two people decide about.")
        cards.append(home.HomeCard(_("A second yes"), text, place, 10, for_staff=True))
    for step in queries.waiting_steps(actor):
        place = reverse("guarded-answer", kwargs={"code": actor.space.code, "id": step.pk})
        text = _("Two people decide about somebody who leads or stewards here, and you may be the second.")
        cards.append(home.HomeCard(_("A second yes"), text, place, 1, for_staff=True))
    if may(actor, Action.CODES_PRINT, actor.space):
        cards.append(
            home.HomeCard(
                _("Printed codes"),
                _("Slips of paper that let one person in each."),
                _at(actor, "codes"),
                70,
                for_staff=True,
            )
        )
    if may(actor, Action.SPACE_SETTINGS, actor.space):
        cards.append(
            home.HomeCard(
                _("Settings"), _("Hours, languages and rules."), _at(actor, "settings"), 80, for_staff=True
            )
        )
    return cards


def export(actor: Any) -> list[Section]:
    """A person's persona and rights in the active space; nothing outside one."""
    mine = actor.membership
    if mine is None:
        return []
    sections = [
        Section(
            _("How I appear"),
            [
                {
                    _("Community"): actor.space.name,
                    _("Name"): mine.name,
                    _("Pronouns"): mine.pronouns,
                    _("About me"): mine.identity,
                    _("Age"): str(labels.AGE_BANDS[mine.age_band]),
                    _("Why I asked to join"): mine.asked_because,
                    _("Since"): mine.since,
                }
            ],
        )
    ]
    rights = [
        {_("Right"): str(labels.ROLES[right.role]), _("From"): right.starts_on, _("Until"): right.ends_on}
        for right in Right.objects.filter(membership=mine).order_by("starts_on", "role")
    ]
    if rights:
        sections.append(Section(_("What I may do"), rights))
    return sections + _decided(mine)


def _decided(mine: Membership) -> list[Section]:
    rows = GuardedStep.objects.filter(membership=mine, done_on__isnull=False).order_by("done_on", "pk")
    told = [{_("What two people decided about me"): labels.step_told(one, mine)} for one in rows]
    return [Section(_("Decided by two people"), told)] if told else []


def forget(person: Any) -> None:
    """Delete every persona of `person`, departed ones included, with its rights."""
    with across_spaces("whoever deletes their account is gone from every community"):
        Membership.objects.filter(person=person).delete()


belongs("spaces", export=export, forget=forget)
