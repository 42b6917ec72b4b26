"""A case's facts, complete or not, in words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muruna.safeguarding.logic.facts import missing
from muruna.safeguarding.words import FACTS
from muruna.ui.formats import listed


def insist_on_facts(facts: dict[str, Any]) -> None:
    """Go on only if every required fact is there; raises ValidationError naming the missing ones."""
    if lacking := missing(facts):
        # Translators: the name of a field within a sentence, in the language's own quotation marks.
        quoted = pgettext("in quotation marks", "“%(name)s”")
        names = listed(quoted % {"name": FACTS[name]} for name in lacking)
        raise ValidationError(
            _("Before this, the facts must be complete. Still missing: %(names)s.") % {"names": names},
            code="facts_missing",
        )
