"""A case's facts, complete or not, in words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.safeguarding.logic.facts import missing
from muruna.safeguarding.words import FACTS


def insist_on_facts(facts: dict[str, Any]) -> None:
    """Go on only if every required fact is there; raises ValidationError naming the missing ones."""
    if lacking := missing(facts):
        names = ", ".join(f"“{FACTS[name]}”" for name in lacking)
        raise ValidationError(
            _("Before this, the facts must be complete. Still missing: %(names)s.") % {"names": names},
            code="facts_missing",
        )
