"""For whom a story is; whether it stays; taking it back."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find, visible
from muruna.stories import labels, queries
from muruna.stories.actions import sharing, withdrawing
from muruna.stories.audiences import choices_for
from muruna.stories.forms import ShareForm, WithdrawForm
from muruna.stories.logic.clues import find_clues
from muruna.stories.models import Story
from muruna.stories.sealing import Words, open_draft
from muruna.stories.views.frame import member, refusals_in_words
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page


def share(request: HttpRequest, id: UUID) -> HttpResponse:
    """What could point to me, then for whom it is."""
    actor = member(request, Action.STORY_WRITE)
    words = open_draft(actor, find(actor, Action.STORY_WRITE, Story, id))
    looked_at = queries.is_looked_at(actor)
    return form_page(
        request, ShareForm, template="stories/share.html", deed=lambda form: _share(actor, id, form),
        done=lambda is_shared: to(actor, "story" if is_shared else "stories-mine", **_part(is_shared, id)),
        form_options={"audiences": choices_for(actor), "is_looked_at": looked_at},
        context={"words": words, "clues": _clues(words), "id": id},
        said=lambda form: _said_shared(form.cleaned_data["audience"], looked_at),
    )  # fmt: skip


def _said_shared(audience: str, looked_at: bool) -> str:
    """Who can read it from now on: nobody shares something without learning that it has happened."""
    if audience == "me":
        return _("Nothing is shared. Only you can open it.")
    if audience == Story.SPACE and looked_at:
        return _("It is sent. Somebody reads it first; then others can.")
    return _("It is shared: those you chose can read it now. You can take it back any day.")


def _part(is_shared: bool, id: UUID) -> dict[str, Any]:
    return {"id": id} if is_shared else {}


def _clues(words: Words) -> list[tuple[str, str]]:
    """Read anew at each look, shown to the writer alone, kept nowhere."""
    text = "\n".join([words.title, words.text, words.note_words])
    return [(one.text, str(labels.CLUES[one.kind])) for one in find_clues(text, words.language)]


def _share(actor: Any, id: UUID, form: ShareForm) -> bool:
    data = form.cleaned_data
    if data["audience"] == "me":
        return False
    try:
        with refusals_in_words():
            sharing.share_story(
                actor=actor, story_id=id, audience=data["audience"], replies=data["replies"],
                shows_name=data["shows_name"] == "yes", days=int(data["days"]) if data["days"] else None,
            )  # fmt: skip
    except sharing.Unfinished:
        raise ValidationError(_("It needs a title and a text before others can read it.")) from None
    return True


def stay(request: HttpRequest, id: UUID) -> HttpResponse:
    """May it stay?"""
    actor = member(request)
    story = find(actor, Action.STORY_STAY, Story, id)
    return form_page(
        request, ConfirmForm, template="stories/stay.html",
        deed=lambda _form: sharing.keep_sharing(actor=actor, story_id=id),
        done=lambda _story: to(actor, "stories-mine"),
        context={"story": story, "words": open_draft(actor, story), "back": to(actor, "story", id=id)},
        said=_("Thank you. It stays."),
    )  # fmt: skip


def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take it back from everybody, in one step; delete it where nobody else has it."""
    actor = member(request)
    story = visible(actor, Action.STORY_WITHDRAW, Story).filter(pk=id).first()
    # The same press sent again finds no story any more, and the answer it had.
    if story is None and request.method != "POST":
        raise NotFound
    is_shared = story is None or story.state not in (Story.DRAFT, Story.RETURNED)
    return form_page(
        request, WithdrawForm if is_shared else ConfirmForm,
        template="stories/back.html" if is_shared else "stories/delete.html",
        deed=lambda form: _withdraw(actor, id, form), done=lambda _kept: to(actor, "stories-mine"),
        context={"back": to(actor, "stories-mine")}, said=_said_back,
    )  # fmt: skip


def _said_back(form: Any) -> str:
    """What the next page says: the words are gone, or only gone from the others."""
    if form.cleaned_data.get("keeps_text", False):
        return _("It is taken back from everybody. Your words are kept as a draft, for you alone.")
    return _("It is gone.")


def _withdraw(actor: Any, id: UUID, form: Any) -> None:
    keeps = form.cleaned_data.get("keeps_text", False)
    withdrawing.withdraw_story(actor=actor, story_id=id, keeps_text=keeps)
