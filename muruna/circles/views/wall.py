"""The wall between meetings."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muruna.access import Action, find
from muruna.circles import labels, queries
from muruna.circles.actions import joining, wall
from muruna.circles.forms.circles import PostForm, RestForm, ReviewForm, WhyForm
from muruna.circles.models import Post, Seat
from muruna.circles.queries import meetings as meeting_queries
from muruna.circles.queries import wall as wall_queries
from muruna.circles.views.frame import address, circle_context, may_ask
from muruna.foundation.vault import TooLong
from muruna.language import current
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.spaces.contact import MayIdentify
from muruna.ui.forms import ConfirmForm
from muruna.ui.pages import form_page


def index(request: HttpRequest, id: UUID) -> HttpResponse:
    """The wall of a circle, and a place to write."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    context = _context(request, id)
    return form_page(
        request, PostForm, template="circles/wall.html",
        deed=lambda form: _write(actor, id, form),
        done=lambda _post: address(request, "circle-wall", id=id), context=context,
    )  # fmt: skip


def _context(request: HttpRequest, id: UUID) -> dict[str, Any]:
    actor: Any = request.actor  # type: ignore[attr-defined]
    threads = wall_queries.wall(actor, id)
    seen = queries.circle_view(actor, id)
    written = (post for one in threads for post in (one.post, *one.replies))
    waiting = next((post for post in written if post.is_waiting), None)
    return {
        "circle": seen.circle,
        "mine": seen.mine,
        "leads": "lead" in seen.may,
        "threads": threads,
        "away": wall_queries.taken_away(actor, seen.circle),
        "because": labels.TAKEN_AWAY_BECAUSE,
        "may_ask": may_ask(request),
        "holding": {seat.pk for seat in seen.holding},
        "names": meeting_queries.names_in(seen.circle),
        "any_waits": waiting is not None,
        "may_wait": wall_queries.post_may_wait(actor, seen.circle, seen.mine, current().code),
        "next_duty": wall_queries.next_reader(actor, seen.circle, waiting) if waiting else None,
        "reply": PostForm(),
    }


def _write(actor: Any, id: UUID, form: PostForm) -> Any:
    typed = {name: form.cleaned_data[name] for name in ("text", "note", "answers", "knows_risk")}
    try:
        return wall.write_post(actor=actor, circle_id=id, **typed)
    except MayIdentify as question:
        form.ask_about(question.found)
        raise ValidationError(
            _("Your message is not sent yet: it holds something by which someone could be found.")
        ) from None
    except wall.NotThere:
        form.by_itself()
        raise ValidationError(
            _(
                "What you answer has been taken away. Your words are still here: "
                "sent again, they stand on the wall by themselves."
            )
        ) from None
    except TooLong:
        raise ValidationError(_("This is too long to be sealed. Please send it in two parts.")) from None


def review(request: HttpRequest, id: UUID) -> HttpResponse:
    """Publish a post that waits, or take one away."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    post = find(actor, Action.POST_REVIEW, Post, id)
    return form_page(
        request, ReviewForm, template="circles/post.html",
        deed=lambda form: wall.review_post(actor=actor, post_id=id, **form.review),
        done=lambda _none: address(request, "circle-wall", id=post.circle_id),
        context=_one(actor, post, _("Read this post")),
    )  # fmt: skip


def take_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take one's own words back."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    post = find(actor, Action.POST_CHANGE, Post, id)
    return form_page(
        request, ConfirmForm, template="circles/post.html",
        deed=lambda _form: wall.take_back_post(actor=actor, post_id=id),
        done=lambda _none: address(request, "circle-wall", id=post.circle_id),
        context=_one(actor, post, pgettext("post", "Take it back")), said=_("It is gone."),
    )  # fmt: skip


def show(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show a post to the people who look after safety."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    post = find(actor, Action.POST_REPORT, Post, id)
    return form_page(
        request, WhyForm, template="circles/post.html",
        deed=lambda form: _report(actor, id, form.cleaned_data["why"]),
        done=lambda _case: address(request, "circle-wall", id=post.circle_id),
        context=_one(actor, post, _("Show messages to the people who look after safety")),
        said=_("It has arrived."),
    )  # fmt: skip


def _report(actor: Any, id: UUID, why: str) -> Any:
    try:
        return wall.report_post(actor=actor, post_id=id, why=why)
    except NobodyToTell as refusal:
        raise ValidationError(refusal.sentence) from None


def _one(actor: Any, post: Post, title: str) -> dict[str, Any]:
    words = wall_queries.post_words(actor, post)
    return {"post": post, "words": words, "title": title, "name": post.seat.name}


def rest(request: HttpRequest, id: UUID) -> HttpResponse:
    """A break from this circle, and company for newcomers."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    seat = find(actor, Action.SEAT_CHANGE, Seat, id)
    seen = queries.circle_view(actor, seat.circle_id)
    return form_page(
        request, RestForm, template="circles/rest.html",
        deed=lambda form: joining.change_rest(
            actor=actor, seat_id=id, is_resting=form.cleaned_data["is_resting"],
            offers_company=form.cleaned_data["offers_company"],
        ),
        done=lambda _none: address(request, "circle", id=seat.circle_id),
        context=circle_context(request, seen), said=_("Saved."),
        initial={"is_resting": seat.is_resting, "offers_company": seat.offers_company},
    )  # fmt: skip
