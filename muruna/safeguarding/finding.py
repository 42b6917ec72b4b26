"""The card "what happens if I say this?" as search finds it, in each language it is written in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muruna.foundation.findable import Findable, FindableText, findable
from muruna.language import CODES
from muruna.safeguarding.card_texts import card_texts, has_card_texts

CARD = "card"
_TOLD = ("intro", "case.", "happens.")  # what depends on age and place is left to the card itself


def _texts(_id: str) -> list[FindableText]:
    found = []
    for code in CODES:
        if has_card_texts(code):
            says = card_texts(code)
            body = "\n".join(text for name, text in says.items() if name.startswith(_TOLD))
            found.append(FindableText(says["title"], body, code))
    return found


def _address(actor: Any, _id: str, _language: str) -> str:
    return reverse("card", kwargs={"code": actor.space.code})


findable(
    Findable(
        kind=CARD,
        name=_("About this place"),
        texts=_texts,
        address=_address,
        every=lambda: [(None, CARD)],
        seen=lambda actor, ids: set(ids) if actor.membership else set(),
        priority=80,
    )
)
