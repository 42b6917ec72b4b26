"""Who may read a story: its writer, and exactly those for whom it was shared, while it is."""

from django.db.models import Exists, F, OuterRef, Q

from muruna.access import Action, Actor, Grant, Relation, register, visible
from muruna.accounts.models import Block
from muruna.conversations.models import Conversation, Participant
from muruna.foundation.clock import today
from muruna.spaces.audiences import audiences_for
from muruna.spaces.models import Membership, Right
from muruna.stories.models import Reply, Story

UNSHARED = {Story.DRAFT, Story.RETURNED}
SHARED = {Story.PUBLISHED, Story.RESTING}


def _standing() -> Q:
    """Not past its last day, and its writer is here."""
    is_over = Q(erase_on__isnull=False, erase_on__lte=today())
    return ~is_over & Q(author__state=Membership.ACTIVE)


def _own(actor: Actor) -> Q | None:
    return Q(author=actor.membership) if actor.membership else None


def _for_the_space(actor: Actor) -> Q | None:
    if not actor.membership:
        return None
    return Q(space=actor.space, audience=Story.SPACE) & _standing() & ~Q(author=actor.membership)


def _for_my_circles(actor: Actor) -> Q | None:
    mine = [one.id for one in audiences_for(actor)]
    if not mine:
        return None
    return Q(audience=Story.CIRCLE, circle_id__in=mine) & _standing() & ~Q(author=actor.membership)


def talks_alive(part: str, membership: Membership) -> Q:
    """Conversations that have not ended, in which this persona is `part`."""
    mine = Participant.objects.filter(membership=membership, part=part, is_here=True)
    return Q(pk__in=mine.values("conversation")) & ~Q(state=Conversation.ENDED)


def _for_their_supporter(actor: Actor) -> Q | None:
    """While the two still talk: the supporter of once is not the supporter of now."""
    if not actor.membership or not actor.has(Right.SUPPORTER):
        return None
    talks = Conversation.objects.filter(talks_alive(Participant.SUPPORTER, actor.membership))
    members = Participant.objects.filter(
        conversation__in=talks.values("pk"), part=Participant.MEMBER, is_here=True
    )
    mine = Q(audience=Story.SUPPORTER, reader=actor.membership, author__in=members.values("membership"))
    return mine & _standing()


def _reviewing(actor: Actor) -> Q | None:
    # Nobody looks at what they wrote themselves; what is sealed for others, nobody looks at.
    if not actor.membership or not actor.has(Right.COORDINATOR):
        return None
    return Q(space=actor.space, audience=Story.SPACE) & ~Q(author=actor.membership)


def _blocked(actor: Actor) -> Q | None:
    """Stories that bear the name under which one of the two blocked the other, in the room of that name.

    Any other that were gone would tell, to either, whose it is: a story without a name, or under another one.
    """
    if not actor.is_signed_in:
        return None
    return _parted(actor) & Q(shows_name=True)


def _parted(actor: Actor, story: str = "") -> Q:
    """Words of whom a block keeps from the reader in the room in which these words bear a name.

    That room is the circle for which the story is told, and the space for any other.
    """
    between = Q(blocker=actor.person, blocked=OuterRef("author__person"))
    between |= Q(blocked=actor.person, blocker=OuterRef("author__person"))
    is_for_circle = Q(**{f"{story}audience": Story.CIRCLE})
    in_circle = Exists(Block.objects.filter(between, room=OuterRef(f"{story}circle_id")))
    in_space = Exists(Block.objects.filter(between, room=OuterRef("space")))
    return is_for_circle & Q(in_circle) | ~is_for_circle & Q(in_space)


register(
    Story,
    relations={
        Relation.OWNER: _own,
        Relation.MEMBER: _for_the_space,
        Relation.PARTICIPANT: _for_my_circles,
        Relation.SUPPORTER: _for_their_supporter,
        Relation.COORDINATOR: _reviewing,
        Relation.BLOCKED: _blocked,
    },
    grants=[
        Grant(Action.STORY_SEE, {Relation.OWNER}),
        Grant(Action.STORY_WRITE, {Relation.OWNER}, UNSHARED),
        Grant(Action.STORY_WITHDRAW, {Relation.OWNER}),
        Grant(Action.STORY_STAY, {Relation.OWNER}, SHARED),
        *(
            Grant(action, {Relation.MEMBER, Relation.PARTICIPANT, Relation.SUPPORTER}, {Story.PUBLISHED})
            for action in (Action.STORY_SEE, Action.STORY_MARK, Action.STORY_REPLY, Action.STORY_REPORT)
        ),
        # In a circle people have other names, and two who talk part in their talk.
        Grant(Action.STORY_BLOCK, {Relation.MEMBER}, {Story.PUBLISHED}),
        Grant(Action.STORY_REPLY, {Relation.OWNER}, {Story.PUBLISHED}),
        Grant(Action.STORY_REPORT, {Relation.OWNER}, {Story.PUBLISHED}),
        Grant(Action.STORY_REVIEW, {Relation.COORDINATOR}, {Story.SENT, Story.PUBLISHED}),
    ],
    state_field="state",
)


def _under_what_i_read(actor: Actor) -> Q | None:
    if not actor.membership:
        return None
    read = visible(actor, Action.STORY_SEE, Story)
    return Q(story__in=read.values("pk"), author__state=Membership.ACTIVE)


def _under_mine(actor: Actor) -> Q | None:
    return Q(story__author=actor.membership) if actor.membership else None


def _under_the_spaces(actor: Actor) -> Q | None:
    if not actor.membership or not actor.has(Right.COORDINATOR):
        return None
    # Nobody looks at what they wrote themselves; as its writer they may take it away anyway.
    return Q(story__space=actor.space, story__audience=Story.SPACE) & ~Q(author=actor.membership)


def _apart(actor: Actor) -> Q | None:
    if not actor.is_signed_in:
        return None
    # As for stories: what the writer of a story without a name says below it must not give the name away.
    nameless = Q(author=F("story__author"), story__shows_name=False)
    return _parted(actor, "story__") & ~nameless


register(
    Reply,
    relations={
        Relation.OWNER: _own,
        Relation.PARTICIPANT: _under_what_i_read,
        Relation.REQUESTER: _under_mine,
        Relation.COORDINATOR: _under_the_spaces,
        Relation.BLOCKED: _apart,
    },
    grants=[
        Grant(Action.REPLY_SEE, {Relation.PARTICIPANT}, {Reply.SHOWN}),
        # One that waits is seen by whoever wrote it, and by those who look at it.
        Grant(Action.REPLY_SEE, {Relation.OWNER, Relation.COORDINATOR}, {Reply.WAITING}),
        Grant(Action.REPLY_REVIEW, {Relation.COORDINATOR}, {Reply.WAITING}),
        Grant(Action.REPLY_DROP, {Relation.OWNER, Relation.REQUESTER, Relation.COORDINATOR}),
    ],
    state_field="state",
)
