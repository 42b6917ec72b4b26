"""What somebody wrote of their days, as their own search finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.ui.formats import own_day
from muruna.wellbeing.queries import diary


@own_texts("days")
def _days(actor: Actor) -> Iterator[OwnText]:
    mine = diary(actor)

    def at(name: str) -> str:
        return reverse(name, kwargs={"code": actor.space.code})

    for one in mine.check_ins:
        yield OwnText(one.word or _("Earlier check-ins"), one.helped, at("day-list"), own_day(one.at))
    for mark in mine.marks:
        yield OwnText(_("Marks in my life"), mark.words, at("day-marks"), mark.on)
    for hard in mine.setbacks:
        text = "\n".join([hard.happened, *hard.helped, hard.step, hard.whom])
        yield OwnText(_("Hard times"), text, at("day-again-list"), own_day(hard.at))
