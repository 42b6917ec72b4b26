"""Who may do what with a share: its giver while they like, its receiver while the two are in a talk."""

from django.db.models import Q

from muruna.access import Action, Actor, Grant, Relation, register
from muruna.sharing.companions import companions
from muruna.sharing.models import Note, Share
from muruna.spaces.models import MINOR_BANDS, Membership


def _given(actor: Actor) -> Q | None:
    return Q(giver=actor.membership) if actor.membership else None


def _received(actor: Actor) -> Q | None:
    # Only as long as they talk: a block, an ending, a suspension and the end of a right close it at once.
    if not actor.membership or actor.membership.state != Membership.ACTIVE:
        return None
    mine = Q(receiver=actor.membership)
    # Most people are shown nothing: then nobody's rights need to be asked about.
    return mine & Q(giver__in=companions(actor)) if Share.objects.filter(mine).exists() else None


register(
    Share,
    relations={Relation.OWNER: _given, Relation.PARTICIPANT: _received},
    grants=[
        Grant(Action.SHARE_SEE, {Relation.OWNER, Relation.PARTICIPANT}),
        Grant(Action.SHARE_CHANGE, {Relation.OWNER}),
        Grant(Action.SHARE_STOP, {Relation.OWNER, Relation.PARTICIPANT}),
        Grant(Action.SHARE_SPEAK, {Relation.OWNER, Relation.PARTICIPANT}),
    ],
)


def _written(actor: Actor) -> Q | None:
    if not actor.membership:
        return None
    # Said to somebody under 18 it stays, as a message does: nobody takes away what could be shown.
    mine = Q(share__giver=actor.membership, by_giver=True) & ~Q(share__receiver__age_band__in=MINOR_BANDS)
    said = Q(share__receiver=actor.membership, by_giver=False) & ~Q(share__giver__age_band__in=MINOR_BANDS)
    return mine | said


def _beside_mine(actor: Actor) -> Q | None:
    if not actor.membership:
        return None
    return Q(share__giver=actor.membership) & ~Q(share__receiver__age_band__in=MINOR_BANDS)


register(
    Note,
    relations={Relation.OWNER: _written, Relation.PARTICIPANT: _beside_mine},
    grants=[Grant(Action.SHARE_NOTE_DROP, {Relation.OWNER, Relation.PARTICIPANT})],
)
