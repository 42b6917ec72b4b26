"""Sharing an item with a companion, saying something beside it, and stopping."""

from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find, find_locked, require
from muruna.accounts.keyring import container_key, start_container
from muruna.conversations.actions.messages import NotOpen
from muruna.conversations.models import Conversation
from muruna.foundation import live, news
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case
from muruna.sharing.companions import companions, pair_of
from muruna.sharing.erasing import end_shares, given_by
from muruna.sharing.kinds import kind_of
from muruna.sharing.models import Note, Share
from muruna.sharing.queries import has_spoken, said_by_other
from muruna.sharing.words import note_place, seal_body
from muruna.spaces.contact import ask_first
from muruna.spaces.models import Membership


class StaysForThem(Exception):
    """Words beside it were said to somebody under 18: they stay for them, and with them the share."""


def share(*, actor: Any, kind: str, item: UUID, with_: UUID, body: dict[str, Any]) -> Share:
    """Share a copy of an item of the actor's with a companion; doing it again renews the copy.

    `body` is plain data that the kind's template shows. Raises NotFound for somebody the actor is in no talk
    with, KeyError for an unknown kind, vault.TooLong above 64 KiB.
    """
    kind_of(kind)
    with transaction.atomic():
        require(actor, Action.SPACE_SEE, actor.space)
        receiver = companions(actor).filter(pk=with_).select_related("person").first()
        if receiver is None:
            raise NotFound
        _lock(actor)
        made = Share.objects.filter(giver=actor.membership, receiver=receiver, kind=kind, item=item).first()
        if made is None:
            made = Share(space=actor.space, giver=actor.membership, receiver=receiver, kind=kind, item=item)
            key = start_container(made.pk, [actor.person, receiver.person])
        else:
            key = container_key(actor, made.pk)
        made.body = seal_body(key, made.pk, body)
        made.save()
        trace(actor, Action.SHARE_CHANGE, made, reason="given")
        news.tell(receiver.person_id)
    return made


def renew(*, actor: Any, kind: str, item: UUID, body: dict[str, Any]) -> None:
    """Bring every copy of a changed item up to date, inside the transaction that changes it."""
    with transaction.atomic():
        require(actor, Action.SPACE_SEE, actor.space)
        _lock(actor)
        for one in given_by(actor, kind=kind, item=item).select_related("receiver"):
            one.body = seal_body(container_key(actor, one.pk), one.pk, body)
            one.save(update_fields=["body"])
            live.changed(person=one.receiver.person_id)


def stop(*, actor: Any, share_id: UUID) -> None:
    """End a share, from either side: its key is destroyed, and nobody can open the copy again.

    Raises StaysForThem for a receiver who has said something beside what somebody under 18 shares.
    """
    with transaction.atomic():
        # What its giver shares at this moment waits, and then sees that this has ended.
        giver = find(actor, Action.SHARE_STOP, Share, share_id).giver_id
        Membership.objects.select_for_update().get(pk=giver)
        one = find_locked(actor, Action.SHARE_STOP, Share, share_id)
        if one.giver_id != actor.membership.pk and one.giver.is_minor and has_spoken(one, by_giver=False):
            raise StaysForThem
        trace(actor, Action.SHARE_STOP, one)
        end_shares(Share.objects.filter(pk=one.pk))


def stop_item(*, actor: Any, kind: str, item: UUID) -> None:
    """End every share of an item that goes away, inside the transaction that takes it away."""
    with transaction.atomic():
        require(actor, Action.SPACE_SEE, actor.space)
        _lock(actor)
        end_shares(given_by(actor, kind=kind, item=item))


def write_note(
    *, actor: Any, share_id: UUID, text: str, is_proposal: bool = False, knows_risk: bool = False
) -> Note:
    """Say something beside a shared item; a proposal only from the receiver, where the kind takes one.

    The talk's own rules hold: NotOpen while it takes no words, and with a minor MayIdentify for contact
    details without `knows_risk`.
    """
    with transaction.atomic():
        one = find_locked(actor, Action.SHARE_SPEAK, Share, share_id)
        by_giver = one.giver_id == actor.membership.pk
        if is_proposal and (by_giver or not kind_of(one.kind).proposes):
            raise NotFound
        pair = pair_of(one.giver, one.receiver)
        if pair is None or not pair.may_speak:
            raise NotOpen(Conversation.PAUSED)
        ask_first(text, beside_minors=pair.has_minor, knows_risk=knows_risk)
        key = container_key(actor, one.pk)
        blob = seal_padded(key, text.encode(), note_place(one.pk, one.next_seq, by_giver))
        note = Note.objects.create(
            space=actor.space,
            share=one,
            seq=one.next_seq,
            by_giver=by_giver,
            is_proposal=is_proposal,
            body=blob,
        )
        one.next_seq += 1
        one.save(update_fields=["next_seq"])
        trace(actor, Action.SHARE_SPEAK, one)
        news.tell((one.receiver if by_giver else one.giver).person_id)
    return note


def report_note(*, actor: Any, share_id: UUID, note_id: UUID, why: str) -> Case:
    """Show what the other one said beside it to the case team, as words of the talk that it hangs on.

    Raises NotFound, and safeguarding's NobodyToTell.
    """
    with transaction.atomic():
        beside, said, talk = said_by_other(actor, share_id, note_id)
        require(actor, Action.CONVERSATION_REPORT, talk)
        share = beside.line.share
        named = share.receiver if beside.line.is_mine else share.giver
        words = {
            "seq": said.note.seq, "sender_name": named.name, "at": said.day.isoformat(), "text": said.text,
        }  # fmt: skip
        case = open_report(actor=actor, conversation=talk, named=named, words=[words], why=why)
        trace(actor, Action.CONVERSATION_REPORT, talk)
        return case


def drop_note(*, actor: Any, note_id: UUID) -> None:
    """Take away a note: its writer, or the one whose item it stands beside."""
    with transaction.atomic():
        note = find_locked(actor, Action.SHARE_NOTE_DROP, Note, note_id)
        trace(actor, Action.SHARE_NOTE_DROP, note)
        both = (note.share.giver.person_id, note.share.receiver.person_id)
        note.delete()
        for person in both:
            live.changed(person=person)


def _lock(actor: Any) -> None:
    # Two first shares of one item at once wait here.
    Membership.objects.select_for_update().get(pk=actor.membership.pk)
