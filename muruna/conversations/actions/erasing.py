"""Destroying words whose day has come, and what a departing person said."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import destroy_container
from muruna.conversations.actions.stopping import end_now
from muruna.conversations.beside import tell_who_asked
from muruna.conversations.models import (
    DAYS_AFTER,
    Conversation,
    Debrief,
    Ending,
    Message,
    Participant,
    Thread,
)
from muruna.foundation import live
from muruna.foundation.clock import today
from muruna.spaces.models import Membership


def erase_threads(threads: QuerySet[Thread]) -> None:
    """Destroy the keys, then the words, of these threads."""
    for thread in threads:
        destroy_container(thread.pk)
        Message.objects.filter(thread=thread).delete()
        live.changed(thread=thread.pk)
        thread.delete()


def erase_due() -> int:
    """Destroy every conversation, debrief and past aside whose day has come, in the active space; how many.

    Keys go first: a copy of the file from between the steps holds words that nobody can open.
    """
    with transaction.atomic():
        due = Conversation.objects.filter(erase_on__lte=today(), state=Conversation.ENDED)
        gone = 0
        for conversation in due.select_for_update():
            erase_threads(Thread.objects.filter(conversation=conversation))
            conversation.delete()
            gone += 1
        last = today() - dt.timedelta(days=DAYS_AFTER)
        past = Thread.objects.filter(kind=Thread.PAST, hand_over__day__lte=last)
        gone += past.count()
        erase_threads(past)
        for debrief in Debrief.objects.filter(erase_on__lte=today()):
            destroy_container(debrief.pk)
            debrief.delete()
            gone += 1
        if gone:
            transaction.on_commit(empty_the_log)
        return gone


def forget_person(person: Any) -> None:
    """Empty everything this person said, end what they were in; the others are told that they have left.

    Called inside the deletion's transaction, with every space's rows in reach.
    """
    mine = Membership.objects.filter(person=person)
    for one in mine:
        tell_who_asked(one)
    here = Participant.objects.filter(membership__in=mine)
    talking = here.filter(is_here=True).exclude(part=Participant.SUPERVISOR)
    alive = Conversation.objects.filter(pk__in=talking.values("conversation"))
    for conversation in alive.select_for_update():
        end_now(conversation, by=None, how=Conversation.LEFT)
        # A summary is the member's words, and thanks may be theirs: with either of the two gone, both go.
        Ending.objects.filter(conversation=conversation).delete()
    # Also what a supervisor said before a hand-over, who has no part in the talk any more.
    theirs = Q(conversation__in=here.values("conversation")) | Q(messages__sender__in=mine)
    for thread in Thread.objects.filter(theirs).distinct():
        Message.objects.filter(thread=thread, sender__in=mine).update(body=b"", sender=None)
        live.changed(thread=thread.pk)
    for debrief in Debrief.objects.filter(writer__in=mine):
        destroy_container(debrief.pk)
        debrief.delete()
    ids = list(here.values_list("conversation", flat=True))
    here.delete()
    # Nobody is left to read these.
    for conversation in Conversation.objects.filter(pk__in=ids):
        if not Participant.objects.filter(conversation=conversation, is_here=True).exists():
            erase_threads(Thread.objects.filter(conversation=conversation))
            conversation.delete()


def end_those_of(membership: Membership) -> None:
    """End every conversation of a persona that has left the space."""
    with transaction.atomic():
        here = Participant.objects.filter(membership=membership, is_here=True)
        talking = here.exclude(part=Participant.SUPERVISOR).values("conversation")
        for conversation in Conversation.objects.filter(pk__in=talking).select_for_update():
            end_now(conversation, by=membership, how=Conversation.LEFT)
        tell_who_asked(membership)
        here.filter(part=Participant.SUPERVISOR).delete()
