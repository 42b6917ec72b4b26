"""Reading what others told, saying something back, keeping it to read again."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.language import current
from muruna.stories import labels, queries
from muruna.stories.actions import responding
from muruna.stories.forms import MarkForm, ReplyForm
from muruna.stories.models import Mark, Story
from muruna.stories.queries import Told
from muruna.stories.views.frame import member, notes_of, refusals_in_words
from muruna.ui.forms import ConfirmForm
from muruna.ui.giving_back import unsent_words
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page

A_PAGE = 20


def index(request: HttpRequest) -> HttpResponse:
    """What others have shared with me."""
    actor = member(request)
    pages = Paginator(queries.stories_for(actor), A_PAGE).get_page(request.GET.get("page"))
    return page(request, "stories/index.html", {
        "pages": pages, "found": [(told, notes_of(told)) for told in queries.open_all(actor, pages)],
        "waiting": queries.how_many_wait(actor),
    })  # fmt: skip


def kept(request: HttpRequest) -> HttpResponse:
    """What I keep to read again."""
    actor = member(request)
    found = [(told, notes_of(told)) for told in queries.kept(actor)]
    return page(request, "stories/kept.html", {"found": found})


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One story, and what was said below it."""
    actor = member(request)
    told = queries.story(actor, id)
    is_mine = told.story.author_id == actor.membership.pk
    if is_mine and told.story.has_news:
        responding.note_seen(actor=actor, story_id=id)
    return page(
        request, "stories/mine_one.html" if is_mine else "stories/one.html", seen(actor, told, is_mine)
    )


def seen(actor: Any, told: Told, is_mine: bool) -> dict[str, Any]:
    """What the page of a story shows."""
    story = told.story
    may_say = queries.may_say(actor, story)
    answers = queries.answers_to(actor, story)
    waiting = next((one for one in answers if one.is_waiting), None)
    marks = set() if is_mine else queries.my_marks(actor, story)
    came = queries.what_came(actor, story) if is_mine else {}
    return {
        "told": told,
        "notes": notes_of(told),
        "state": labels.STATES[story.state],
        "came": [labels.CAME[pair] for pair in came.items()],
        "marks": [(kind, name, kind in marks) for kind, name in labels.MARKS.items()],
        "is_kept": Mark.KEPT in marks,
        "answers": answers,
        "next_duty": queries.next_reader(actor, story, waiting.text) if waiting else None,
        "may_say": may_say,
        "may_wait": may_say and queries.reply_may_wait(actor, story, current().code),
        # Why somebody may not write below is not said: the reason could be the writer's age.
        "replies_say": labels.REPLIES_SAY[story.replies if may_say else Story.WITNESS],
        "form": ReplyForm(),
        "press": ConfirmForm(),
        "may_block": story.shows_name and story.audience == Story.SPACE,
    }


def mark(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say "I relate", "this helped me", "thank you", keep it, or take that back."""
    actor = member(request)
    find(actor, Action.STORY_MARK, Story, id)
    back = to(actor, "story", id=id)
    answer = form_page(
        request, MarkForm, template="stories/mark.html",
        deed=lambda form: responding.mark_story(
            actor=actor, story_id=id, kind=form.cleaned_data["kind"],
            is_on=form.cleaned_data["is_on"] == "yes",
        ),
        done=lambda _none: back + "#said", context={"marks": labels.MARKS, "back": back}, said=_("Saved."),
    )  # fmt: skip
    return _with_reply(request, actor, id) if answer.status_code == 303 and unsent_words(request) else answer


def _with_reply(request: HttpRequest, actor: Any, id: UUID) -> HttpResponse:
    """The story once more, with the reply that was being written when a button was pressed."""
    told = queries.story(actor, id)
    form = ReplyForm(initial={"text": "\n\n".join(unsent_words(request))})
    return page(request, "stories/one.html", {**seen(actor, told, is_mine=False), "form": form})


def say(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write below it."""
    actor = member(request)
    told = queries.story(actor, id)
    find(actor, Action.STORY_REPLY, Story, id)
    back = to(actor, "story", id=id)

    def reply(form: ReplyForm) -> None:
        with refusals_in_words():
            responding.reply_to_story(actor=actor, story_id=id, text=form.cleaned_data["text"])

    return form_page(request, ReplyForm, template="stories/say.html", deed=reply,
                     done=lambda _none: back + "#said", context={
                         "told": told, "back": back,
                         "may_wait": queries.reply_may_wait(actor, told.story, current().code)})  # fmt: skip
