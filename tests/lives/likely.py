"""Who could well do what, in a community that lives."""

from typing import Any

from muruna.conversations.actions import messages
from muruna.conversations.models import Conversation, HandOver
from muruna.matching.models import Proposal, Request
from muruna.sharing.models import Share


def likely_to(lives: Any, name: str) -> list[dict[str, Any]]:
    """Who could well do this now: else most tries would be refused, and little would come about."""
    names = {one.membership.pk: name for name, one in lives.world.people.items()}
    if name in {"choose", "accept", "decline"}:
        asked = [Proposal.SHOWN] if name == "choose" else [Proposal.CHOSEN, Proposal.OPEN]
        rows = Proposal.objects.filter(state__in=asked, request__state=Request.WAITING)
        pairs = sorted((names.get(r.request.membership_id, ""), names.get(r.supporter_id, "")) for r in rows)
        if name != "choose":
            pairs = [pair[::-1] for pair in pairs]
        return [{"who": one, "whom": other} for one, other in pairs if one and other]
    if name in {
        "say",
        "say_contact",
        "pause",
        "resume",
        "hand_on",
        "consent",
        "block_other",
        "end",
        "leave_talk",
    }:
        talks = list(Conversation.objects.order_by("began_on", "pk"))
        return [
            {"who": names[one.membership_id], "number": number}
            for number, talk in enumerate(talks)
            for one in messages.talkers(talk)
            if one.membership_id in names and talk.state != Conversation.ENDED
        ]
    supporters = [one for one in ("Noel", "Omar", "Pia", "Rana") if one in lives.world.people]
    others = [one for one in names.values() if one not in {*supporters, "Cora", "Yara"}]
    if name == "show":
        talks_ = [list(messages.talkers(one)) for one in Conversation.objects.order_by("began_on", "pk")]
        pairs = [[names.get(each.membership_id, "") for each in one] for one in talks_]
        return [{"who": one, "whom": other} for pair in pairs for one in pair for other in pair
                if one and other and one != other]  # fmt: skip
    if name in {"note", "note_contact"}:
        return [
            {"who": names[pk], "number": number}
            for number, share in enumerate(Share.objects.order_by("since", "pk"))
            for pk in (share.giver_id, share.receiver_id) if pk in names
        ]  # fmt: skip
    if name == "ask":
        return [{"who": one} for one in others]
    if name == "block":
        talks = [[names.get(each.membership_id, "") for each in messages.talkers(one)]
                 for one in Conversation.objects.order_by("began_on", "pk")]  # fmt: skip
        return [
            {"who": one, "whom": other} for pair in talks for one in pair for other in pair if one != other
        ]
    if name in {"end_right", "give_right"}:
        return [{"who": "Cora", "whom": one} for one in supporters]
    if name in {"suspend", "restore", "propose"}:
        return [{"who": "Cora", "whom": one} for one in [*supporters, *others]]
    if name == "take_on":
        asked = list(HandOver.objects.filter(state=HandOver.AGREED))
        talks_ = list(Conversation.objects.order_by("began_on", "pk").values_list("pk", flat=True))
        return [{"who": names[one.to_id], "number": talks_.index(one.conversation_id)}
                for one in asked if one.to_id in names]  # fmt: skip
    return []
