"""What readers give back: a mark that says nothing of who, words where the writer wants them, a report."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import Action, NotFound, find, find_locked, visible
from muruna.accounts.actions.blocking import block_person
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case
from muruna.spaces.models import Membership
from muruna.stories.audiences import my_name_for
from muruna.stories.models import Mark, Reply, Story
from muruna.stories.queries import mark_of, may_say, opened, reply_waits
from muruna.stories.sealing import Opener, put


def mark_story(*, actor: Any, story_id: object, kind: str, is_on: bool) -> None:
    """Say "I relate", "this helped me" or "thank you", keep a story to read again, or take that back."""
    with transaction.atomic():
        story = find(actor, Action.STORY_MARK, Story, story_id)
        if kind not in (*Mark.TOLD, Mark.KEPT):
            raise NotFound
        who = mark_of(actor, story.pk)
        if not is_on:
            Mark.objects.filter(story=story, kind=kind, who=who).delete()
            return
        _mark, is_new = Mark.objects.get_or_create(space=actor.space, story=story, kind=kind, who=who)
        if is_new and kind in Mark.TOLD:
            Story.objects.filter(pk=story.pk).update(has_news=True)
        # No trace: it would name the reader beside the story, which the mark itself does not.


def reply_to_story(*, actor: Any, story_id: object, text: str) -> Reply:
    """Write under a story, where its writer wants that; it may wait until a coordinator has read it.

    Raises NotFound, vault.TooLong.
    """
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_REPLY, Story, story_id)
        if not may_say(actor, story):
            raise NotFound
        state = Reply.WAITING if reply_waits(actor, story, text) else Reply.SHOWN
        reply = Reply(space=actor.space, story=story, author=actor.membership, state=state)
        name = my_name_for(actor, story) if story.audience == Story.CIRCLE else ""
        put(actor, reply, story, {"text": text, "by": name})
        reply.save(force_insert=True)
        if reply.state == Reply.SHOWN:
            _tell_writer(reply)
        trace(actor, Action.STORY_REPLY, reply)
        return reply


def show_reply(*, actor: Any, reply_id: object) -> UUID:
    """Let a reply that waits be read; returns the story's id. Raises NotFound."""
    with transaction.atomic():
        reply: Reply = find_locked(actor, Action.REPLY_REVIEW, Reply, reply_id)
        trace(actor, Action.REPLY_REVIEW, reply)
        reply.state = Reply.SHOWN
        reply.save(update_fields=["state"])
        _tell_writer(reply)
        story_id: UUID = reply.story_id
        return story_id


def _tell_writer(reply: Reply) -> None:
    Story.objects.filter(pk=reply.story_id).exclude(author=reply.author_id).update(has_news=True)


def drop_reply(*, actor: Any, reply_id: object) -> UUID:
    """Take a reply away: its writer, the story's writer and, for the space's stories, a coordinator may.

    Returns the story's id.
    """
    with transaction.atomic():
        reply: Reply = find_locked(actor, Action.REPLY_DROP, Reply, reply_id)
        story_id: UUID = reply.story_id
        trace(actor, Action.REPLY_DROP, reply)
        reply.delete()
        return story_id


def note_seen(*, actor: Any, story_id: object) -> None:
    """The writer has seen what came."""
    with transaction.atomic():
        story: Story = find_locked(actor, Action.STORY_WITHDRAW, Story, story_id)
        if story.has_news:
            story.has_news = False
            story.save(update_fields=["has_news"])


def report_story(*, actor: Any, story_id: object, replies: Iterable[UUID], why: str) -> list[Case]:
    """Hand the story, or chosen replies, to the case team: genuine, because the server itself opens them.

    A case for each person whose words they are: none of them may read another's. Raises NotFound when
    nothing of somebody else's is left to report, and safeguarding's NobodyToTell.
    """
    with transaction.atomic():
        story = find(actor, Action.STORY_REPORT, Story, story_id)
        chosen = set(replies)
        by_writer = _replies(actor, story, chosen) if chosen else _story(actor, story)
        if not by_writer:
            raise NotFound
        trace(actor, Action.STORY_REPORT, story)
        action = Action.STORY_REPORT
        return [
            open_report(actor=actor, conversation=story, named=named, words=words, why=why, action=action)
            for named, words in by_writer.items()
        ]


def _story(actor: Any, story: Story) -> dict[Membership, list[dict[str, str]]]:
    told = opened(actor, story, Opener(actor, [story]))
    if told is None or story.author_id == actor.membership.pk:
        return {}
    # All that its readers see: also a note, which stands before everything else, can be what hurts.
    said = "\n\n".join(filter(None, [told.words.title, told.words.note_words, told.words.text]))
    return {story.author: [{"sender_name": told.name, "text": said}]}


def _replies(actor: Any, story: Story, chosen: set[UUID]) -> dict[Membership, list[dict[str, str]]]:
    rows = visible(actor, Action.REPLY_SEE, Reply).filter(story=story, pk__in=chosen)
    others = list(rows.exclude(author=actor.membership).select_related("author", "story"))
    opener = Opener(actor, [], others)
    found: dict[Membership, list[dict[str, str]]] = {}
    for one in others:
        if body := opener.body(one, story):
            is_nameless = one.author_id == story.author_id and not story.shows_name
            name = "" if is_nameless else body["by"] or one.author.name
            found.setdefault(one.author, []).append({"sender_name": name, "text": body["text"]})
    return found


def block_writer(*, actor: Any, story_id: object) -> None:
    """Never meet again whoever wrote this under their name here."""
    with transaction.atomic():
        story = find(actor, Action.STORY_BLOCK, Story, story_id)
        if not story.shows_name:
            raise NotFound  # the list of people one has blocked would tell the name
        block_person(actor=actor, membership=story.author)
