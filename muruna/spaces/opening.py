"""Opening a space on this server, and the one code with which its first steward comes in."""

import datetime as dt
import secrets
import uuid

from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.tenancy import in_space
from muruna.spaces import setting
from muruna.spaces.logic.codes import new_code
from muruna.spaces.models import JoinCode, Right, Space
from muruna.spaces.printed import code_digest
from muruna.spaces.profiles import load_profile

STEWARD_CODE_DAYS = 14


@all_or_nothing
def open_space(*, name: str, profile: str, languages: list[str], country: str, time_zone: str) -> Space:
    """A new space, made by whoever runs the server; raises ValidationError for an unknown profile."""
    setting.check(profile, {})
    space: Space = Space.objects.create(
        name=name,
        profile=profile,
        languages=languages,
        country=country,
        time_zone=time_zone,
        hours=[list(row) for row in load_profile(profile).default_hours],
    )
    return space


@all_or_nothing
def steward_code(space: Space) -> str:
    """A single-use code that lets one person into `space` as its steward, good for 14 days."""
    code = new_code(secrets.choice)
    with in_space(space):
        JoinCode.objects.create(
            space=space,
            digest=code_digest(code),
            sheet=uuid.uuid4(),
            expires_on=today() + dt.timedelta(days=STEWARD_CODE_DAYS),
            first_role=Right.STEWARD,
        )
    return code
