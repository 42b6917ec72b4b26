"""Goals: the list, a new one, one with its steps, its words, and how it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.goals import labels
from muruna.goals.actions import goals as deeds
from muruna.goals.forms import goals as forms
from muruna.goals.logic import goals as rules
from muruna.goals.queries.levels import levels_of
from muruna.goals.queries.own import Own, my_goals, one_goal
from muruna.goals.showing import KIND
from muruna.goals.views.frame import fits, press
from muruna.sharing.queries import lines, sharing_of
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page

PARTS: dict[str, Any] = {
    "outcome": forms.OutcomeForm, "obstacle": forms.ObstacleForm, "plan": forms.PlanForm,
}  # fmt: skip
TURNS = {"rest": rules.PAUSED, "on": rules.GOING, "there": rules.REACHED, "free": rules.LET_GO}


def index(request: HttpRequest) -> HttpResponse:
    """My goals, and those that somebody showed me."""
    actor = reader(request, Action.GOAL_CHANGE)
    every = my_goals(actor)
    told = {
        "going": [one for one in every if one.words.state == rules.GOING],
        "resting": [one for one in every if one.words.state == rules.PAUSED],
        "over": [one for one in every if one.words.is_over],
        "states": labels.STATES,
        "shown": [line for line in lines(actor) if line.kind.code == KIND and not line.is_mine],
    }
    return page(request, "goals/index.html", told)


def new(request: HttpRequest) -> HttpResponse:
    """The first question, by oneself."""
    actor = reader(request, Action.GOAL_CHANGE)
    return form_page(
        request, forms.WishForm, template="goals/new.html",
        deed=fits(lambda form: deeds.begin_goal(
            actor=actor, words=deeds.Words(wish=form.cleaned_data["wish"])
        )),
        done=lambda row: to(actor, "goal", id=row.pk), context={"back": to(actor, "goal-choose")},
    )  # fmt: skip


def goal(request: HttpRequest, id: UUID) -> HttpResponse:
    """One goal of mine, to work on."""
    actor = reader(request, Action.GOAL_CHANGE)
    one = one_goal(actor, id)
    return form_page(
        request, forms.StepForm, template="goals/goal.html",
        deed=fits(lambda form: deeds.save_step(actor=actor, goal_id=id, words=form.cleaned_data["step"])),
        done=lambda _none: to(actor, "goal", id=id) + "#steps",
        context={**_told(actor, one), "opened": request.GET.get("open", "")},  # the step that was just moved
    )  # fmt: skip


def _told(actor: Any, one: Own[rules.Goal]) -> dict[str, Any]:
    return {
        "row": one.row,
        "goal": one.words,
        "state": labels.STATES[one.words.state],
        "levels": levels_of(actor, one.row.pk),
        "level_names": labels.LEVELS,
        "shares": sharing_of(actor, kind=KIND, item=one.row.pk),
        "confirm": ConfirmForm(),
    }


def words(request: HttpRequest, id: UUID) -> HttpResponse:
    """All the words of a goal on one page."""
    return _change(request, id, forms.GoalForm, "goals/words.html")


def part(request: HttpRequest, id: UUID, part: str) -> HttpResponse:
    """One question after the other."""
    if part not in PARTS:
        raise NotFound
    return _change(request, id, PARTS[part], "goals/part.html")


def _change(request: HttpRequest, id: UUID, form_class: type[Any], template: str) -> HttpResponse:
    actor = reader(request, Action.GOAL_CHANGE)
    stands = one_goal(actor, id).words
    back = to(actor, "goal", id=id)

    def save(form: Any) -> None:
        brought = {name: value for name, value in form.cleaned_data.items() if name not in ("key", "version")}
        deeds.save_words(actor=actor, goal_id=id, words=deeds.Words(**brought), version=form.seen)

    return form_page(
        request, form_class, template=template, deed=fits(save, lambda: stands.version),
        done=lambda _none: back, initial={**rules.as_data(stands)},
        context={"goal": stands, "back": back, "shares": sharing_of(actor, kind=KIND, item=id)},
        said=_("Saved."),
    )  # fmt: skip


def turn(request: HttpRequest, id: UUID, how: str) -> HttpResponse:
    """Rest, go on, be there, or let go."""
    actor = reader(request, Action.GOAL_CHANGE)
    stands = one_goal(actor, id).words
    if how not in TURNS:
        raise NotFound
    if how not in labels.PRESSED:
        return _over(request, actor, id, stands, TURNS[how])
    submit, text = labels.PRESSED[how]
    return press(
        request, deed=lambda: deeds.set_state(actor=actor, goal_id=id, state=TURNS[how]),
        heading=stands.wish, submit=submit, text=text, back=to(actor, "goal", id=id),
    )  # fmt: skip


def _over(request: HttpRequest, actor: Any, id: UUID, stands: rules.Goal, state: str) -> HttpResponse:
    back = to(actor, "goal", id=id)
    return form_page(
        request, forms.CameForm, template="goals/came.html",
        deed=fits(lambda form: deeds.set_state(
            actor=actor, goal_id=id, state=state, came=form.cleaned_data["came"]
        )),
        done=lambda _none: back, initial={"came": stands.came},
        context={"goal": stands, "back": back, "is_reached": state == rules.REACHED},
    )  # fmt: skip


def delete(request: HttpRequest, id: UUID) -> HttpResponse:
    """Delete a goal for good."""
    actor = reader(request, Action.GOAL_CHANGE)
    if request.method != "POST":
        one_goal(actor, id)
    return press(
        request, deed=lambda: deeds.delete_goal(actor=actor, goal_id=id), done=to(actor, "goals"),
        text=_("It is deleted with its steps and all that was said to it. Nobody can bring it back."),
        submit=_("Delete"), back=to(actor, "goal", id=id), heading=_("Delete this goal"), kind="danger",
        said=_("It is gone."),
    )  # fmt: skip
