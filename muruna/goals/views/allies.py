"""Beginning beside somebody, showing one goal to an ally, and taking over a step that they propose."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import Action, NotFound, find
from muruna.goals.actions import goals as deeds
from muruna.goals.forms import goals as forms
from muruna.goals.queries.own import one_goal
from muruna.goals.showing import KIND
from muruna.goals.views.frame import fits
from muruna.sharing.companions import companions
from muruna.sharing.models import Share
from muruna.sharing.queries import proposal_text, sharing_of
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def _people(actor: Any) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in companions(actor)]


def choose(request: HttpRequest) -> HttpResponse:
    """How to begin: with somebody, which helps more often, or by oneself."""
    actor = reader(request, Action.GOAL_CHANGE)
    return page(request, "goals/choose.html", {"people": _people(actor)})


def together(request: HttpRequest) -> HttpResponse:
    """The first question, with an ally who sees the goal from the beginning."""
    actor = reader(request, Action.GOAL_CHANGE)
    people = _people(actor)
    return form_page(
        request, forms.TogetherForm, template="goals/together.html", form_options={"people": people},
        deed=fits(lambda form: deeds.begin_goal(
            actor=actor, words=deeds.Words(wish=form.cleaned_data["wish"]), ally=form.cleaned_data["with_"]
        )),
        done=lambda row: to(actor, "goal", id=row.pk),
        context={"people": people, "back": to(actor, "goal-choose")},
    )  # fmt: skip


def show(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one goal to somebody I am in a talk with."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal, back = one_goal(actor, id).words, to(actor, "goal", id=id)
    seen_by = {str(one.receiver_id) for one in sharing_of(actor, kind=KIND, item=id)}
    people = [(pk, name) for pk, name in _people(actor) if pk not in seen_by or request.method == "POST"]
    return form_page(
        request, forms.AllyForm, template="goals/show.html", form_options={"people": people},
        deed=fits(lambda form: deeds.show_goal(actor=actor, goal_id=id, ally=form.cleaned_data["with_"])),
        done=lambda _share: back + "#ally", context={"goal": goal, "people": people, "back": back},
    )  # fmt: skip


def take(request: HttpRequest, id: UUID, note: UUID) -> HttpResponse:
    """A step that an ally proposes, in the words that its owner wants; nothing enters a goal without them."""
    actor = reader(request, Action.GOAL_CHANGE)
    share = find(actor, Action.SHARE_CHANGE, Share, id)
    if share.kind != KIND:
        raise NotFound
    goal, proposed = one_goal(actor, share.item).words, proposal_text(actor, share, note)
    return form_page(
        request, forms.StepForm, template="goals/step.html",
        deed=fits(lambda form: deeds.save_step(
            actor=actor, goal_id=share.item, words=form.cleaned_data["step"]
        )),
        done=lambda _none: to(actor, "goal", id=share.item) + "#steps",
        initial={"step": " ".join(proposed.split())},
        context={"goal": goal, "back": to(actor, "share", id=id), "shares": ()},
    )  # fmt: skip
