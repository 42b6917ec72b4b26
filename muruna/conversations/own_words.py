"""What somebody wrote and was written in their talks, as their own search finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, visible
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.conversations.models import Conversation, Participant, Thread
from muruna.conversations.unsent import draft_of
from muruna.conversations.words import open_thread

MOST, MOST_TALKS = 5000, 50  # messages of a talk that one search opens; talks


def _at(actor: Actor, conversation: object) -> str:
    return reverse("talk", kwargs={"code": actor.space.code, "id": conversation})


@own_texts("drafts")
def _drafts(actor: Actor) -> Iterator[OwnText]:
    mine = Participant.objects.filter(membership=actor.membership, draft_sealed__isnull=False)
    for one in mine.filter(conversation__in=visible(actor, Action.CONVERSATION_SEE, Conversation)):
        yield OwnText(_("Not sent yet"), draft_of(actor, one), _at(actor, one.conversation_id) + "#end")


@own_texts("talks")
def _talks(actor: Actor) -> Iterator[OwnText]:
    seen = visible(actor, Action.CONVERSATION_SEE, Conversation).order_by("-began_on", "pk")[:MOST_TALKS]
    threads = Thread.objects.filter(conversation__in=list(seen), kind=Thread.MAIN)
    for thread in threads.select_related("conversation"):
        for words in reversed(open_thread(actor, thread, most=MOST)):
            if words.text:
                title = _("You wrote") if words.sender_id == actor.membership.pk else _("Written to you")
                yield OwnText(title, words.text, _at(actor, thread.conversation_id), words.day)
