"""What the pages of a conversation share: addresses, and refusals in words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.conversations.actions.asides import NobodyThere
from muruna.conversations.actions.endings import NotADay, TooSoon
from muruna.conversations.actions.hand_overs import AlreadyUnderWay
from muruna.conversations.actions.messages import NotOpen
from muruna.conversations.actions.reporting import NothingChosen
from muruna.conversations.actions.stopping import NotYours
from muruna.conversations.actions.worries import AllGone, LookedAt
from muruna.conversations.models import Conversation
from muruna.foundation.vault import TooLong
from muruna.safeguarding.actions.opening import NobodyToTell


def address(request: HttpRequest, name: str, **parts: Any) -> str:
    """The address of a page in the active space."""
    return reverse(name, kwargs={"code": request.actor.space.code, **parts})  # type: ignore[attr-defined]


class Later(Mapping[str, Any]):
    """A page's context that is gathered only if the page is shown: a sent message needs none."""

    def __init__(self, gather: Callable[[], dict[str, Any]]) -> None:
        self._gather = gather
        self._got: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        if self._got is None:
            self._got = self._gather()
        return self._got

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Say a deed's refusal as a sentence above the form, with everything typed still there."""
    try:
        yield
    except NotOpen as refusal:
        paused = refusal.state == Conversation.PAUSED
        raise ValidationError(
            _("This conversation is resting just now. Your words are still here.")
            if paused
            else _("This conversation has ended. Your words are still here.")
        ) from None
    except TooLong:
        raise ValidationError(_("This is too long to be sealed. Please send it in two parts.")) from None
    except NothingChosen:
        raise ValidationError(_("Please tick at least one message that can be used for this.")) from None
    except NobodyThere:
        raise ValidationError(_("Nobody can be asked here just now. Your words are still here.")) from None
    except NobodyToTell as refusal:
        raise ValidationError(refusal.sentence) from None
    except AllGone:
        raise ValidationError(
            _("They have deleted their account, and nobody here can find them. Your words are still here.")
        ) from None
    except LookedAt:
        raise ValidationError(_("This has been closed meanwhile. Your words are still here.")) from None
    except NotYours:
        raise ValidationError(_("The other one wanted a rest. Only they can go on.")) from None
    except TooSoon:
        raise ValidationError(_("Please give the other one a week to answer first.")) from None
    except NotADay:
        raise ValidationError({"follow_up_on": _("Please choose a day within the next year.")}) from None
    except AlreadyUnderWay:
        raise ValidationError(_("Somebody has been asked already. Please wait for the answer.")) from None


def in_words(deed: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The deed of a form, with its refusals in words."""

    def done(form: Any) -> Any:
        with refusals_in_words():
            return deed(form)

    return done


def talk_address(request: HttpRequest, id: UUID, place: str = "#end") -> str:
    """The address of a conversation's page, at its newest words or at `place`."""
    return address(request, "talk", id=id) + place
