"""A community on this server."""

import secrets
import uuid
from typing import Any

from django.db import models

from muruna.foundation.clock import today
from muruna.foundation.sealed_fields import HostSealedText

# No vowels: an address is read over shoulders, and chance must not write a word into it.
CODE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def new_code() -> str:
    """Eight random letters for the address: a space's name never stands in a URL."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


class Space(models.Model):
    """One community: its setting profile, what its stewards changed, its hours and languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.SlugField(unique=True, default=new_code)
    name = HostSealedText(max_length=80)
    profile = models.CharField(max_length=16)  # school, clinic, organisation, online
    overrides = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    hours = models.JSONField(default=list)  # [[weekday 0-6, "17:00", "21:00"], ...] in time_zone
    time_zone = models.CharField(max_length=40, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    external_contact = HostSealedText(max_length=300, blank=True)  # when everyone here is conflicted
    agreement = HostSealedText(
        max_length=2000, blank=True
    )  # what this community adds to the common agreement
    opened_on = models.DateField(default=today)
    is_demo = models.BooleanField(default=False)  # set by `muruna demo` alone: its sign-ins are public

    def effective(self) -> Any:
        """The setting profile with this space's allowed changes."""
        from muruna.spaces.logic.profiles import effective
        from muruna.spaces.profiles import load_profile

        return effective(load_profile(self.profile), self.overrides)
