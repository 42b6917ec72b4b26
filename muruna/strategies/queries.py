"""Reading strategies, ideas, what one tried, and one's plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from muruna.access import Action, Actor, NotFound, find, visible
from muruna.foundation.vault import CannotOpen, as_read
from muruna.strategies.library import by_code, library
from muruna.strategies.logic import who_knows
from muruna.strategies.logic.library import Strategy
from muruna.strategies.logic.rehearsal import Rehearsal
from muruna.strategies.logic.tallies import Answer, Shown, may_be_shown
from muruna.strategies.models import Idea, Tried, TriedCount, WhoKnows
from muruna.strategies.rehearsals import rehearsals

IDEA = "idea:"  # and an id: a strategy of a member
OWN, WHO_KNOWS = "tried", "who-knows"  # what the vault binds the blobs to


@dataclass(frozen=True)
class MyTry:
    """Something the reader tried, opened."""

    row: Tried
    strategy: str
    answer: Answer
    words: str


def library_for(actor: Any) -> dict[str, Strategy]:
    """The library as far as it is for the reader's age: the rest is not there for them."""
    return {id: one for id, one in library().items() if one.is_for(actor.membership.age_band)}


def strategy(actor: Any, code: str) -> Strategy:
    """The strategy for which a code stands; raises NotFound, also for one that is for other ages."""
    found = by_code().get(code)
    if found is None or not found.is_for(actor.membership.age_band):
        raise NotFound
    return found


def rehearsals_for(actor: Any, language: str) -> list[Rehearsal]:
    """What somebody of the reader's age can practise."""
    return [one for one in rehearsals(language).values() if one.is_for(actor.membership.age_band)]


def is_there(actor: Actor, strategy: str) -> bool:
    """Whether `strategy` (an id of the library, or "idea:" and an idea's id) is there for this reader."""
    kind, _colon, id = strategy.partition(":")
    if kind == "idea" and id:
        return visible(actor, Action.IDEA_SEE, Idea).filter(pk=id, state=Idea.PUBLISHED).exists()
    return strategy in library_for(actor)


def my_tries(actor: Any) -> list[MyTry]:
    """What the reader has tried, newest first; opened here, searched nowhere."""
    found = []
    for row in visible(actor, Action.STRATEGY_TRY, Tried).order_by("-day", "-pk"):
        try:
            data = actor.keys.open_own(OWN, row.body)
        except CannotOpen:  # pragma: no cover - a damaged row must not lock the page
            continue
        answer = Answer(data["outcome"], tuple(data["situations"]))
        found.append(MyTry(row, data["strategy"], answer, data["words"]))
    return found


def how_it_went(strategy: str) -> Shown:
    """What others of this space had told when the counts were last renewed, as far as it may be shown."""
    cells = TriedCount.objects.filter(strategy=strategy, shown__gt=0)
    return may_be_shown(cells.values_list("outcome", "situation", "shown"))


def my_plan(actor: Any) -> who_knows.Plan:
    """The reader's plan of whom to tell; an empty one before the first word."""
    row = visible(actor, Action.WHO_KNOWS, WhoKnows).first()
    if row is None:
        return who_knows.Plan()
    return who_knows.from_data(actor.keys.open_own(WHO_KNOWS, row.body))


def published_ideas(actor: Actor, language: str) -> list[Idea]:
    """What members have published: in the reader's language where somebody wrote or translated it."""
    rows = visible(actor, Action.IDEA_SEE, Idea).filter(state=Idea.PUBLISHED)
    every = list(rows.select_related("source", "author").order_by("day", "pk"))
    translated = {one.source_id for one in every if one.source_id and one.language == language}
    return [one for one in every if (one.language == language if one.source_id else one.pk not in translated)]


def how_many_ideas(actor: Actor, language: str) -> int:
    """How many `published_ideas` shows; one query, and no words are opened."""
    rows = visible(actor, Action.IDEA_SEE, Idea).filter(state=Idea.PUBLISHED)
    every = list(rows.values_list("pk", "source_id", "language"))
    translated = {source for _pk, source, spoken in every if source and spoken == language}
    return sum(spoken == language if source else pk not in translated for pk, source, spoken in every)


def titles_of(actor: Actor, strategies: Iterable[str], language: str) -> dict[str, str]:
    """What strategies (as `is_there` names them) are called, in `language` where somebody put them into it.

    What the reader may not see any more is left out.
    """
    wanted = set(strategies)
    found = {id: library()[id].text(language).title for id in wanted if id in library()}
    ids = [one.removeprefix(IDEA) for one in wanted if one.startswith(IDEA)]
    if not ids:
        return found
    rows = visible(actor, Action.IDEA_SEE, Idea).filter(state=Idea.PUBLISHED)
    near = list(rows.filter(Q(pk__in=ids) | Q(source__in=ids, language=language)))
    theirs = {one.source_id: one for one in near if one.language == language}
    for one in near:
        if str(one.pk) in ids:
            found[f"{IDEA}{one.pk}"] = theirs.get(one.pk, one).words["title"]
    return found


def my_ideas(actor: Actor) -> list[Idea]:
    """The reader's own ideas, in every state."""
    rows = visible(actor, Action.IDEA_CHANGE, Idea).select_related("source")
    return list(rows.order_by("-day", "-pk"))


def ideas_to_review(actor: Actor) -> list[Idea]:
    """What waits for a reviewer: the oldest first."""
    rows = visible(actor, Action.IDEA_REVIEW, Idea).filter(state=Idea.SENT)
    return list(rows.select_related("author", "source").order_by("day", "pk"))


def how_many_to_review(actor: Actor) -> int:
    """How many `ideas_to_review` has."""
    return visible(actor, Action.IDEA_REVIEW, Idea).filter(state=Idea.SENT).count()


def idea(actor: Actor, id: UUID) -> Idea:
    """One idea that the reader may see; raises NotFound."""
    found: Idea = find(actor, Action.IDEA_SEE, Idea, id)
    return found


def as_shown(one: Idea) -> str:
    """The mark of an idea as a reviewer reads it now (see `vault.as_read`)."""
    return as_read("idea as shown", [one.language, one.shows_name, one.words])


def told_by(one: Idea) -> str:
    """All that an idea says below its title."""
    words = one.words
    lines = [words["in_short"], *words["steps"], *words["not_when"], *words["practice"], words["example"]]
    return "\n".join(filter(None, lines))


def has_moved_on(one: Idea) -> bool:
    """Whether a translation follows an older version than its source has now."""
    return one.source is not None and (one.of_version or 0) < one.source.version
