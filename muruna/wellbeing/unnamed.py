"""Sets of questions that were entered here, as they leave: without a name and without their words.

What a community has chosen to ask can say what community it is. On paper and in files such a set has a title
that tells nothing, and its questions and choices have numbers, unless the person asks for the names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import Asked
from muruna.wellbeing.entered import OWN_ID
from muruna.wellbeing.library import Question
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.logic.instruments import Instrument, Item
from muruna.wellbeing.logic.keys import ORDINAL_VALUE

Here = Mapping[str, Asked]


def has_names(answers: Sequence[Answers], here: Here) -> bool:
    """Whether there is anything that leaves without its name."""
    return any(here[one.of].is_entered for one in answers)


def without_names(answers: Sequence[Answers], here: Here) -> tuple[list[Answers], dict[str, Asked]]:
    """The answers and their sets, those that were entered here with numbers in the place of words."""
    imported = [id for id, one in here.items() if one.is_entered and id.startswith(OWN_ID)]
    left = {id: _unnamed(one, _title(one, imported)) if one.is_entered else one for id, one in here.items()}
    return [_numbered(one, here[one.of]) if here[one.of].is_entered else one for one in answers], left


def _title(asked: Asked, imported: Sequence[str]) -> str:
    if asked.id not in imported:
        return str(asked.words.title)  # of a key in the library: chosen so that it tells nothing
    # A steward gave this one its title.
    return _("Further questions, set %(number)s") % {"number": imported.index(asked.id) + 1}


def _unnamed(asked: Asked, title: str) -> Asked:
    instrument = _renamed(asked.instrument)
    words = replace(
        asked.words, instrument=instrument, title=title, name="", lead="", purpose="", notice="", cite="",
        questions=tuple(
            Question(
                one.link_id, _("Question %(number)s") % {"number": one.link_id},
                {choice.code: choice.code for choice in one.choices},
            )
            for one in instrument.items
        ),
    )  # fmt: skip
    return replace(asked, words=words, leaves_as=_resource(instrument, title))


def _renamed(instrument: Instrument) -> Instrument:
    links = _links(instrument)
    return replace(
        instrument, id=code_of(instrument.id), version="1",
        items=tuple(
            replace(one, link_id=links[one.link_id], choices=tuple(
                replace(choice, code=str(place), system="") for place, choice in enumerate(one.choices, 1)
            ))
            for one in instrument.items
        ),
        parts=tuple(
            replace(one, id=_("Part %(number)s") % {"number": place}, marks=(),
                    items=tuple(links[each] for each in one.items))
            for place, one in enumerate(instrument.parts, 1)
        ),
        marks=(), orders={},
    )  # fmt: skip


def _links(instrument: Instrument) -> dict[str, str]:
    return {one.link_id: str(place) for place, one in enumerate(instrument.items, 1)}


def _numbered(one: Answers, asked: Asked) -> Answers:
    given = {
        str(place): _place(item, one.given.get(item.link_id))
        for place, item in enumerate(asked.instrument.items, 1)
    }
    return replace(one, version="1", given=given)


def _place(item: Item, code: str | None) -> str | None:
    return next((str(place) for place, one in enumerate(item.choices, 1) if one.code == code), None)


def _resource(instrument: Instrument, title: str) -> Mapping[str, Any]:
    return {
        "resourceType": "Questionnaire", "status": "active", "title": title, "version": instrument.version,
        "url": f"urn:muruna:questionnaire:{instrument.id}",
        "item": [
            {"linkId": one.link_id, "type": "choice", "answerOption": [
                {"valueCoding": {"system": f"urn:muruna:codes:{instrument.id}", "code": choice.code},
                 **_worth(choice.value)}
                for choice in one.choices
            ]}
            for one in instrument.items
        ],
    }  # fmt: skip


def _worth(value: float | None) -> dict[str, Any]:
    return {} if value is None else {"extension": [{"url": ORDINAL_VALUE, "valueDecimal": value}]}
