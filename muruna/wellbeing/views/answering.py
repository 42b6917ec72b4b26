"""Beginning a pack or a questionnaire, and answering it: one question a page or all on one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import NotFound
from muruna.foundation.clock import now
from muruna.ui.inside import to
from muruna.ui.pages import form_page
from muruna.wellbeing import labels
from muruna.wellbeing.actions import answering as deeds
from muruna.wellbeing.asked import WITH_RESPONDER, Asked, Question, asked_here, is_watched, known_here, pack
from muruna.wellbeing.forms import BeginForm, QuestionsForm
from muruna.wellbeing.logic.answering import (
    PACKS,
    STILL_OPEN,
    Left,
    Place,
    is_too_old,
    minutes_for,
    next_place,
    places,
)
from muruna.wellbeing.logic.diary import Sitting
from muruna.wellbeing.models import Permission
from muruna.wellbeing.numbers import to_call
from muruna.wellbeing.queries import diary
from muruna.wellbeing.views.elsewhere import over
from muruna.wellbeing.views.frame import reader
from muruna.wellbeing.views.unfinished import begun, closed, dark, is_sent


def begin(request: HttpRequest, which: str) -> HttpResponse:
    """What is asked, what for, how long it takes, who can read it; then how one would like it."""
    actor = reader(request)
    title, asks = _which(which, asked_here(actor))
    ids = [one.id for one in asks]
    before = _before(actor, ids)
    return form_page(
        request, BeginForm, template="wellbeing/begin.html", form_options={"was_begun": bool(before["left"])},
        deed=lambda form: str(deeds.begin_answering(
            actor=actor, asks=ids, one_by_one=form.cleaned_data["way"] == "one",
            afresh=form.cleaned_data.get("begun") == "afresh",
        )),
        done=lambda id: to(actor, "day-answer", id=id), context=_told(actor, title, asks) | before,
    )  # fmt: skip


def _before(actor: Any, ids: list[str]) -> dict[str, Any]:
    """What was begun of these questions: what can be gone on with, and what is too old for that."""
    mine = diary(actor)
    left = mine.to_go_on_with(ids, now())
    old = (one for one in mine.begun(ids) if is_too_old(one, now()))
    return {"left": begun(left, asked_here(actor)) if left else None, "old": next(old, None)}


def _which(which: str, here: Mapping[str, Asked]) -> tuple[Any, list[Asked]]:
    if which in PACKS and (asks := pack(which, here)):
        return labels.PACKS[which], asks
    found = [one for one in here.values() if one.code == which]
    if not found:
        raise NotFound
    return found[0].words.title, found


def _told(actor: Any, title: Any, asks: list[Asked]) -> dict[str, Any]:
    questions = sum(len(one.instrument.items) for one in asks)
    return {
        "what": title, "asks": asks, "questions": questions, "minutes": minutes_for(questions),
        "answered_for": next((one.permission for one in asks if one.id in WITH_RESPONDER), None),
        "back": to(actor, "days"),
    }  # fmt: skip


def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """The next question, or all of them; what is given is kept at once."""
    actor = reader(request)
    mine, sent = diary(actor), is_sent(request)
    sitting = next((one for one in mine.unfinished if one.id == id), None)
    if sitting is None:
        return over(request, actor, id, mine.sitting(id))
    here = known_here(actor) if sent else asked_here(actor)
    every = places(sitting.asks, {one: asked.instrument for one, asked in here.items()})
    if not every or is_too_old(sitting, now() - STILL_OPEN if sent else now()):
        return closed(request, actor, sitting, done=lambda left: _after(actor, id, left))
    # All was given and the end was not reached: the last question again, with the button that finishes.
    place = _place(request, sitting, every) or (every[-1] if every else None)
    return _page(request, actor, sitting, here, every, place)


def _place(request: HttpRequest, sitting: Sitting, every: list[Place]) -> Place | None:
    asked = request.POST.get("at") or request.GET.get("at", "")
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= len(every):
        return every[int(asked[:4]) - 1]
    return next_place(sitting, every)


def _page(
    request: HttpRequest, actor: Any, sitting: Sitting, here: Mapping[str, Asked], every: list[Place],
    place: Place | None,
) -> HttpResponse:  # fmt: skip
    is_one = sitting.one_by_one and place is not None
    groups = _groups(sitting, here, place if is_one else None)
    questions = [question for _asked, found in groups for question in found]
    number = place.number if place else len(every)
    return form_page(
        request, QuestionsForm, template="wellbeing/answer.html",
        deed=lambda form: _give(actor, sitting, form),
        done=lambda address: address,
        form_options={"questions": questions, "given": sitting.given, "is_one": is_one},
        context={
            "groups": groups, "is_one": is_one, "place": number, "of": len(every), "sitting": sitting,
            "watched": _watched(groups), "numbers": to_call(actor.space),
            "at_once": dark(actor, sitting, known_here(actor))["at_once"],
            "answered_for": _answered_for(groups),
        },
    )  # fmt: skip


def _groups(
    sitting: Sitting, here: Mapping[str, Asked], place: Place | None
) -> list[tuple[Asked, list[Question]]]:
    """The questions of a page, by questionnaire: the one at `place`, or all."""
    groups = []
    for one in sitting.asks:
        if one not in here or (place is not None and place.questionnaire != one):
            continue
        found = [each for each in here[one].questions if place is None or each.link == place.link]
        groups.append((here[one], found))
    return groups


def _give(actor: Any, sitting: Sitting, form: QuestionsForm) -> str:
    """Keep what was given; returns where it goes on."""
    id = UUID(str(sitting.id))
    kept = deeds.give_answers(actor=actor, sitting_id=id, given=form.answers)
    if form.goes == "stop":
        return f"{to(actor, 'days')}?after={id}"
    every = places(kept.asks, {one: asked.instrument for one, asked in asked_here(actor).items()})
    if form.is_one and (next_place(kept, every) or not every):
        return to(actor, "day-answer", id=id)
    return _after(actor, id, deeds.finish_answering(actor=actor, sitting_id=id))


def _after(actor: Any, id: UUID, left: Left) -> str:
    return to(actor, "day-sitting", id=id) if left.kept else to(actor, "days")


def _answered_for(groups: list[tuple[Asked, list[Question]]]) -> Permission | None:
    return next((one.permission for one, _q in groups if one.id in WITH_RESPONDER and one.is_asked), None)


def _watched(groups: list[tuple[Asked, list[Question]]]) -> set[str]:
    """The fields of the questions on the page that are answered with numbers to call."""
    return {each.name for asked, found in groups for each in found if is_watched(asked, each.link)}
