"""Sharing a small item, and the pages beside it, for the tests of this package."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.translation import gettext_lazy as _

from muruna.sharing import actions, kinds
from muruna.sharing.models import Share
from tests.conversations.people import Somebody, World

KIND = "title-only-kind"


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> kinds.Kind:
    """A kind that shows its title alone."""
    made = kinds.Kind(KIND, _("Page"), "ui/parts/talk.html", "shares", proposes=_("A line"))
    monkeypatch.setitem(kinds._kinds, made.code, made)
    return made


def give(world: World, **more: Any) -> Share:
    """Noor shares an item with Sam."""
    body = {"title": "Swim again", **more.pop("body", {})}
    wanted = {"kind": KIND, "item": uuid4(), "with_": world.supporter.membership.pk, "body": body, **more}
    return actions.share(actor=world.member.actor, **wanted)


def at(world: World, share: UUID | str = "", rest: str = "") -> str:
    return f"/s/{world.space.code}/between/" + (f"{share}/{rest}" if share else "")


def send(world: World, who: Somebody, address: str, **words: str) -> Any:
    return who.browser().post(address, {"key": str(uuid4()), **words})
