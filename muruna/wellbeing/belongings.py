"""What wellbeing holds of a person: their copy of it, and how it goes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.ui.formats import own_day
from muruna.wellbeing import labels
from muruna.wellbeing.asked import Asked, known_here
from muruna.wellbeing.logic.diary import Answers, CheckIn, Mark, Setback
from muruna.wellbeing.models import Entry
from muruna.wellbeing.queries import diary
from muruna.wellbeing.results import result
from muruna.wellbeing.shown import SHORTER, leaving


def export(actor: Actor) -> list[Section]:
    """Answers with their figures, check-ins, marks and hard times of this persona."""
    if actor.membership is None:
        return []
    mine, here = diary(actor), known_here(actor)
    answered = leaving(mine.of(Answers), here)
    sections = [
        Section(_("What I answered"), [*[_answers(one, here) for one in answered], *_left_out(answered)]),
        Section(_("Check-ins"), [_check_in(one) for one in mine.check_ins]),
        Section(_("Marks in my life"), [_mark(one) for one in mine.marks]),
        Section(_("Hard times"), [_setback(one) for one in mine.setbacks]),
    ]
    return [section for section in sections if section.rows]


def forget(person: Any) -> None:
    """Delete it all."""
    Entry.objects.filter(membership__in=person.memberships.values("pk")).delete()


def _left_out(answered: list[Answers]) -> list[dict[str, Any]]:
    """What a copy lacks, said whether or not it was answered: else the sentence would tell it."""
    if not any(one.of in SHORTER.values() for one in answered):
        return []
    words = _("An answer about very dark thoughts never goes into a copy. You can read it on its own page.")
    return [{_("What is not here"): words}]


def _answers(one: Answers, here: Mapping[str, Asked]) -> dict[str, Any]:
    asked = here[one.of]
    return {
        _("What"): asked.words.title,
        _("Day"): own_day(one.at),
        _("Figure"): result(one, asked).figure,
        _("Answers"): [f"{each.words}: {asked.said(each.link, one.given.get(each.link)) or '–'}"
                       for each in asked.questions],
    }  # fmt: skip


def _check_in(one: CheckIn) -> dict[str, Any]:
    return {
        _("Day"): own_day(one.at), _("How it was"): str(labels.MOODS[str(one.mood)]),
        _("One word"): one.word, _("What helped"): one.helped,
    }  # fmt: skip


def _mark(one: Mark) -> dict[str, Any]:
    return {_("Day"): one.on, _("Words"): one.words}


def _setback(one: Setback) -> dict[str, Any]:
    return {
        _("Day"): own_day(one.at), _("What happened"): one.happened,
        _("What helped me before"): list(one.helped),
        _("My next small step"): one.step, _("Whom I want to tell"): one.whom,
    }  # fmt: skip


belongs("wellbeing", export=export, forget=forget)
