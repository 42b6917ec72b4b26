"""What conversations do when something happens elsewhere, and what they put on other packages' pages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from muruna.access import Action, Actor, all_visible
from muruna.accounts.encounters import encounter
from muruna.accounts.labels import describe_kept
from muruna.accounts.sessions import channel_source
from muruna.conversations import belongings, queries
from muruna.conversations.actions.erasing import end_those_of
from muruna.conversations.actions.lapsing import lapse_hand_overs
from muruna.conversations.actions.resting import settle_support
from muruna.conversations.beside import tell_who_asked, unread_asides
from muruna.conversations.going_on import resting_under
from muruna.conversations.models import Gap, HandOver, Participant, Thread, Worry
from muruna.conversations.worried import unanswered_worries
from muruna.foundation import live, outbox
from muruna.foundation.prepared import prepared
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces import home
from muruna.spaces.consequences import consequence
from muruna.spaces.events import (
    MEMBER_AGED,
    MEMBER_LEFT,
    MEMBER_RESTORED,
    MEMBER_SUSPENDED,
    RIGHT_ENDED,
    RIGHT_GIVEN,
    SPACE_CHANGED,
)
from muruna.spaces.logic.profiles import Profile
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import SMALLEST_COUNT, holders
from muruna.ui.environment import url
from muruna.ui.formats import number

__all__ = ["belongings"]

CONVERSATION_ENDED = "conversation.ended"  # space, conversation

encounter(queries.have_met)
describe_kept("said", gettext_lazy("You wrote"), gettext_lazy("You wrote"))
describe_kept("heard", gettext_lazy("%(name)s wrote to you"), gettext_lazy("Written to you"))
describe_kept(
    "summary",
    gettext_lazy("At the end of a talk with %(name)s, you wrote"),
    gettext_lazy("At the end of a talk, you wrote"),
)
describe_kept(
    "last-words",
    gettext_lazy("From the end of a talk with %(name)s"),
    gettext_lazy("From the end of a talk"),
)


@prepared
def _threads(person_id: UUID) -> QuerySet[Thread, UUID]:
    here = Participant.objects.filter(
        membership__person_id=person_id, membership__state=Membership.ACTIVE, is_here=True
    )
    talking = here.exclude(part=Participant.SUPERVISOR).values("conversation")
    beside = here.exclude(part=Participant.MEMBER).values("conversation")
    heard = Q(kind=Thread.MAIN, conversation__in=talking) | Q(kind=Thread.SIDE, conversation__in=beside)
    return Thread.objects.filter(heard).values_list("pk", flat=True)


@channel_source
def threads_to_hear(person_id: UUID) -> list[str]:
    """The live channels of a person's conversations: the main one for its two, the aside for its two."""
    with across_spaces("a person's open pages hear all their conversations through one stream"):
        return [f"thread:{pk}" for pk in _threads(person_id)]


