"""Whether the two of a conversation may still talk: what let them meet must hold for every word."""

from collections.abc import Iterable

from muruna.conversations.models import Participant
from muruna.spaces.logic.rights import ADULTS, UNDER_18
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import rights_today


def may_support(supporter: Membership, member: Membership) -> bool:
    """Whether `supporter` holds a right today that is for `member`'s age, as the space allows it."""
    if supporter.state != Membership.ACTIVE:  # suspended: their rights rest with them
        return False
    needed = UNDER_18 if member.is_minor else ADULTS
    held = rights_today(supporter).filter(role=Right.SUPPORTER)
    if not any(needed in right.tracks for right in held):
        return False
    profile = member.space.effective()
    if supporter.is_minor:
        return bool(member.is_minor and profile.minor_supporters)
    return bool(not member.is_minor or profile.adults_support_minors)


def may_go_on(people: Iterable[Participant]) -> bool:
    """Whether everybody who supports here still may: a right that ended ends the talking, not the words."""
    of = {one.part: one.membership for one in people}
    member, supporter = of.get(Participant.MEMBER), of.get(Participant.SUPPORTER)
    return member is None or supporter is None or may_support(supporter, member)
