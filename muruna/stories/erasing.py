"""What goes with a story that goes, and what time and other deeds take away: nobody asks for these."""

from typing import Any

from django.db import transaction

from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import destroy_container
from muruna.conversations.models import Conversation, Participant
from muruna.foundation.clock import today
from muruna.foundation.findable import changed, forgotten
from muruna.spaces.models import Membership
from muruna.stories.logic.sharing import ANSWER_WITHIN
from muruna.stories.models import Mark, Reply, Story

KIND = "story"  # what search calls it


def erase(story: Story) -> None:
    """Make the whole row gone."""
    take_from_all(story)
    story.delete()


def take_from_all(story: Story) -> None:
    """Take the shared copy away, and all that hangs on it; only the writer's own is left. Not saved."""
    forgotten(KIND, story.pk)
    Reply.objects.filter(story=story).delete()
    Mark.objects.filter(story=story).delete()
    if story.audience == Story.SUPPORTER:
        destroy_container(story.pk)
    story.words, story.sealed, story.container, story.epoch = None, None, None, 0
    story.audience, story.circle_id, story.reader = "", None, None
    story.shared_on, story.ask_on, story.erase_on = None, None, None


def erase_due() -> int:
    """Erase, in the active space, every story whose last day has come; how many."""
    with transaction.atomic():
        due = list(Story.objects.filter(erase_on__lte=today()).select_for_update())
        for story in due:
            erase(story)
        if due:
            transaction.on_commit(empty_the_log)
        return len(due)


def rest_unanswered() -> int:
    """Let stories rest, in the active space, whose writers did not say that they may stay; how many."""
    with transaction.atomic():
        silent = Story.objects.filter(state=Story.PUBLISHED, ask_on__lte=today() - ANSWER_WITHIN)
        rows = list(silent.select_for_update())
        for story in rows:
            forgotten(KIND, story.pk)
            story.state = Story.RESTING
            story.save(update_fields=["state"])
        return len(rows)


def take_from_former_supporters() -> int:
    """Give back, in the active space, what was shared with somebody who no longer supports; how many."""
    with transaction.atomic():
        alive = Participant.objects.filter(is_here=True, part=Participant.MEMBER).exclude(
            conversation__state=Conversation.ENDED
        )
        given_back = 0
        for story in Story.objects.filter(audience=Story.SUPPORTER).select_for_update():
            talks = alive.filter(membership=story.author_id).values("conversation")
            beside = Participant.objects.filter(
                conversation__in=talks, membership=story.reader_id, part=Participant.SUPPORTER, is_here=True
            )
            if not beside.exists():
                take_from_all(story)
                story.state = Story.DRAFT
                story.save()
                given_back += 1
        return given_back


def forget_those_of(memberships: Any) -> None:
    """Every story and reply of these personas is gone."""
    with transaction.atomic():
        for story in Story.objects.filter(author__in=memberships):
            erase(story)
        Reply.objects.filter(author__in=memberships).delete()
        transaction.on_commit(empty_the_log)


def tell_search_of(membership: Membership) -> None:
    """A suspended writer's stories are not read meanwhile: nothing finds them either, until they are back."""
    with transaction.atomic():
        for story in Story.objects.filter(author=membership, state=Story.PUBLISHED, container=None):
            if membership.state == Membership.ACTIVE:
                changed(KIND, story.pk, space=story.space_id)
            else:
                forgotten(KIND, story.pk)
