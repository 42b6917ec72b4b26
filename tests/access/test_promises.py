"""Who may never read what: the constitution grants nothing beyond what is promised."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from muruna.access import CHAPTERS, Action, Grant, Relation
from muruna.access.matrix import label_of
from muruna.access.promises import PROMISES, Promise


def broken(promises: Iterable[Promise], chapters: Mapping[Any, Any]) -> list[str]:
    """Every grant that a promise rules out."""
    return [
        f"{name}: {relation} may {grant.action}, but: {promise.never}"
        for promise in promises
        for model, chapter in chapters.items()
        if (name := label_of(model)) in promise.models
        for grant in chapter.grants
        for relation in sorted(grant.relations)
        if relation not in promise.only
    ]


def test_no_grant_goes_beyond_a_promise() -> None:
    assert broken(PROMISES, CHAPTERS) == []


def test_promises_name_relations_that_exist_and_files_that_prove_them() -> None:
    for promise in PROMISES:
        assert promise.only <= set(Relation)
        assert promise.models


def test_a_coordinator_sees_that_somebody_waits_and_nothing_else_of_a_request() -> None:
    for model, chapter in CHAPTERS.items():
        if label_of(model) == "matching.Request":
            granted = {grant.action for grant in chapter.grants if Relation.COORDINATOR in grant.relations}
            assert granted <= {Action.WAITING_BOARD}


def test_no_relation_is_a_superuser() -> None:
    """Nobody may see in every chapter; the widest relation is `owner`, of what is one's own."""
    for relation in Relation:
        reached = {m for m, c in CHAPTERS.items() for g in c.grants if relation in g.relations}
        assert reached != set(CHAPTERS), relation


# Planted faults: one grant too many, of each kind that would hurt most.
@pytest.mark.parametrize(
    ("name", "relation", "action"),
    [
        ("conversations.Conversation", Relation.STEWARD, Action.CONVERSATION_SEE),
        ("conversations.Thread", Relation.COORDINATOR, Action.CONVERSATION_SEE),
        ("accounts.KeptItem", Relation.SAFEGUARDING_LEAD, Action.KEPT_SEE),
        ("safeguarding.Case", Relation.NAMED_IN_CASE, Action.CASE_SEE),
    ],
)
def test_a_grant_too_many_is_found(name: str, relation: Relation, action: Action) -> None:
    model, chapter = next((m, c) for m, c in CHAPTERS.items() if label_of(m) == name)
    looser = replace(chapter, grants=(*chapter.grants, Grant(action, {relation})))
    assert len(broken(PROMISES, CHAPTERS | {model: looser})) == 1
