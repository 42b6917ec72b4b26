"""Whether the two of a conversation may still talk: what let them meet must hold for every word."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from muruna.conversations.models import Conversation, Participant
from muruna.spaces.logic.profiles import Profile
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import support_rights, support_rights_of

Held = Mapping[UUID, list[Right]]  # of each supporter, by their persona: what `support_rights_of` gives


def may_support(supporter: Membership, member: Membership, held: Held | None = None) -> bool:
    """Whether `supporter` holds a right today that is for `member`'s age, as the space allows it.

    `held` is what is known already, where many are asked about at once.
    """
    if supporter.state != Membership.ACTIVE:  # suspended: their rights rest with them
        return False
    profile = member.space.effective()
    rights = support_rights(supporter) if held is None else held[supporter.pk]
    return any(
        profile.may_support(supporter.age_band, member.age_band, tuple(right.tracks)) for right in rights
    )


def resting_under(then: Profile) -> int:
    """How many talks of the active space, in which words pass now, would rest under the rules `then`."""
    rows = Participant.objects.filter(conversation__state=Conversation.OPEN, is_here=True)
    people: dict[UUID, dict[str, Membership]] = {}
    for one in rows.exclude(part=Participant.SUPERVISOR).select_related("membership"):
        people.setdefault(one.conversation_id, {})[one.part] = one.membership
    both = (Participant.MEMBER, Participant.SUPPORTER)
    pairs = [[two[part] for part in both] for two in people.values() if set(two) == set(both)]
    held = support_rights_of({supporter for _member, supporter in pairs})
    return sum(
        not any(
            then.may_support(supporter.age_band, member.age_band, tuple(right.tracks))
            for right in held[supporter.pk]
        )
        for member, supporter in pairs
    )


def has_support(people: Iterable[Participant], held: Held | None = None) -> bool:
    """Whether who supports here still may: a right that ended ends the talking, not the words."""
    of = {one.part: one.membership for one in people}
    member, supporter = of.get(Participant.MEMBER), of.get(Participant.SUPPORTER)
    return member is None or supporter is None or may_support(supporter, member, held)


def may_go_on(people: Iterable[Participant], held: Held | None = None) -> bool:
    """Whether words may pass: nobody writes to somebody who is suspended, and cannot read or answer it."""
    two = list(people)
    return all(one.membership.state == Membership.ACTIVE for one in two) and has_support(two, held)
