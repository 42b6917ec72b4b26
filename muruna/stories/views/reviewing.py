"""Looking at a story before others do; what is wrong with one; parting from its writer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, find
from muruna.stories import queries
from muruna.stories.actions import responding
from muruna.stories.actions.sharing import answer_story
from muruna.stories.forms import ReportForm, ReviewForm
from muruna.stories.models import Reply, Story
from muruna.stories.views.frame import member, notes_of, refusals_in_words
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import to
from muruna.ui.pages import form_page, page


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for somebody to look at it."""
    actor = member(request, Action.STORY_REVIEW)
    found = queries.open_all(actor, queries.to_review(actor))
    replies = queries.replies_to_review(actor)
    return page(request, "stories/waiting.html", {"found": found, "replies": replies})


def review(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let it be read, or give it back."""
    actor = member(request, Action.STORY_REVIEW)
    told = queries.review(actor, id)
    return form_page(
        request, ReviewForm, template="stories/review.html",
        deed=lambda form: answer_story(
            actor=actor, story_id=id, publishes=form.cleaned_data["decision"] == "publish",
            answer=form.cleaned_data["answer"],
        ),
        done=lambda _story: to(actor, "stories-waiting"),
        context={"told": told, "notes": notes_of(told)}, said=_("Saved."),
    )  # fmt: skip


def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """Tell the people who look after this community that something is wrong."""
    actor = member(request)
    told = queries.story(actor, id)
    find(actor, Action.STORY_REPORT, Story, id)
    options = {"answers": queries.answers_to(actor, told.story),
               "is_mine": told.story.author_id == actor.membership.pk}  # fmt: skip
    back = to(actor, "story", id=id)
    return form_page(
        request, ReportForm, template="stories/report.html", deed=lambda form: _report(actor, id, form),
        done=lambda _case: to(actor, "reports"), form_options=options, context={"back": back},
        said=_("It has arrived. This page shows how far it has come."),
    )  # fmt: skip


def _report(actor: Any, id: UUID, form: ReportForm) -> None:
    chosen = [UUID(one) for one in form.cleaned_data.get("replies", [])]
    with refusals_in_words():
        responding.report_story(actor=actor, story_id=id, replies=chosen, why=form.cleaned_data["why"])


def block(request: HttpRequest, id: UUID) -> HttpResponse:
    """Never meet its writer again."""
    actor = member(request)
    story = find(actor, Action.STORY_BLOCK, Story, id) if request.method == "GET" else None
    return form_page(
        request, ConfirmForm, template="stories/block.html",
        deed=lambda _form: responding.block_writer(actor=actor, story_id=id),
        done=lambda _none: to(actor, "stories"), context={"story": story, "back": to(actor, "stories")},
        said=_("Saved."),
    )  # fmt: skip


def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a reply away."""
    actor = member(request)
    # Looked for only when the page is shown: the same press sent again finds the answer it had.
    reply = find(actor, Action.REPLY_DROP, Reply, id) if request.method == "GET" else None
    back = to(actor, "story", id=reply.story_id) if reply else to(actor, "stories")
    return form_page(
        request, ConfirmForm, template="stories/drop.html",
        deed=lambda _form: responding.drop_reply(actor=actor, reply_id=id),
        done=lambda story: to(actor, "story", id=story), context={"back": back}, said=_("It is gone."),
    )  # fmt: skip


def show(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let a reply that waits be read, or take it away."""
    actor = member(request)
    shown = queries.waiting_reply(actor, id) if request.method == "GET" else None
    return form_page(
        request, ConfirmForm, template="stories/show.html",
        deed=lambda _form: responding.show_reply(actor=actor, reply_id=id),
        done=lambda _story: to(actor, "stories-waiting"),
        context={"shown": shown, "id": id, "back": to(actor, "stories-waiting")}, said=_("Saved."),
    )  # fmt: skip
