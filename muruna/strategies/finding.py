"""The library as search finds it: every strategy, in each of its languages, in every community."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muruna.foundation.findable import Findable, FindableText, findable
from muruna.strategies.library import by_code
from muruna.strategies.logic.library import Text


def _told(text: Text) -> str:
    parts = [
        text.in_short, text.why, *text.steps, *text.not_when,
        text.practice_title, *text.practice_do, text.practice_afterwards, text.example,
    ]  # fmt: skip
    return "\n".join(parts)


def _texts(code: str) -> list[FindableText]:
    one = by_code().get(code)
    texts = one.texts.values() if one else ()
    return [FindableText(text.title, _told(text), text.language) for text in texts]


def _every() -> Iterator[tuple[UUID | None, str]]:
    return ((None, code) for code in by_code())


def _address(actor: Any, code: str, _language: str) -> str:
    return reverse("way", kwargs={"code": actor.space.code, "which": code})


findable(
    Findable(
        kind="way",
        name=_("What helps"),
        texts=_texts,
        address=_address,
        every=_every,
        # The library is the same for everybody who has come in; the route asks for the membership.
        seen=lambda actor, codes: set(codes) & by_code().keys() if actor.membership else set(),
        priority=20,
    )
)
