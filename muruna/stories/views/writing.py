"""One's own stories, and writing them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from muruna.access import Action, find, visible
from muruna.foundation.deeds import answer_of
from muruna.foundation.vault import TooLong
from muruna.language import current
from muruna.stories import labels, queries
from muruna.stories.actions.writing import ChangedMeanwhile, Sheet, keep_draft, keep_unfinished
from muruna.stories.forms import DraftForm, KeepForm
from muruna.stories.models import Story
from muruna.stories.sealing import open_draft, version_of
from muruna.stories.views.frame import member, refusals_in_words
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page


def mine(request: HttpRequest) -> HttpResponse:
    """What I wrote, and where it stands."""
    actor = member(request, Action.STORY_WRITE)
    rows = [(told, labels.STATES[told.story.state]) for told in queries.my_stories(actor)]
    return page(request, "stories/mine.html", {"rows": rows, "asked": queries.asks_to_stay(actor)})


def new(request: HttpRequest) -> HttpResponse:
    """Begin."""
    actor = member(request, Action.STORY_WRITE)
    return _write(
        request, actor, queries.begun_by(actor, request.POST.get("key")), {"language": current().code}
    )


def begin(request: HttpRequest) -> HttpResponse:
    """Keep the first words of a new story, which has an address of its own from then on."""
    actor = member(request, Action.STORY_WRITE)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = KeepForm(request.POST)
    # Once kept by its button, the same form is not kept a second time beside that.
    if not form.is_valid() or answer_of(actor.person.pk, form.sending):
        return HttpResponse(status=204 if form.is_valid() else 422)
    return _keep(actor, form, queries.begun_by(actor, form.sending))


def _keep(actor: Any, form: KeepForm, story: Story | None) -> HttpResponse:
    answer = HttpResponse(status=204)
    if form.is_empty:
        return answer
    try:
        id = keep_unfinished(
            actor=actor, words=form.words, key=form.sending, story=story, seen=form.cleaned_data["opened"]
        )
    except ChangedMeanwhile:
        return HttpResponse(status=409)
    except TooLong:
        return HttpResponse(status=422)
    answer.headers["X-Draft"], answer.headers["X-Here"] = (
        to(actor, "story-keep", id=id),
        to(actor, "story-write", id=id),
    )
    return answer


def write(request: HttpRequest, id: UUID) -> HttpResponse:
    """Go on writing."""
    actor = member(request, Action.STORY_WRITE)
    mine = visible(actor, Action.STORY_WITHDRAW, Story).filter(pk=id).exists()
    if request.method == "POST" and mine and not visible(actor, Action.STORY_WRITE, Story).filter(pk=id):
        # Shared meanwhile on another page: what others read stays as it is, and so do these words.
        said = _("It had been shared meanwhile. What you wrote here is kept as a new draft.")
        return _write(request, actor, None, {}, said)
    story = find(actor, Action.STORY_WRITE, Story, id)
    words = vars(open_draft(actor, story)) | {"opened": version_of(story)}
    return _write(request, actor, story, words)


def keep(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep what stands in the form while somebody writes, so that a reload does not lose it."""
    actor = member(request, Action.STORY_WRITE)
    story = find(actor, Action.STORY_WRITE, Story, id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = KeepForm(request.POST)
    return _keep(actor, form, story) if form.is_valid() else HttpResponse(status=422)


def _write(
    request: HttpRequest, actor: Any, story: Story | None, initial: dict[str, Any], said: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"story": story, "begun": [] if story else queries.begun(actor)}

    def keep(form: DraftForm) -> tuple[Story, str]:
        with refusals_in_words():
            kept = _keep_draft(actor, form, story, context)
        return kept, form.cleaned_data["then"]

    return form_page(
        request, DraftForm, template="stories/write.html", deed=keep,
        done=lambda kept: to(actor, "story-share" if kept[1] == "on" else "story-write", id=kept[0].pk),
        initial=initial, context=context,
        said=said or _("Kept. Only you can open it."),
    )  # fmt: skip


def _keep_draft(actor: Any, form: DraftForm, story: Story | None, context: dict[str, Any]) -> Story:
    try:
        return keep_draft(
            actor=actor, words=form.words, story_id=story.pk if story else None,
            sheet=Sheet(str(form.sending), form.seen),
        )  # fmt: skip
    except ChangedMeanwhile as other:
        context["other"] = other.words
        form.shows_beside(other.version)
        raise ValidationError(
            _("This story was changed on another page meanwhile. Both texts are here: nothing is lost.")
        ) from None
