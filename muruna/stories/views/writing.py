"""One's own stories, and writing them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.language import current
from muruna.stories import labels, queries
from muruna.stories.actions.writing import keep_draft
from muruna.stories.forms import DraftForm
from muruna.stories.models import Story
from muruna.stories.sealing import open_draft
from muruna.stories.views.frame import at, member, refusals_in_words
from muruna.ui.pages import form_page, page


def mine(request: HttpRequest) -> HttpResponse:
    """What I wrote, and where it stands."""
    actor = member(request, Action.STORY_WRITE)
    rows = [(told, labels.STATES[told.story.state]) for told in queries.my_stories(actor)]
    return page(request, "stories/mine.html", {"rows": rows, "asked": queries.asks_to_stay(actor)})


def new(request: HttpRequest) -> HttpResponse:
    """Begin."""
    actor = member(request, Action.STORY_WRITE)
    return _write(request, actor, None, {"language": current().code})


def write(request: HttpRequest, id: UUID) -> HttpResponse:
    """Go on writing."""
    actor = member(request, Action.STORY_WRITE)
    story = find(actor, Action.STORY_WRITE, Story, id)
    return _write(request, actor, story, vars(open_draft(actor, story)))


def keep(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep what stands in the form while somebody writes, so that a reload does not lose it."""
    actor = member(request, Action.STORY_WRITE)
    find(actor, Action.STORY_WRITE, Story, id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = DraftForm(request.POST)
    if form.is_valid():
        keep_draft(actor=actor, words=form.words, story_id=id)
    return HttpResponse(status=204 if form.is_valid() else 422)


def _write(request: HttpRequest, actor: Any, story: Story | None, initial: dict[str, Any]) -> HttpResponse:
    def keep(form: DraftForm) -> tuple[Story, str]:
        with refusals_in_words():
            kept = keep_draft(actor=actor, words=form.words, story_id=story.pk if story else None)
        return kept, form.cleaned_data["then"]

    return form_page(
        request, DraftForm, template="stories/write.html", deed=keep,
        done=lambda kept: at(actor, "story-share" if kept[1] == "on" else "story-write", id=kept[0].pk),
        initial=initial, context={"story": story}, said=_("Kept. Only you can open it."),
    )  # fmt: skip
