""" "I am worried": a named person is asked to look, and the member is told at once and asked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, find, find_locked
from muruna.conversations.models import Conversation, Thread, Worry
from muruna.conversations.queries import member_of
from muruna.foundation import live, news
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.answers import hear_concerned
from muruna.safeguarding.actions.opening import open_worry
from muruna.safeguarding.models import Case
from muruna.spaces.models import Membership


class AllGone(Exception):
    """Whom this is about has deleted their account: nobody here could find them any more."""


class LookedAt(Exception):
    """The case of this worry has been closed: nobody would read an answer."""


def raise_worry(*, actor: Any, conversation_id: UUID, facts: Mapping[str, Any]) -> Worry:
    """Open a case for the lead on duty and show the member what was done, never in secret.

    Raises NotFound, AllGone, and safeguarding's NobodyToTell when every lead is part of the matter.
    """
    with transaction.atomic():
        conversation = find_locked(actor, Action.CONVERSATION_WORRY, Conversation, conversation_id)
        member = member_of(conversation)
        if member is None:
            raise AllGone
        language = member.person.language
        case = open_worry(
            actor=actor, conversation=conversation, concerned=member, facts=facts, language=language
        )
        worry = Worry.objects.create(
            space=actor.space,
            conversation=conversation,
            case_id=case.pk,
            author=actor.membership,
            lead=case.asked,
            answer_by=case.answer_by,
        )
        trace(actor, Action.CONVERSATION_WORRY, conversation)
        for thread in Thread.objects.filter(conversation=conversation):
            live.changed(thread=thread.pk)
        if member.state != Membership.LEFT:
            news.tell(member.person_id)
        return worry


def answer_worry(*, actor: Any, worry_id: UUID, answer: str, text: str = "") -> Worry:
    """The member says yes, no, or what matters first; it stands in the case, sealed for its team.

    A later answer takes the place of an earlier one on the page; the case keeps each. Raises LookedAt.
    """
    with transaction.atomic():
        worry = find_locked(actor, Action.CONVERSATION_ANSWER_WORRY, Worry, worry_id)
        find(actor, Action.CONVERSATION_ANSWER_WORRY, Conversation, worry.conversation_id)
        if answer not in (Worry.YES, Worry.NO, Worry.FIRST):
            raise ValueError(answer)
        if Case.objects.filter(pk=worry.case_id, state=Case.CLOSED).exists():
            raise LookedAt
        worry.answer = answer
        worry.save(update_fields=["answer"])
        hear_concerned(actor=actor, case_id=worry.case_id, answer=answer, text=text)
        trace(actor, Action.CONVERSATION_ANSWER_WORRY, worry)
        for thread in Thread.objects.filter(conversation=worry.conversation_id):
            live.changed(thread=thread.pk)
        return worry
