"""Whom one may share with: whoever is in a talk with one now that may go on."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from muruna.access import Actor
from muruna.accounts.queries import apart_in
from muruna.conversations.going_on import Held, may_go_on
from muruna.conversations.models import Conversation, Participant
from muruna.spaces.models import Membership
from muruna.spaces.queries import support_rights_of

TALKING = (Participant.MEMBER, Participant.SUPPORTER)
ALIVE = (Conversation.OPEN, Conversation.PAUSED)


@dataclass(frozen=True)
class Pair:
    """The two of an open or resting talk; while it may not go on, nothing passes between them either."""

    talk: Conversation
    people: tuple[Participant, ...]
    goes_on: bool

    @property
    def may_speak(self) -> bool:
        """Whether words pass now: not in a talk that one of them lets rest."""
        return self.goes_on and self.talk.state == Conversation.OPEN

    @property
    def has_minor(self) -> bool:
        return any(one.membership.is_minor for one in self.people)

    def is_supporter(self, membership: Membership) -> bool:
        return any(
            one.part == Participant.SUPPORTER and one.membership_id == membership.pk for one in self.people
        )


def companions(actor: Actor) -> QuerySet[Membership]:
    """The personas that are in an open or resting talk with the actor, which may go on."""
    beside = (_other(pair, actor.membership) for pair in pairs(actor.membership) if pair.goes_on)
    return Membership.objects.filter(pk__in=[one.pk for one in beside])


def in_talk_with(membership: Membership) -> QuerySet[Membership]:
    """Everybody who is in a talk with this persona, also where it may not go on for a time."""
    return Membership.objects.filter(
        pk__in=_seats(membership).exclude(membership=membership).values("membership"),
        state=Membership.ACTIVE,
    )


def pair_of(one: Membership, other: Membership) -> Pair | None:
    """The talk of these two, rather one that takes words; None without one."""
    found = [pair for pair in pairs(one) if _other(pair, one).pk == other.pk]
    return max(found, key=lambda pair: (pair.may_speak, pair.goes_on), default=None)


def pairs(membership: Membership) -> list[Pair]:
    """The open and resting talks of a persona, with the other one still in them."""
    talks: dict[object, list[Participant]] = {}
    seats = _seats(membership).select_related("membership__person", "membership__space", "conversation")
    for one in seats.order_by("conversation", "pk"):
        talks.setdefault(one.conversation_id, []).append(one)
    both = [people for people in talks.values() if len(people) == len(TALKING)]
    apart = apart_in(membership.person, membership.space_id)
    held = support_rights_of(one.membership for people in both for one in people)
    return [Pair(people[0].conversation, tuple(people), _goes_on(people, apart, held)) for people in both]


def _seats(membership: Membership) -> QuerySet[Participant]:
    here = Participant.objects.filter(is_here=True, part__in=TALKING, conversation__state__in=ALIVE)
    return here.filter(conversation__in=here.filter(membership=membership).values("conversation"))


def _other(pair: Pair, membership: Membership) -> Membership:
    return next(one.membership for one in pair.people if one.membership_id != membership.pk)


def _goes_on(people: list[Participant], apart: set[UUID], held: Held) -> bool:
    memberships = [each.membership for each in people]
    return not apart.intersection(one.person_id for one in memberships) and may_go_on(people, held)
