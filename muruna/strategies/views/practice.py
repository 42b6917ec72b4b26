"""The rehearsal room: a letter from parts, and a talk to practise it in."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muruna.access import Action, NotFound
from muruna.accounts.actions.keeping import keep_item
from muruna.conversations.actions.drafts import DraftFull, add_to_draft
from muruna.conversations.models import LONGEST_MESSAGE
from muruna.conversations.queries import talks_of
from muruna.language import current
from muruna.strategies import labels
from muruna.strategies.forms import LetterForm
from muruna.strategies.logic.rehearsal import Rehearsal
from muruna.strategies.queries import rehearsals_for
from muruna.ui.formats import number
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def _rehearsal(actor: Any, code: str) -> Rehearsal:
    found = next((one for one in rehearsals_for(actor, current().code) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def index(request: HttpRequest) -> HttpResponse:
    """What can be practised."""
    actor = reader(request, Action.STRATEGY_SEE)
    return page(request, "strategies/practice.html", {"every": rehearsals_for(actor, current().code)})


def letter(request: HttpRequest, practice: str) -> HttpResponse:
    """What I want to say, from parts: kept for myself, or put as unsent words into a talk of mine."""
    actor = reader(request, Action.STRATEGY_SEE)
    rehearsal = _rehearsal(actor, practice)
    lines, _more = talks_of(actor)
    talks = [(line.talk.conversation.pk, line.talk.other_name) for line in lines if _takes_words(line)]

    return form_page(
        request, LetterForm, template="strategies/letter.html",
        deed=lambda form: _carry(actor, rehearsal, form.cleaned_data["to"], form.text),
        done=lambda address: address,
        context={"rehearsal": rehearsal, "talks": talks, "most": LONGEST_MESSAGE},
        form_options={"rehearsal": rehearsal, "talks": [id for id, _name in talks]},
        said=_("Kept where only you can read it."),
    )  # fmt: skip


def _carry(actor: Any, rehearsal: Rehearsal, into: str, text: str) -> str:
    """Where the letter went: kept, or into a talk as words not yet sent."""
    if into == "kept":
        keep_item(actor=actor, data={"title": rehearsal.title, "text": text})
        return reverse("account-kept")
    try:
        add_to_draft(actor=actor, conversation_id=UUID(into), text=text)
    except DraftFull as full:
        raise ValidationError(_too_long(full.by)) from None
    return to(actor, "talk", id=into) + "#end"


def _too_long(by: int) -> str:
    # Also what already waits there counts: it stays, and both go out as one message.
    return ngettext(
        "With what waits there unsent, it is %(num)s character too long for one message. "
        "Shorten it, or keep it for yourself, where more fits.",
        "With what waits there unsent, it is %(num)s characters too long for one message. "
        "Shorten it, or keep it for yourself, where more fits.",
        by,
    ) % {"num": number(by)}


def _takes_words(line: Any) -> bool:
    return line.talk.conversation.state == "open" and not line.is_aside and line.talk.other is not None


def talk(request: HttpRequest, practice: str) -> HttpResponse:
    """A moment of the practised talk; nothing of it is kept."""
    rehearsal = _rehearsal(reader(request, Action.STRATEGY_SEE), practice)
    moment = rehearsal.moment(request.GET.get("at", ""))
    if moment is None:
        raise NotFound
    told = {"rehearsal": rehearsal, "moment": moment, "mood": labels.MOODS[moment.mood]}
    return page(request, "strategies/talk.html", told)
