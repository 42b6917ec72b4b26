"""Worries as each of the two is told of them: the member of every one, a supporter of their own alone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from muruna.access import Action, Actor, visible
from muruna.conversations.models import Worry
from muruna.conversations.queries import Talk
from muruna.foundation.prepared import prepared
from muruna.safeguarding.models import Case
from muruna.safeguarding.queries import Standing, standings


@dataclass(frozen=True)
class Told:
    """A worry, and where it stands now."""

    worry: Worry
    standing: Standing


def _is_closed() -> Any:  # also a case that is there no more
    return ~Exists(Case.objects.filter(pk=OuterRef("case_id"), state=Case.OPEN))


def _seen_in(talk: Talk) -> QuerySet[Worry]:
    rows = Worry.objects.filter(conversation=talk.conversation)
    # Whoever goes on after a hand-over learns of an earlier worry from the member, or not at all.
    return rows.filter(author=talk.me.membership_id) if talk.am_supporter else rows


def worries_of(talk: Talk) -> list[Told]:
    """The worries that the reader of a conversation is told of, newest first."""
    rows = list(_seen_in(talk).select_related("lead", "author").order_by("-day", "pk"))
    stand = standings(row.case_id for row in rows)
    return [Told(row, stand[row.case_id]) for row in rows]


def has_open_worry(talk: Talk) -> bool:
    """Somebody is still looking into a worry that the reader of a conversation is told of."""
    return _seen_in(talk).exclude(_is_closed()).exists()


@prepared
def unanswered_worries(actor: Actor) -> QuerySet[Worry]:
    """Worries about the actor to which they have said nothing yet, while their say still reaches somebody."""
    rows = visible(actor, Action.CONVERSATION_ANSWER_WORRY, Worry).filter(answer="")
    return rows.exclude(_is_closed()).order_by("day", "pk")
