"""What every page of stories begins with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from muruna.access import Action
from muruna.foundation.vault import TooLong
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.stories import labels
from muruna.stories.queries import Told
from muruna.ui.inside import reader


def member(request: HttpRequest, action: Action = Action.STORY_LIST) -> Any:
    """Whoever asks, as a member of the space who may do `action` there."""
    return reader(request, action)


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
    except NobodyToTell as refusal:
        raise ValidationError(refusal.sentence) from None
