"""Who may do what in a circle: who sits in it, who holds it, who lets it begin; nobody else sees inside."""

from django.db.models import Exists, F, OuterRef, Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.access.constitution import RelationQuery
from muruna.accounts.models import Block, ContentGrant
from muruna.circles import holders
from muruna.circles.models import AfterCheck, Circle, Meeting, Post, Presence, Room, Seat
from muruna.spaces.models import Right

PROPOSED, RETURNED, OPEN, ENDED = Circle.PROPOSED, Circle.RETURNED, Circle.OPEN, Circle.ENDED
ALL = {PROPOSED, RETURNED, OPEN, ENDED}
HOLDERS = Q(part=Seat.FACILITATOR, state=Seat.HERE)


def _waiting(actor: Actor) -> Q | None:
    """Circles in which the actor has a seat, waits for one, or is asked to hold one."""
    if not actor.membership:
        return None
    mine = Seat.objects.filter(membership=actor.membership, state__in=Seat.ALIVE)
    return Q(pk__in=mine.exclude(unheard(actor)).values("circle"))


def _blocks(actor: Actor, other: str, **when: object) -> Exists:
    """A block between the actor and whom a row points to by `other`."""
    between = Q(blocker=actor.person, blocked=OuterRef(other))
    between |= Q(blocked=actor.person, blocker=OuterRef(other))
    return Exists(Block.objects.filter(between, **when))


def unheard(actor: Actor) -> Q:
    """Invitations that do not reach the actor: there was a block already. Whoever asks is told nothing."""
    block = _blocks(actor, "circle__proposed_by__person", made_on__lte=OuterRef("since"))
    return Q(block) & Q(state=Seat.INVITED)


def _unasked(actor: Actor) -> Q:
    """Who came to wait after a block stood between them and the actor: somebody else who holds it answers.

    Not those who waited before: a row that is gone when somebody was blocked under another name tells whose
    it was. Nor do they come in by the actor's yes: a place is never given beside somebody to be kept apart.
    """
    block = _blocks(actor, "membership__person", made_on__lt=OuterRef("since"))
    return Q(block) & Q(state__in=(Seat.ASKED, Seat.WAITING))


def may_hold_minors(actor: Actor) -> bool:
    """Whether the actor may hold circles of people under 18: as for 1:1 talks, a right that names them."""
    return holders.may_hold_minors(actor.membership, actor.space)


def _holding(actor: Actor) -> Q | None:
    if not actor.membership or not actor.has(Right.FACILITATOR):
        return None
    held = Seat.objects.filter(membership=actor.membership, part=Seat.FACILITATOR, state=Seat.HERE)
    mine = Q(pk__in=held.values("circle"))
    return mine if may_hold_minors(actor) else mine & Q(is_for_minors=False)


def _sitting(actor: Actor) -> Q | None:
    """In it, with the agreement as it stands now accepted: a new wording asks again before it opens.

    Nobody is thrown out of a meeting that goes on: whoever is inside reads the new wording after it.
    """
    if not actor.membership:
        return None
    inside = Presence.objects.filter(meeting__state=Meeting.OPEN, is_here=True, is_out=False)
    here = Seat.objects.filter(membership=actor.membership, part=Seat.MEMBER, state=Seat.HERE).filter(
        Q(agreed_to=F("circle__agreement_version")) | Q(pk__in=inside.values("seat"))
    )
    return Q(pk__in=here.values("circle"))


def _fitting(actor: Actor) -> Q | None:
    """Circles of the space that are for the actor's age; others are not even mentioned."""
    if not actor.membership:
        return None
    return Q(space=actor.space, ages__contains=actor.membership.age_band)


def _coordinating(actor: Actor) -> Q | None:
    """Nobody says yes to what they proposed themselves."""
    if not actor.membership or not actor.has(Right.COORDINATOR):
        return None
    return Q(space=actor.space) & (Q(proposed_by=None) | ~Q(proposed_by=actor.membership))


def _seats_held(actor: Actor) -> Q | None:
    """Other people's seats in circles that the actor holds."""
    holding = _holding(actor)
    if holding is None:
        return None
    held = Q(circle__in=Circle.objects.filter(holding, state=OPEN).values("pk"))
    return held & ~Q(membership=actor.membership) & ~_unasked(actor) & ~HOLDERS


def _seats_beside(actor: Actor) -> Q | None:
    """The seats of others who hold a circle that the actor holds: nobody takes such a one alone."""
    holding = _holding(actor)
    if holding is None:
        return None
    held = Q(circle__in=Circle.objects.filter(holding, state=OPEN).values("pk"))
    return held & ~Q(membership=actor.membership) & HOLDERS


