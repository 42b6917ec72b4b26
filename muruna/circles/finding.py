"""Circles as search finds them: the card that everybody who may join reads, and nothing from inside."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muruna.access import Action
from muruna.circles.models import Circle
from muruna.circles.seating import KIND
from muruna.foundation.findable import Findable, FindableText, findable
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space


def _texts(id: str) -> list[FindableText]:
    one = Circle.objects.filter(pk=id, state=Circle.OPEN).first()
    if one is None:
        return []
    return [FindableText(one.title, f"{one.purpose}\n{one.who_for}", one.language)]


def _every() -> Iterator[tuple[UUID | None, str]]:
    for space in Space.objects.all():
        with in_space(space):
            for id in Circle.objects.filter(state=Circle.OPEN).values_list("pk", flat=True):
                yield space.pk, str(id)


def _address(actor: Any, id: str, _language: str) -> str:
    return reverse("circle", kwargs={"code": actor.space.code, "id": id})


findable(
    Findable(
        kind=KIND,
        name=_("Circles"),
        texts=_texts,
        address=_address,
        every=_every,
        model=Circle,
        action=Action.CIRCLE_SEE,
        priority=15,
    )
)
