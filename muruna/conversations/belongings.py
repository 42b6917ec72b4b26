"""What conversations hold of a person: their copy of it, and how it goes."""

from typing import Any

from django.utils.translation import gettext as _

from muruna.access import Action, Actor, visible
from muruna.accounts.belongings import Section, belongs
from muruna.conversations.actions.erasing import forget_person
from muruna.conversations.models import Conversation, Participant, Thread
from muruna.conversations.words import open_thread
from muruna.ui.formats import listed

EVERYTHING = 1_000_000


def export(actor: Actor) -> list[Section]:
    """Every conversation of this persona, with both sides' words as far as the person can open them."""
    if actor.space is None or actor.membership is None:
        return []
    sections = []
    for kind, action, parts in (
        (Thread.MAIN, Action.CONVERSATION_SEE, (Participant.MEMBER, Participant.SUPPORTER)),
        (Thread.SIDE, Action.SIDE_SEE, (Participant.SUPPORTER, Participant.SUPERVISOR)),
    ):
        conversations = visible(actor, action, Conversation).order_by("began_on", "pk")
        for conversation in conversations:
            people = {
                one.membership_id: one.membership.name
                for one in conversation.participants.select_related("membership")
            }
            for thread in Thread.objects.filter(conversation=conversation, kind=kind):
                names = [
                    one.membership.name
                    for one in conversation.participants.select_related("membership").filter(part__in=parts)
                    if one.membership_id != actor.membership.pk
                ]
                heading = _("Written with %(names)s") % {"names": listed(names)}
                sections.append(Section(heading, _rows(actor, thread, people)))
    return [section for section in sections if section.rows]


def _rows(actor: Actor, thread: Thread, people: dict[Any, str]) -> list[dict[str, Any]]:
    return [
        {
            _("When"): words.at or words.day,
            _("Who"): people.get(words.sender_id, ""),
            _("Words"): words.text or "",
        }
        for words in open_thread(actor, thread, most=EVERYTHING)
    ]


belongs("conversations", export=export, forget=forget_person)
