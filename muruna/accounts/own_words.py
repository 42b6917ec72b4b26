"""What a person keeps, as their own search finds it."""

from collections.abc import Iterator

from django.urls import reverse

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.accounts.queries import kept_of


@own_texts("kept")
def _kept(actor: Actor) -> Iterator[OwnText]:
    for one in kept_of(actor):
        yield OwnText(one.title, one.text, reverse("account-kept"), one.item.day)
