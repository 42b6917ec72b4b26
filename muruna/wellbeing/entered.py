"""Questionnaires that a space has entered itself: their words, their key, and how they are kept."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from muruna.foundation.clock import today
from muruna.ui.logic.typed import clean_line
from muruna.wellbeing.dark_words import dark_texts
from muruna.wellbeing.importing import BadQuestionnaire, Imported, read_questionnaire, unreadable
from muruna.wellbeing.library import Questionnaire
from muruna.wellbeing.pasting import BadItems, questionnaire_in

OWN_ID = "own-"  # what begins the id of a questionnaire that no library knows
LONGEST_TITLE = 120
WATCHED_CODE = "44260-8"  # LOINC: the ninth question of PHQ-9, asked only with a named person


def new_id() -> str:
    """An id for another project's questionnaire."""
    return f"{OWN_ID}{uuid4().hex[:12]}"


def known_words(pasted: Mapping[str, Any], language: str) -> Questionnaire | None:
    """As `words_of`; nothing where it cannot be read by the rules of today, so that no page falls over it."""
    try:
        return words_of(pasted, language)
    except (BadQuestionnaire, BadItems):
        return None


def words_of(pasted: Mapping[str, Any], language: str) -> Questionnaire:
    """What was entered, as the library gives its own."""
    if "key" in pasted:
        found = questionnaire_in(pasted["key"], pasted["resource"], language)
        return replace(found, purpose=_("Questions that were chosen and entered here."))
    text = json.dumps(pasted["resource"], sort_keys=True)
    return _as_questionnaire(_taken_in(text, pasted["better"]), language)


@lru_cache(maxsize=64)
def _taken_in(text: str, better: str) -> Imported:
    # Checking a resource against the model costs; the same text is the same questionnaire.
    return read_questionnaire(text, better="lower" if better == "lower" else "higher")


def _as_questionnaire(taken: Imported, language: str) -> Questionnaire:
    return Questionnaire(
        instrument=taken.instrument, name=taken.title, title=taken.title,
        purpose=_("Questions that were chosen and entered here."),
        lead=taken.lead(language),
        questions=taken.questions(language), language=language, wording=None, notice=taken.notice,
        licence="", recall="", cite=taken.title, doi="", source_mark="", source_checked=today(), cut_offs=(),
    )  # fmt: skip


def read(text: str, better: str, title: str = "") -> dict[str, Any]:
    """Another project's questionnaire as it is kept, with what was left out of it; raises BadQuestionnaire.

    `title` comes before its own. A question about very dark thoughts is never asked by this way round its
    rules.
    """
    taken = read_questionnaire(text, better="lower" if better == "lower" else "higher")
    if problems := unreadable(taken.resource):
        raise BadQuestionnaire(problems)
    if WATCHED_CODE in json.dumps(taken.resource):
        raise BadQuestionnaire(
            [_("It holds the ninth question of PHQ-9, which is asked only with a named person.")]
        )
    if dark := dark_texts([taken.resource, title]):
        said = _("This one is asked only with a named person who is there for the answer: “%(words)s”")
        raise BadQuestionnaire([said % {"words": words[:200]} for words in dark[:3]])
    title = clean_line(title or str(taken.resource.get("title") or taken.resource.get("name") or ""))
    if not title.strip():
        raise BadQuestionnaire([_("It has no title. Please write below what it is to be called here.")])
    if len(title) > LONGEST_TITLE:
        raise BadQuestionnaire([_("Its title is too long. Please write a shorter one below.")])
    resource = {"url": f"urn:uuid:{uuid4()}", "version": "1", **taken.resource, "title": title}
    return {"resource": resource, "better": better, "left_out": list(taken.notes)}
