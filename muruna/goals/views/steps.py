"""The small steps of a goal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.goals.actions import goals as deeds
from muruna.goals.forms.goals import StepForm
from muruna.goals.queries.own import one_goal
from muruna.goals.showing import KIND
from muruna.goals.views.frame import fits, press, taken_out
from muruna.sharing.queries import sharing_of
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page

PAGE = "goals/step.html"


def change(request: HttpRequest, id: UUID, step: str) -> HttpResponse:
    """A step in other words."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    known = next((one for one in goal.steps if one.id == step), None)
    here = to(actor, "goal", id=id)
    told = {"goal": goal, "back": here, "shares": sharing_of(actor, kind=KIND, item=id)}
    if known is None:
        return taken_out(request, StepForm, template=PAGE, field="step", adds_at=here, context=told)
    told["back"] = f"{here}#step-{step}"
    return form_page(
        request, StepForm, template=PAGE, context=told, initial={"step": known.words},
        deed=fits(lambda form: deeds.save_step(
            actor=actor, goal_id=id, words=form.cleaned_data["step"], step=step
        )),
        done=lambda _none: str(told["back"]),
    )  # fmt: skip


def tick(request: HttpRequest, id: UUID, step: str, how: str) -> HttpResponse:
    """A step is done, or not yet."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    if how not in ("done", "open"):
        raise NotFound
    return press(
        request, heading=goal.wish, back=to(actor, "goal", id=id) + f"#step-{step}",
        deed=lambda: deeds.tick_step(actor=actor, goal_id=id, step=step, is_done=how == "done"),
        text=_("You can take this back at any time."),
        submit=_("Done") if how == "done" else _("Not done after all"),
    )  # fmt: skip


def move(request: HttpRequest, id: UUID, step: str, how: str) -> HttpResponse:
    """A step one place earlier or later."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    if how not in ("earlier", "later"):
        raise NotFound
    here = to(actor, "goal", id=id)
    return press(
        request, heading=goal.wish, back=f"{here}#step-{step}", done=f"{here}?open={step}#step-{step}",
        deed=lambda: deeds.move_step(actor=actor, goal_id=id, step=step, earlier=how == "earlier"),
        text=_("You can take this back at any time."),
        submit=_("Earlier") if how == "earlier" else _("Later"),
    )  # fmt: skip


def remove(request: HttpRequest, id: UUID, step: str) -> HttpResponse:
    """Take a step away."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    return press(
        request, heading=goal.wish, back=to(actor, "goal", id=id) + "#steps",
        deed=lambda: deeds.remove_step(actor=actor, goal_id=id, step=step),
        text=_("You can take this back at any time."), submit=_("Take out"),
    )  # fmt: skip


def undo(request: HttpRequest, id: UUID) -> HttpResponse:
    """The steps as they stood before the last change."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    return press(
        request, heading=goal.wish, back=to(actor, "goal", id=id) + "#steps",
        deed=lambda: deeds.undo_steps(actor=actor, goal_id=id),
        text=_("Your steps stand again as they did before the last change."), submit=_("Undo"),
    )  # fmt: skip
