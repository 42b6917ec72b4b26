"""What a member asked for that holds for whoever goes on, too; it lives no longer than the talk."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import container_key, destroy_container, start_container
from muruna.conversations.models import Bounds, Conversation
from muruna.conversations.queries import member_of
from muruna.foundation.vault import open_padded, seal_padded
from muruna.matching.models import Request
from muruna.matching.pool import hard_wishes
from muruna.matching.queries import eligible_supporters, may_take_on
from muruna.matching.vocabulary import vocabulary
from muruna.spaces.models import Membership, Space
from muruna.ui.formats import language_name

# What whoever proposes somebody goes by; the rest is for the member alone, and holds by their answer.
FOR_WHOEVER_PROPOSES = ("languages", "not_people", "not_from_here")


def keep_bounds(conversation: Conversation, request: Request) -> Bounds:
    """Keep of the request what no supporter may stand against; called at the match, with the member away."""
    wished = hard_wishes(request)
    known = {name: wished.pop(name) for name in FOR_WHOEVER_PROPOSES}
    bounds = Bounds(space_id=conversation.space_id, conversation=conversation, wished=known)
    key = start_container(bounds.pk, [request.membership.person])
    bounds.inside = seal_padded(key, json.dumps(wished).encode(), _place(bounds))
    bounds.save(force_insert=True)
    return bounds


def drop_bounds(conversation: Conversation) -> None:
    """With its talk over, nothing of what was asked for is left."""
    for bounds in Bounds.objects.filter(conversation=conversation):
        destroy_container(bounds.pk)
        bounds.delete()
        transaction.on_commit(empty_the_log)


def all_wished(actor: Actor, bounds: Bounds) -> dict[str, Any]:
    """Everything that holds in the actor's own talk; raises CannotOpen for anybody but its member."""
    opened = open_padded(container_key(actor, bounds.pk), bytes(bounds.inside), _place(bounds))
    inside: dict[str, Any] = json.loads(opened)
    return bounds.wished | inside


def who_could_go_on(space: Space, conversation: Conversation) -> list[Membership]:
    """Supporters who could go on in this talk within every hard filter, and are no part of it yet."""
    inside = set(conversation.participants.values_list("membership", flat=True))
    member = member_of(conversation)
    if member is None:
        return []
    able = eligible_supporters(space, member, wished=_known(member, _kept(conversation)))
    return [one for one in able if one.pk not in inside]


def can_go_on(supporter: Membership, conversation: Conversation, member_asks: Actor | None = None) -> bool:
    """Whether no hard filter keeps `supporter` from going on in this talk, if they say yes to it themselves.

    `member_asks`: the talk's member is here, and what is sealed for them alone is looked at, too.
    """
    member, kept = member_of(conversation), _kept(conversation)
    if member is None:
        return False
    wished = all_wished(member_asks, kept) if kept and member_asks else _known(member, kept)
    return may_take_on(supporter, member, wished)


def _kept(conversation: Conversation) -> Bounds | None:
    return Bounds.objects.filter(conversation=conversation).first()


def _known(member: Membership, kept: Bounds | None) -> dict[str, Any]:
    # Where nothing was asked for in writing, a talk is in the language that its member reads.
    return dict(kept.wished) if kept else {"languages": [member.person.language]}


def _place(bounds: Bounds) -> bytes:
    return b"bounds|" + bounds.pk.bytes


def bounds_in_words(actor: Actor, bounds: Bounds) -> dict[str, Any]:
    """What holds in the actor's own talk as they chose it, for their copy."""
    language, words, wished = get_language() or "en", vocabulary(), all_wished(actor, bounds)
    return {
        _("Languages"): [language_name(code) for code in wished.get("languages", ())],
        _("Topics"): words.labels(wished.get("topics", ()), language),
        _("Rather not somebody with"): words.labels(wished.get("avoid", ()), language),
        _("Nobody from here"): bool(wished.get("not_from_here")),
    }
