"""What a person keeps, as their own search finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.accounts.queries import kept_of


@own_texts("kept")
def _kept(actor: Actor) -> Iterator[OwnText]:
    for one in kept_of(actor):
        data = one.data or {}
        words = [value for name, value in data.items() if isinstance(value, str) and name != "title"]
        title = str(data.get("title") or _("Kept"))
        yield OwnText(title, "\n".join(words), reverse("account-kept"), one.item.day)
