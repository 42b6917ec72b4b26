"""What a person does with their own persona: change it, or leave."""

import re
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find_locked, require
from muruna.accounts.models import Person
from muruna.foundation import outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.tenancy import in_space
from muruna.foundation.trace import trace
from muruna.spaces import events
from muruna.spaces.contact import ask_first, takes_minors
from muruna.spaces.logic.names import OURS, claims_office, holds_name_of, is_mistaken_for
from muruna.spaces.logic.sounds import sounds_like
from muruna.spaces.models import Membership, Space
from muruna.spaces.queries import names_in_office
from muruna.spaces.stewardship import end_rights_of, keep_a_steward


def refuse_office_name(person: Person, space: Space, name: str) -> None:
    """Nobody is called like the active `space`, or somebody with a role in it, nor by a word for a role.

    Raises ValidationError, also for a longer name that such a name is a part of, or in the other script.
    """
    if claims_office(name):
        raise ValidationError(
            {
                "name": _(
                    "This name holds a word for a task in this community. "
                    "Please choose another name, so that nobody is taken for somebody else."
                )
            }
        )
    if is_mistaken_for(name, [*_names_of(space), settings.SITE_NAME]) or holds_name_of(name, OURS):
        raise ValidationError(
            {
                "name": _(
                    "This community or this site is called that. "
                    "Please choose another name, so that nobody is taken for somebody else."
                )
            }
        )
    known = names_in_office(person)
    if is_mistaken_for(name, known) or holds_name_of(name, known) or sounds_like(name, known):
        raise ValidationError(
            {
                "name": _(
                    "Somebody who has a task in this community is called that, or nearly so. "
                    "Please choose another name, so that nobody is taken for somebody else."
                )
            }
        )


def _names_of(space: Space) -> list[str]:
    """The whole of a community's name and, where it stands in two languages, each."""
    return [space.name, *re.split(r"\s+[·|/–—-]\s+", space.name)]


@all_or_nothing
def change_persona(
    *, actor: Actor, name: str, pronouns: str, identity: str, knows_risk: bool = False
) -> Membership:
    """Say anew who one is here; the old words are overwritten and kept nowhere.

    Raises ValidationError for a new name that could pass for that of somebody with a role; and MayIdentify
    for new contact details without `knows_risk` where people under 18 may read them.
    """
    membership: Membership = find_locked(actor, Action.PERSONA_CHANGE, Membership, actor.membership.pk)
    if name != membership.name:
        refuse_office_name(actor.person, actor.space, name)
    known = (membership.name, membership.pronouns, membership.identity)
    new = [one for one in (name, pronouns, identity) if one not in known]
    ask_first(*new, beside_minors=takes_minors(actor.space), knows_risk=knows_risk)
    membership.name, membership.pronouns, membership.identity = name, pronouns, identity  # type: ignore[assignment]
    membership.save(update_fields=["name", "pronouns", "identity"])
    trace(actor, Action.PERSONA_CHANGE, membership)
    return membership


@all_or_nothing
def leave_space(*, actor: Actor, membership: Membership) -> None:
    """Leave: the persona's words and rights go now; what others hold of it shows nobody's name.

    A request that waits is withdrawn and leaves no row. Raises ValidationError for the last steward.
    """
    with in_space(membership.space):
        here = replace(actor, space=membership.space, membership=membership)
        require(here, Action.SPACE_LEAVE, membership)
        keep_a_steward(membership)
        left: Membership = find_locked(here, Action.SPACE_LEAVE, Membership, membership.pk)
        if left.state == Membership.ASKED:
            trace(here, Action.SPACE_LEAVE, left)
            left.delete()
            return
        end_rights_of(left)
        left.state = Membership.LEFT
        left.name = left.pronouns = left.identity = left.asked_because = ""  # type: ignore[assignment]
        left.save()
        trace(here, Action.SPACE_LEAVE, left)
        outbox.emit(events.MEMBER_LEFT, space=left.space_id, membership=left.pk)
