"""The world of a file: made once, inside a transaction that the file's end rolls back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from muruna.foundation import limits
from muruna.foundation.vault import forget_host, slots
from tests.access.world import World, make_world


@pytest.fixture(scope="module")
def rolled_back(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A transaction around a file's tests; Argon2id is quick in it (the vault's tests have the real one)."""
    patch = pytest.MonkeyPatch()
    patch.setattr(slots, "MEMORY_KIB", 64)
    patch.setattr(slots, "PASSES", 1)
    patch.setattr(settings, "KEYS_DIR", tmp_path_factory.mktemp("keys"))
    forget_host()
    limits.limiter._tries.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    patch.undo()
    limits.limiter._tries.clear()
    forget_host()


@pytest.fixture(scope="module")
def world(rolled_back: None) -> World:
    """Everybody; tests marked `django_db` undo what they do to them."""
    return make_world()
