"""A secret address for one's own calendar program: made anew, or revoked."""

from typing import Any

from muruna.access import Action, Actor, require
from muruna.circles.feeds import digest_of, secret_of
from muruna.circles.models import Feed
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace


@all_or_nothing
def make_feed(*, actor: Actor) -> Feed:
    """A new address for the actor's calendar; an earlier one stops working."""
    require(actor, Action.CALENDAR_CHANGE, actor.space)
    Feed.objects.filter(membership=actor.membership).delete()
    feed: Any = Feed(space=actor.space, membership=actor.membership)
    feed.digest = digest_of(secret_of(actor, feed))
    feed.save(force_insert=True)
    trace(actor, Action.CALENDAR_CHANGE, actor.membership, reason="made")
    return feed


@all_or_nothing
def revoke_feed(*, actor: Actor) -> None:
    """Stop the actor's calendar: whoever has the address finds nothing there."""
    require(actor, Action.CALENDAR_CHANGE, actor.space)
    Feed.objects.filter(membership=actor.membership).delete()
    trace(actor, Action.CALENDAR_CHANGE, actor.membership, reason="revoked")
