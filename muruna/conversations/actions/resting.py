"""A conversation that the rules no longer allow, because somebody's age has changed, comes to rest."""

from muruna.conversations.actions.messages import talkers
from muruna.conversations.going_on import may_go_on
from muruna.conversations.models import Conversation, Participant
from muruna.foundation import live, outbox
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders


@all_or_nothing
def let_rest_what_rules_stop(membership: Membership) -> int:
    """Let each conversation of `membership` that the rules no longer allow rest, an ending proposed.

    Nobody is its pauser: it goes on when the rules allow it again. The two and the coordinators are told that
    something waits for them. Returns how many came to rest.
    """
    mine = Participant.objects.filter(membership=membership, is_here=True).exclude(
        part=Participant.SUPERVISOR
    )
    open_ones = Conversation.objects.filter(state=Conversation.OPEN, pk__in=mine.values("conversation"))
    rested = 0
    for conversation in open_ones.select_for_update():
        people = talkers(conversation)
        if not may_go_on(people):
            _rest(conversation, people)
            rested += 1
    if rested:
        for one in holders(Right.COORDINATOR).select_related("person"):
            outbox.emit("person.news", person=one.person_id)
    return rested


def _rest(conversation: Conversation, people: list[Participant]) -> None:
    supporter = next(one.membership for one in people if one.part == Participant.SUPPORTER)
    conversation.state, conversation.paused_by = Conversation.PAUSED, None
    if conversation.end_asked_by is None:
        conversation.end_asked_by, conversation.end_asked_on = supporter, today()
    conversation.save(update_fields=["state", "paused_by", "end_asked_by", "end_asked_on"])
    for thread in conversation.threads.all():
        live.changed(thread=thread.pk)
    for one in people:
        live.changed(person=one.membership.person_id)
        outbox.emit("person.news", person=one.membership.person_id)
