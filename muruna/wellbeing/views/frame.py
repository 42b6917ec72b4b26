"""Who reads the pages of one's own days."""

from typing import Any

from django.http import HttpRequest

from muruna.access import Action
from muruna.ui import inside


def reader(request: HttpRequest, action: Action = Action.WELLBEING_KEEP) -> Any:
    """The actor of this page, who may do this in the space."""
    return inside.reader(request, action)
