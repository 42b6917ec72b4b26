"""The library as search finds it: every strategy, in each of its languages, in every community."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muruna.access import Action
from muruna.foundation.findable import Findable, FindableText, findable
from muruna.foundation.tenancy import across_spaces
from muruna.strategies.erasing import KIND
from muruna.strategies.library import by_code
from muruna.strategies.logic.library import Text
from muruna.strategies.models import Idea
from muruna.strategies.queries import library_for, told_by


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


def _codes_for(actor: Any) -> set[str]:
    return {one.code for one in library_for(actor).values()}


def _address(actor: Any, code: str, _language: str) -> str:
    return reverse("way", kwargs={"code": actor.space.code, "which": code})


findable(
    Findable(
        kind="way",
        name=_("What helps"),
        texts=_texts,
        address=_address,
        every=_every,
        # The library is the same for everybody of an age who has come in; the route asks for the membership.
        seen=lambda actor, codes: set(codes) & _codes_for(actor) if actor.membership else set(),
        priority=20,
    )
)


def _idea(id: str) -> list[FindableText]:
    one = Idea.objects.filter(pk=id, state=Idea.PUBLISHED).first()
    return [FindableText(one.words["title"], told_by(one), one.language)] if one else []


def _ideas() -> Iterator[tuple[UUID | None, str]]:
    with across_spaces("the whole index is made anew"):
        rows = Idea.objects.filter(state=Idea.PUBLISHED).values_list("space_id", "pk")
        return ((space, str(pk)) for space, pk in list(rows))


findable(
    Findable(
        kind=KIND,
        name=_("From people here"),
        texts=_idea,
        address=lambda actor, id, _language: reverse("idea", kwargs={"code": actor.space.code, "id": id}),
        every=_ideas,
        model=Idea,
        action=Action.IDEA_SEE,
        priority=25,
    )
)
