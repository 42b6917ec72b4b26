"""Members' own strategies: written, sent, looked at by somebody else, published."""

from typing import Any

from django.db import transaction

from muruna.access import Action, NotFound, find_locked, require
from muruna.foundation.clock import today
from muruna.foundation.findable import changed
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case
from muruna.strategies.erasing import KIND, delete_ideas, forget_ideas
from muruna.strategies.models import Idea
from muruna.strategies.queries import as_shown, told_by


class AlreadyThere(Exception):
    """This language has a translation by the same person already, or it is the source's own."""


class ChangedMeanwhile(Exception):
    """Its author changed it after whoever answers had read it."""

    def __init__(self, idea: Idea) -> None:
        super().__init__()
        self.idea = idea


def save_idea(
    *, actor: Any, words: dict[str, Any], language: str, shows_name: bool, sends: bool,
    idea_id: object = None,
) -> Idea:  # fmt: skip
    """Write an idea, or change one's own; `sends` hands it to a reviewer.

    Changing a published one is a new version, and somebody looks at it again before others read it.
    """
    with transaction.atomic():
        require(actor, Action.IDEA_CHANGE, actor.space)
        if idea_id is None:
            idea = Idea(space=actor.space, author=actor.membership)
        else:
            idea = find_locked(actor, Action.IDEA_CHANGE, Idea, idea_id)
            if idea.state == Idea.PUBLISHED:
                idea.version += 1
        idea.words, idea.shows_name, idea.day = words, shows_name, today()
        if idea.source is None:
            idea.language = language
        idea.state = Idea.SENT if sends else Idea.DRAFT
        idea.save()
        _said(actor, Action.IDEA_CHANGE, idea)
        return idea


def translate_idea(*, actor: Any, source_id: object, language: str) -> Idea:
    """Begin an idea's words in another language, from the version that stands now. Raises AlreadyThere."""
    with transaction.atomic():
        source: Idea = find_locked(actor, Action.IDEA_TRANSLATE, Idea, source_id)
        if source.source_id is not None:
            raise NotFound
        mine = Idea.objects.filter(source=source, author=actor.membership, language=language)
        if language == source.language or mine.exists():
            raise AlreadyThere
        idea = Idea.objects.create(
            space=actor.space, author=actor.membership, language=language, words=source.words,
            source=source, of_version=source.version,
        )  # fmt: skip
        trace(actor, Action.IDEA_TRANSLATE, idea)
        return idea


def catch_up(*, actor: Any, idea_id: object) -> Idea:
    """Say that a translation of one's own now follows the source as it stands."""
    with transaction.atomic():
        idea: Idea = find_locked(actor, Action.IDEA_CHANGE, Idea, idea_id)
        if idea.source is None:
            raise NotFound
        idea.of_version = idea.source.version
        idea.save(update_fields=["of_version"])
        _said(actor, Action.IDEA_CHANGE, idea)
        return idea


def delete_idea(*, actor: Any, idea_id: object) -> None:
    """Take an idea away for good, with its translations."""
    with transaction.atomic():
        idea = find_locked(actor, Action.IDEA_CHANGE, Idea, idea_id)
        _said(actor, Action.IDEA_CHANGE, idea, "deleted")
        delete_ideas([idea])


def answer_idea(*, actor: Any, idea_id: object, publishes: bool, seen: str, answer: str = "") -> Idea:
    """Publish somebody else's idea, or give it back with words for its author.

    `seen` is what `queries.as_shown` says of the idea that was read: nobody answers to words that they have
    not read. Raises ChangedMeanwhile.
    """
    with transaction.atomic():
        idea: Idea = find_locked(actor, Action.IDEA_REVIEW, Idea, idea_id)
        if seen != as_shown(idea):
            raise ChangedMeanwhile(idea)
        idea.state = Idea.PUBLISHED if publishes else Idea.RETURNED
        idea.answer = answer
        idea.save(update_fields=["state", "answer"])
        _said(actor, Action.IDEA_REVIEW, idea, "published" if publishes else "returned")
        return idea


def report_idea(*, actor: Any, idea_id: object, why: str) -> Case:
    """Hand an idea to the case team: genuine, because the server itself opens it.

    Raises NotFound, also for one's own, and safeguarding's NobodyToTell.
    """
    with transaction.atomic():
        idea: Idea = find_locked(actor, Action.IDEA_REPORT, Idea, idea_id)
        if idea.author_id == actor.membership.pk:
            raise NotFound  # nobody reports themselves by mistake
        trace(actor, Action.IDEA_REPORT, idea)
        name = idea.author.name if idea.shows_name else ""
        said = {"sender_name": name, "text": f"{idea.words['title']}\n\n{told_by(idea)}"}
        return open_report(
            actor=actor, conversation=idea, named=idea.author, words=[said], why=why,
            action=Action.IDEA_REPORT,
        )  # fmt: skip


def _said(actor: Any, action: Action, idea: Idea, reason: str = "") -> None:
    trace(actor, action, idea, reason=reason)
    if idea.state == Idea.PUBLISHED and reason != "deleted":
        changed(KIND, idea.pk, space=actor.space.pk)
    else:
        forget_ideas([idea])
