"""Lines of the plan that a companion may see, and lines that they propose."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find
from muruna.goals.actions import hard_times as deeds
from muruna.goals.forms.hard_times import ShowForm, TakeForm
from muruna.goals.hard_times_words import TITLES
from muruna.goals.queries import hard_times as queries
from muruna.goals.views.hard_times import fits
from muruna.sharing.models import Share
from muruna.sharing.queries import proposal_text
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def index(request: HttpRequest) -> HttpResponse:
    """Whom I could show lines, and whom I do."""
    actor = reader(request, Action.HARD_TIMES)
    plan = queries.my_hard_times(actor)
    rows = [
        {"who": who, "share": share, "seen": len(plan.shown.get(str(who.pk), ())) if share else 0}
        for who, share in queries.my_companions(actor)
    ]
    resting = [one for one in queries.my_shares(actor) if one.rests]
    return page(request, "goals/hard_times_with.html", {"rows": rows, "resting": resting})


def one(request: HttpRequest, who: UUID) -> HttpResponse:
    """Which lines one of them may see."""
    actor = reader(request, Action.HARD_TIMES)
    person, share = _companion(actor, who)
    plan, back = queries.my_hard_times(actor), to(actor, "hard-times-with")
    lines = [(line.id, line.text, TITLES[part.code]) for part in plan.parts for line in part.lines]
    seen = list(plan.shown.get(str(who), ())) if share else []
    version = queries.version_shown(actor, plan, who, share)
    return form_page(
        request, ShowForm, template="goals/hard_times_show.html",
        deed=fits(lambda form: deeds.share_lines(
            actor=actor, with_=who, lines=form.cleaned_data["chosen"], version=form.seen
        ), lambda: version),
        done=lambda _share: back, initial={"chosen": seen, "version": version},
        form_options={"lines": lines}, said=_("Saved."),
        context={"who": person, "share": share, "lines": lines, "seen": seen, "back": back},
    )  # fmt: skip


def _companion(actor: Any, id: UUID) -> Any:
    found = next(((who, share) for who, share in queries.my_companions(actor) if who.pk == id), None)
    if found is None:
        raise NotFound
    return found


def take(request: HttpRequest, id: UUID, note: UUID) -> HttpResponse:
    """Take over a line that somebody proposed."""
    actor = reader(request, Action.HARD_TIMES)
    back = reverse("share", kwargs={"code": actor.space.code, "id": id})
    share = find(actor, Action.SHARE_CHANGE, Share, id)
    # A second press arrives when the proposal has gone, and counts as the first.
    first = {} if request.method == "POST" else {"text": " ".join(proposal_text(actor, share, note).split())}
    return form_page(
        request, TakeForm, template="goals/hard_times_take.html",
        deed=fits(lambda form: deeds.take_line(
            actor=actor, share_id=id, note_id=note, part=form.cleaned_data["part"],
            text=form.cleaned_data["text"], shows=form.cleaned_data["shows"],
        )),
        done=lambda _none: back, initial=first, context={"back": back}, said=_("Saved."),
    )  # fmt: skip
