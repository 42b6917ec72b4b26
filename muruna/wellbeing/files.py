"""Figures as a file for another program: a FHIR bundle, or a table."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from muruna.foundation.clock import now
from muruna.ui.formats import own_day
from muruna.wellbeing import fhir
from muruna.wellbeing.asked import Asked
from muruna.wellbeing.logic.answering import values_of
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.results import result

File = tuple[str, str, str]  # text, type, ending
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_table(answers: Sequence[Answers], here: Mapping[str, Asked]) -> File:
    """One row for each answer and each figure, the oldest first, for a spreadsheet."""
    out = io.StringIO()
    out.write("\ufeff")  # else some spreadsheets read Arabic as something else
    rows = csv.writer(out)
    rows.writerow([_("Day"), _("Questions"), _("Question"), _("Answer"), _("Value")])
    for one in answers:
        asked, day = here[one.of], own_day(one.at).isoformat()
        title = f"{asked.words.title} ({asked.words.name})" if asked.words.name else str(asked.words.title)
        for each in asked.questions:
            code = one.given.get(each.link)
            value = asked.value(each.link, code)
            cells = (day, title, each.words, asked.said(each.link, code), "" if value is None else value)
            rows.writerow([_cell(cell) for cell in cells])
        if (figure := result(one, asked).score) is not None:
            rows.writerow([_cell(cell) for cell in (day, title, _("Figure"), "", figure)])
    return out.getvalue(), "text/csv", "csv"


def _cell(value: object) -> object:
    # A spreadsheet must not take words for a formula.
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_bundle(answers: Sequence[Answers], here: Mapping[str, Asked]) -> File:
    """A FHIR R4 bundle of the answers and the figures, without a name."""
    entries = [
        entry
        for one in answers
        for entry in fhir.exported(
            here[one.of].instrument, here[one.of].resource, values_of(here[one.of].instrument, one.given),
            authored=one.at, language=here[one.of].words.language,
        )
    ]  # fmt: skip
    bundle = fhir.bundle_of(entries, now=now())
    return json.dumps(bundle, ensure_ascii=False, indent=2), "application/fhir+json", "json"
