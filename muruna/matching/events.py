"""What happened in matching, what matching does when others say something, and what it holds of a person."""

from typing import Any

from muruna.accounts.belongings import belongs
from muruna.accounts.encounters import encounter
from muruna.foundation import outbox
from muruna.matching import home  # noqa: F401  registers cards and navigation
from muruna.matching.actions.answers import DECLINED, MATCHED
from muruna.matching.actions.proposals import CHOSEN
from muruna.matching.actions.requests import WRITTEN
from muruna.matching.belongings import export, forget
from muruna.matching.places import FREE
from muruna.matching.queries import have_met
from muruna.matching.running import end_for, may_still_ask, serve_one
from muruna.spaces.events import MEMBER_AGED, MEMBER_LEFT, MEMBER_SUSPENDED, RIGHT_ENDED

__all__ = ["CHOSEN", "DECLINED", "FREE", "MATCHED", "WRITTEN"]

encounter(have_met)
belongs("matching", export=export, forget=forget)


@outbox.on(WRITTEN)
@outbox.on(DECLINED)
@outbox.on(MATCHED)
@outbox.on(FREE)
def look_again(space: Any, **_ids: Any) -> None:
    """Somebody came or went: everybody who waits in the space is looked at once more."""
    serve_one(space)


@outbox.on(MEMBER_LEFT)
@outbox.on(MEMBER_SUSPENDED)
def end_what_waits(space: Any, membership: Any, **_ids: Any) -> None:
    """A persona that is gone asks and answers nothing any more."""
    end_for(space, membership)


@outbox.on(MEMBER_AGED)
def ask_as_the_age_allows(space: Any, membership: Any, **_ids: Any) -> None:
    """Whose age no longer asks here asks no more; for others, whoever fits is looked for anew."""
    if may_still_ask(space, membership):
        serve_one(space)
    else:
        end_for(space, membership)


@outbox.on(RIGHT_ENDED)
def move_on(space: Any, **_ids: Any) -> None:
    """Questions to somebody who supports no longer go on to others."""
    serve_one(space)