def _seats_overseen(actor: Actor) -> Q | None:
    """The seats of those who hold circles, for a coordinator who has none there."""
    if not actor.membership or not actor.has(Right.COORDINATOR):
        return None
    mine = Seat.objects.filter(membership=actor.membership, state=Seat.HERE)
    there = Circle.objects.filter(space=actor.space, state=OPEN).exclude(pk__in=mine.values("circle"))
    return Q(circle__in=there.values("pk")) & HOLDERS


def _own_seats(actor: Actor) -> Q | None:
    return Q(membership=actor.membership) & ~unheard(actor) if actor.membership else None


def _sitting_with(actor: Actor) -> Q | None:
    """The seats of others in circles in which the actor sits, or which they hold."""
    sitting, holding = _sitting(actor), _holding(actor)
    if sitting is None:
        return None
    mine = Circle.objects.filter(sitting if holding is None else sitting | holding, state=OPEN)
    return Q(circle__in=mine.values("pk")) & ~Q(membership=actor.membership)


def _in_circle(which: RelationQuery) -> RelationQuery:
    """Meetings of the circles to which the actor stands so."""

    def here(actor: Actor) -> Q | None:
        found = which(actor)
        return None if found is None else Q(circle__in=Circle.objects.filter(found, state=OPEN).values("pk"))

    return here


def _inside(actor: Actor) -> Q | None:
    """Meetings into which the actor has come, while they have their seat and the agreement."""
    sitting, holding = _sitting(actor), _holding(actor)
    if sitting is None:
        return None
    mine = Circle.objects.filter(sitting if holding is None else sitting | holding, state=OPEN)
    here = Presence.objects.filter(seat__membership=actor.membership, is_here=True, is_out=False)
    return Q(pk__in=here.values("meeting"), circle__in=mine.values("pk"))


def _having_circle(actor: Actor) -> Q | None:
    """Meetings of the circles in which the actor sits, or which they hold."""
    sitting, holding = _in_circle(_sitting)(actor), _in_circle(_holding)(actor)
    return sitting if sitting is None or holding is None else sitting | holding


def _leading(actor: Actor) -> Q | None:
    """Meetings of the circles that the actor holds, but for those that they were put out of."""
    holding = _in_circle(_holding)(actor)
    if holding is None:
        return None
    out = Presence.objects.filter(seat__membership=actor.membership, is_out=True)
    return holding & ~Q(pk__in=out.values("meeting"))


def _of_held(actor: Actor, through: str) -> Q | None:
    leading = _leading(actor)
    if leading is None:
        return None
    return Q(**{f"{through}__in": Meeting.objects.filter(leading, state=Meeting.OPEN).values("pk")})


def _presences(actor: Actor) -> Q | None:
    held = _of_held(actor, "meeting")
    return None if held is None else held & ~Q(seat__membership=actor.membership)


def _posts(which: RelationQuery) -> RelationQuery:
    """Posts of others on the walls of circles to which the actor stands so."""

    def here(actor: Actor) -> Q | None:
        found = _in_circle(which)(actor)
        return None if found is None else found & ~Q(seat__membership=actor.membership)

    return here


def _own_posts(actor: Actor) -> Q | None:
    if not actor.membership:
        return None
    return Q(seat__membership=actor.membership, seat__state=Seat.HERE, circle__state=OPEN)


def _asides(actor: Actor) -> Q | None:
    """A side room is for two: who asked, and who holds the circle; until one answers, for all of these."""
    if not actor.membership:
        return None
    mine, held = Q(seat__membership=actor.membership, seat__state=Seat.HERE), _of_held(actor, "meeting")
    if held is not None:
        asked = ContentGrant.objects.filter(person=actor.person).values("container")
        unanswered = Q(helper=None, pk__in=asked)
        mine |= held & (unanswered | Q(helper__membership=actor.membership, helper__state=Seat.HERE))
    return mine & Q(kind=Room.ASIDE)


