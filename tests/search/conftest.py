"""A small library of invented texts that can be found, in every community or in one."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from muruna.foundation import findable as registry
from muruna.foundation import outbox, work
from muruna.foundation.findable import Findable, FindableText
from muruna.foundation.work import Worker
from muruna.search.index import encoder, nearness
from tests.spaces.conftest import *  # noqa: F403

KIND = "leaf"


@dataclass
class Library:
    """Texts by id, and who may not see which: what a package would keep in its tables."""

    texts: dict[str, tuple[Any, list[FindableText]]] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)

    def put(self, title: str, body: str, language: str = "en", space: Any = None, id: Any = None) -> str:
        """Write a text and say so, as a deed does."""
        thing = id or uuid.uuid4()
        self.texts[str(thing)] = (space, [FindableText(title, body, language)])
        with transaction.atomic():
            registry.changed(KIND, thing, space=space)
        return str(thing)

    def withdraw(self, thing: str) -> None:
        """Take a text back, as a deed does."""
        del self.texts[thing]
        with transaction.atomic():
            registry.forgotten(KIND, thing)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """The only kind of thing there is, for this test."""
    shelf = Library()
    monkeypatch.setattr(registry, "_findables", {})
    registry.findable(
        Findable(
            kind=KIND,
            name="Leaf",
            texts=lambda id: shelf.texts.get(id, (None, []))[1],
            address=lambda _actor, id, language: f"/leaf/{id}/?l={language}",
            every=lambda: ((space, id) for id, (space, _texts) in list(shelf.texts.items())),
            seen=lambda _actor, ids: set(ids) - shelf.unseen,
        )
    )
    from muruna.search import events

    events.listen()
    nearness.forget_all()
    return shelf


@pytest.fixture
def carry() -> Any:
    """Carry what waits in the outbox to its handlers."""

    def run() -> int:
        outbox.discover()
        jobs, work._jobs = work._jobs, {}
        try:
            return Worker().work_off()
        finally:
            work._jobs = jobs

    return run


@pytest.fixture
def by_words_alone(settings: Any) -> None:
    """As where the model's wheel is absent."""
    settings.SEARCH_MEANING = False


@pytest.fixture(scope="session")
def model() -> None:
    """The sentence model in memory."""
    encoder.load()
    assert encoder.is_ready()
