"""What every page of stories begins with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.foundation.vault import TooLong
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.stories import labels
from muruna.stories.queries import Told


def member(request: HttpRequest, action: Action = Action.STORY_LIST) -> Any:
    """Whoever asks, as a member of the space who may do `action` there."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, action, actor.space)
    return actor


def at(actor: Any, name: str, **parts: Any) -> str:
    """The address of a page of this space."""
    return reverse(name, kwargs={"code": actor.space.code, **parts})


def notes_of(told: Told) -> list[str]:
    """What a reader may want to know before they read."""
    return labels.notes_in(told.words)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Turn what a deed refuses into a sentence for the page."""
    try:
        yield
    except TooLong:
        raise ValidationError(_("This is too long to be kept. Please shorten it.")) from None
    except NobodyToTell:
        sentence = _("Everybody who could look at this is part of it. Please write to the contact outside.")
        raise ValidationError(sentence) from None