register(
    Circle,
    relations={
        Relation.MEMBER: _fitting,
        Relation.REQUESTER: _waiting,
        Relation.PARTICIPANT: _sitting,
        Relation.FACILITATOR: _holding,
        Relation.OWNER: lambda actor: Q(proposed_by=actor.membership) if actor.membership else None,
        Relation.COORDINATOR: _coordinating,
    },
    grants=[
        Grant(Action.CIRCLE_SEE, {Relation.MEMBER}, {OPEN}),
        Grant(Action.CIRCLE_SEE, {Relation.REQUESTER}, {PROPOSED, OPEN, ENDED}),
        Grant(Action.CIRCLE_SEE, {Relation.FACILITATOR, Relation.OWNER}, ALL),
        Grant(Action.CIRCLE_SEE, {Relation.COORDINATOR}, {PROPOSED, OPEN}),
        Grant(Action.CIRCLE_JOIN, {Relation.MEMBER}, {OPEN}),
        Grant(Action.CIRCLE_READ, {Relation.PARTICIPANT, Relation.FACILITATOR}, {OPEN}),
        Grant(Action.CIRCLE_LEAD, {Relation.FACILITATOR}, {OPEN}),
        Grant(Action.CIRCLE_CHANGE, {Relation.OWNER}, {PROPOSED, RETURNED}),
        Grant(Action.CIRCLE_APPROVE, {Relation.COORDINATOR}, {PROPOSED}),
        Grant(Action.CIRCLE_END, {Relation.FACILITATOR, Relation.COORDINATOR}, {OPEN}),
    ],
    state_field="state",
)
register(
    Seat,
    relations={
        Relation.OWNER: _own_seats,
        Relation.FACILITATOR: _seats_held,
        Relation.PARTICIPANT: _sitting_with,
        Relation.APPROVER: _seats_beside,
        Relation.COORDINATOR: _seats_overseen,
    },
    grants=[
        Grant(Action.SEAT_CHANGE, {Relation.OWNER}, {Seat.ASKED, Seat.WAITING, Seat.HERE}),
        Grant(Action.SEAT_ACCEPT, {Relation.OWNER}, {Seat.INVITED}),
        Grant(Action.SEAT_LEAVE, {Relation.OWNER}, set(Seat.ALIVE)),
        Grant(Action.PERSON_BLOCK, {Relation.PARTICIPANT}, {Seat.HERE}),
        Grant(Action.SEAT_ANSWER, {Relation.FACILITATOR}, {Seat.ASKED}),
        Grant(Action.SEAT_REMOVE, {Relation.FACILITATOR}, set(Seat.ALIVE)),
        Grant(Action.SEAT_ASK_AWAY, {Relation.APPROVER}, {Seat.HERE}),
        Grant(Action.SEAT_REMOVE, {Relation.COORDINATOR}, {Seat.HERE}),
    ],
    state_field="state",
)
register(
    Meeting,
    relations={
        Relation.PARTICIPANT: _having_circle,
        Relation.FACILITATOR: _leading,
        Relation.OWNER: _inside,
    },
    grants=[
        Grant(Action.MEETING_SEE, {Relation.PARTICIPANT, Relation.FACILITATOR}),
        Grant(Action.MEETING_ENTER, {Relation.PARTICIPANT, Relation.FACILITATOR}, {Meeting.OPEN}),
        Grant(Action.MEETING_SPEAK, {Relation.OWNER}, {Meeting.OPEN}),
        # Also somebody who was put out: what they can still open is what was said while they were there.
        Grant(Action.MEETING_REPORT, {Relation.PARTICIPANT}, {Meeting.OPEN}),
        Grant(Action.MEETING_LEAD, {Relation.FACILITATOR}, {Meeting.PLANNED, Meeting.OPEN}),
    ],
    state_field="state",
)
register(
    Presence,
    relations={Relation.FACILITATOR: _presences},
    grants=[Grant(Action.PRESENCE_LEAD, {Relation.FACILITATOR})],
)
register(
    Room,
    relations={
        Relation.PARTICIPANT: _asides,
        Relation.FACILITATOR: lambda actor: _of_held(actor, "meeting"),
    },
    grants=[
        Grant(Action.ASIDE_SPEAK, {Relation.PARTICIPANT}, {Room.ASIDE}),
        Grant(Action.BACK_SPEAK, {Relation.FACILITATOR}, {Room.BACK}),
    ],
    state_field="kind",
)
register(
    AfterCheck,
    relations={
        Relation.OWNER: lambda actor: Q(seat__membership=actor.membership) if actor.membership else None
    },
    grants=[Grant(Action.MEETING_ANSWER, {Relation.OWNER})],
)
register(
    Post,
    relations={
        Relation.OWNER: _own_posts,
        Relation.PARTICIPANT: _posts(_sitting),
        Relation.FACILITATOR: _posts(_holding),
    },
    grants=[
        Grant(Action.POST_CHANGE, {Relation.OWNER}),
        Grant(Action.POST_REPORT, {Relation.PARTICIPANT}, {Post.SHOWN}),
        Grant(Action.POST_REPORT, {Relation.FACILITATOR}, {Post.WAITING, Post.SHOWN}),
        Grant(Action.POST_REVIEW, {Relation.FACILITATOR}, {Post.WAITING, Post.SHOWN}),
    ],
    state_field="state",
)
