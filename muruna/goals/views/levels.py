"""Five levels of a goal, and how far the goals came on the whole."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound
from muruna.goals import labels
from muruna.goals.actions import levels as deeds
from muruna.goals.forms.goals import HowFarForm, LevelsForm, level_name
from muruna.goals.logic.attainment import in_words, t_score
from muruna.goals.logic.goals import Goal
from muruna.goals.queries.levels import Levels, every_level, levels_of
from muruna.goals.queries.own import my_goals, one_goal
from muruna.goals.views.frame import fits, press
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def write(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write the levels, before the work begins."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal, stand = one_goal(actor, id).words, levels_of(actor, id)
    return form_page(
        request, LevelsForm, template="goals/levels.html", deed=fits(lambda form: _write(actor, id, form)),
        done=lambda _row: to(actor, "goal", id=id) + "#levels", initial=_typed(stand),
        context={"goal": goal, "levels": stand, "level_names": labels.LEVELS,
                 "confirm": ConfirmForm(), "back": to(actor, "goal", id=id)},
    )  # fmt: skip


def _typed(stand: Levels | None) -> dict[str, Any]:
    if stand is None:
        return {}
    return {**{level_name(level): text for level, text in stand.words.items()}, "weight": str(stand.weight)}


def _write(actor: Any, id: UUID, form: LevelsForm) -> Any:
    data = form.cleaned_data
    try:
        return deeds.write_levels(
            actor=actor, goal_id=id, words=form.levels, weight=int(data["weight"]), fixes=data["fixes"]
        )
    except deeds.TooLate:
        raise ValidationError(_("You have begun already, so these levels can no longer be moved.")) from None


def how_far(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say which level it came to."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal, stand = one_goal(actor, id).words, levels_of(actor, id)
    if stand is None or not stand.is_fixed:
        raise NotFound
    initial = {} if stand.reached is None else {"level": str(stand.reached), "words": stand.about_it}
    return form_page(
        request, HowFarForm, template="goals/how_far.html", form_options={"words": stand.words},
        deed=fits(lambda form: deeds.say_how_far(
            actor=actor, goal_id=id, level=int(form.cleaned_data["level"]), words=form.cleaned_data["words"]
        )),
        done=lambda _none: to(actor, "goal", id=id) + "#levels", initial=initial,
        context={"goal": goal, "back": to(actor, "goal", id=id)},
    )  # fmt: skip


def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let go of the levels."""
    actor = reader(request, Action.GOAL_CHANGE)
    goal = one_goal(actor, id).words
    return press(
        request, heading=goal.wish, back=to(actor, "goal", id=id), kind="danger",
        deed=lambda: deeds.drop_levels(actor=actor, goal_id=id), submit=_("Let go of the levels"),
        text=_("The goal and its steps stay. Once you have begun, you cannot write other levels for it."),
    )  # fmt: skip


def overview(request: HttpRequest) -> HttpResponse:
    """How far my goals came on the whole, in plain words."""
    actor = reader(request, Action.GOAL_CHANGE)
    levels = every_level(actor)
    rated = [
        (one.words, levels[one.row.pk]) for one in my_goals(actor)
        if one.row.pk in levels and levels[one.row.pk].reached is not None
    ]  # fmt: skip
    return page(request, "goals/overview.html", {"rated": rated, **_on_the_whole(rated)})


def _on_the_whole(rated: list[tuple[Goal, Levels]]) -> dict[str, Any]:
    if not rated:
        return {}
    scores = [level.reached or 0 for _goal, level in rated]
    t = t_score(scores, [level.weight for _goal, level in rated])
    rows = [
        (goal.wish, labels.LEVELS[level.reached or 0], labels.WEIGHTS[level.weight]) for goal, level in rated
    ]
    return {"t": round(t), "sentence": labels.FAR[in_words(t)], "table": rows}
