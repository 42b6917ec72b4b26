"""Beginning a pack or a questionnaire, and answering it: one question a page or all on one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muruna.access import NotFound
from muruna.ui.pages import form_page, moved_to
from muruna.wellbeing import labels
from muruna.wellbeing.actions import answering as deeds
from muruna.wellbeing.asked import WITH_RESPONDER, Asked, Question, asked_here, is_watched, pack, was_said
from muruna.wellbeing.forms import BeginForm, QuestionsForm
from muruna.wellbeing.logic.answering import PACKS, Place, minutes_for, next_place, places
from muruna.wellbeing.logic.diary import Sitting
from muruna.wellbeing.numbers import to_call
from muruna.wellbeing.queries import diary
from muruna.wellbeing.views.frame import reader, to


def begin(request: HttpRequest, which: str) -> HttpResponse:
    """What is asked, what for, how long it takes, who can read it; then how one would like it."""
    actor = reader(request)
    title, asks = _which(which, asked_here(actor))
    return form_page(
        request, BeginForm, template="wellbeing/begin.html",
        deed=lambda form: str(deeds.begin_answering(
            actor=actor, asks=[one.id for one in asks], one_by_one=form.cleaned_data["way"] == "one"
        )),
        done=lambda id: to(actor, "day-answer", id=id), context=_told(actor, title, asks),
    )  # fmt: skip


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
    mine, here = diary(actor), asked_here(actor)
    sitting = next((one for one in mine.unfinished if one.id == id), None)
    if sitting is None:
        return _over(actor, id, bool(mine.sitting(id)))
    every = places(sitting.asks, {one: asked.instrument for one, asked in here.items()})
    # All was given and the end was not reached: the last question again, with the button that finishes.
    place = _place(request, sitting, every) or (every[-1] if every else None)
    return _page(request, actor, sitting, here, every, place)


def _over(actor: Any, id: UUID, has_answers: bool) -> HttpResponse:
    # Finished in another window, or sent again: the answers are where they went.
    if not has_answers:
        raise NotFound
    return moved_to(to(actor, "day-sitting", id=id))


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
            "watched": _watched(groups), "numbers": to_call(actor.space), "at_once": _was_said(sitting, here),
            "answered_for": next((one.permission for one, _q in groups if one.id in WITH_RESPONDER), None),
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
        return to(actor, "days")
    here = {one: asked.instrument for one, asked in asked_here(actor).items()}
    after = next_place(kept, places(kept.asks, here))
    if not form.is_one or after is None:
        return _finish(actor, id)
    return to(actor, "day-answer", id=id)


def _finish(actor: Any, id: Any) -> str:
    left = deeds.finish_answering(actor=actor, sitting_id=UUID(str(id)))
    return to(actor, "day-sitting", id=id) if left.kept else to(actor, "days")


def _watched(groups: list[tuple[Asked, list[Question]]]) -> str:
    """The field of the question that is answered with numbers to call; empty where it is not on the page."""
    return next((each.name for asked, found in groups for each in found if is_watched(asked, each.link)), "")


def _was_said(sitting: Sitting, here: Mapping[str, Asked]) -> bool:
    return any(was_said(here[one], given) for one, given in sitting.given.items() if one in here)