@outbox.on(MEMBER_LEFT)
def end_conversations_of_departed(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever leaves a space leaves their conversations there."""
    with in_space(Space.objects.get(pk=space)):
        gone = Membership.objects.filter(pk=membership).first()
        if gone is not None:
            end_those_of(gone)
        lapse_hand_overs()


@outbox.on(MEMBER_AGED)
@outbox.on(RIGHT_ENDED)
@outbox.on(RIGHT_GIVEN)
@outbox.on(MEMBER_SUSPENDED)
@outbox.on(MEMBER_RESTORED)
@outbox.on(SPACE_CHANGED)
def look_who_may_support(space: UUID, **_more: Any) -> None:
    """Talks rest whose supporter may not go on any more, and go on where they may again."""
    found = Space.objects.filter(pk=space).first()
    if found is not None:
        with in_space(found):
            settle_support()


@outbox.on(RIGHT_ENDED)
@outbox.on(MEMBER_SUSPENDED)
def tell_who_asked_aside(space: UUID, membership: UUID, **_more: Any) -> None:
    """Whoever had asked a supervisor aside hears it when that one reads no more."""
    found = Space.objects.filter(pk=space).first()
    if found is not None:
        with in_space(found), transaction.atomic():
            one = Membership.objects.filter(pk=membership).exclude(pk__in=holders(Right.SUPERVISOR)).first()
            if one is not None:
                tell_who_asked(one)


@outbox.on("case.taken")
@outbox.on("case.asked_again")
@outbox.on("case.team_changed")
@outbox.on("case.closed")
def show_where_a_worry_stands(space: UUID, case: UUID, **_more: Any) -> None:
    """Open pages of a talk say at once who has the worry, or that nobody has."""
    found = Space.objects.filter(pk=space).first()
    if found is not None:
        with in_space(found), transaction.atomic():
            about = Worry.objects.filter(case_id=case).values("conversation")
            for pk in Thread.objects.filter(conversation__in=about, kind=Thread.MAIN).values_list(
                "pk", flat=True
            ):
                live.changed(thread=pk)


@consequence
def talks_that_would_rest(_space: Space, then: Profile) -> str:
    """What other rules would do to talks that go on now; few are not counted out loud."""
    count = resting_under(then)
    if count == 0:
        return _("No conversation that goes on now would come to rest.")
    if count < SMALLEST_COUNT:
        return _("Some conversations that go on now would come to rest at once: fewer than %(num)s.") % {
            "num": number(SMALLEST_COUNT)
        }
    return ngettext(
        "%(num)s conversation that goes on now would come to rest at once.",
        "%(num)s conversations that go on now would come to rest at once.",
        count,
    ) % {"num": number(count)}


@home.nav
def nav_items(actor: Actor) -> list[home.NavItem]:
    """One way to my conversations from every page."""
    return [home.NavItem(_("Talks"), url("talk-list", code=actor.space.code), 20, "talk")]


@home.card
def cards(actor: Actor) -> list[home.HomeCard]:
    """What is new, what waits for an answer of mine, and days to look back that have come."""
    if not actor.membership:
        return []
    code = actor.space.code
    found = []
    if new := queries.news(actor):
        has_begun = all(line.talk.me.part == Participant.MEMBER and line.talk.me.seen == 0 for line in new)
        text = pgettext("request", "Somebody said yes") if has_begun else _("Somebody has written to you.")
        found.append(home.HomeCard(_("Something new"), text, reverse("talk-list", kwargs={"code": code}), 5))
    for row in unanswered_worries(actor):
        place = reverse("talk", kwargs={"code": code, "id": row.conversation_id}) + "#end"
        found.append(
            home.HomeCard(_("Your say matters"), _("Somebody would like to know what you want."), place, 4)
        )
    if count := queries.new_notes_count(actor):
        text = ngettext("%(num)s note for you to read.", "%(num)s notes for you to read.", count)
        place = reverse("talk-debriefs", kwargs={"code": code})
        found.append(home.HomeCard(_("After a hard talk"), text % {"num": number(count)}, place, 5))
    for talk in unread_asides(actor):
        place = reverse("talk-aside", kwargs={"code": code, "id": talk.pk}) + "#end"
        text = _("Whom you asked aside reads it no more. Look who can be asked now.")
        found.append(home.HomeCard(_("What you asked aside"), text, place, 4))
    for row in all_visible(actor, action=Action.CONVERSATION_END, model=Gap):
        place = reverse("talk", kwargs={"code": code, "id": row.conversation_id}) + "#end"
        found.append(home.HomeCard(_("Your talk is resting"), _("You choose how it goes on."), place, 4))
    for row in all_visible(actor, action=Action.CONVERSATION_CONSENT_HAND_OVER, model=HandOver):
        place = reverse("talk-consent", kwargs={"code": code, "id": row.pk})
        found.append(home.HomeCard(_("A question for you"), _("May somebody else go on with you?"), place, 6))
    for row in queries.hand_overs_for(actor):
        place = reverse("talk-take-on", kwargs={"code": code, "id": row.pk})
        found.append(
            home.HomeCard(_("Will you go on?"), _("Somebody would be glad of your company."), place, 6)
        )
    for row in queries.follow_ups_due(actor):
        place = reverse("talk-look-back", kwargs={"code": code, "id": row.pk})
        found.append(home.HomeCard(_("Looking back"), _("You wanted to look back today."), place, 8))
    if count := queries.gaps_count(actor):
        text = ngettext(
            "%(num)s person needs another supporter.", "%(num)s people need another supporter.", count
        )
        place = reverse("talk-gaps", kwargs={"code": code})
        found.append(
            home.HomeCard(
                _("Talks without anybody"), text % {"num": number(count)}, place, 12, for_staff=True
            )
        )
    return found
