"""Printing joining codes and taking a sheet back; only digests are kept."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.spaces.logic.codes import new_code
from muruna.spaces.models import JoinCode
from muruna.spaces.printed import code_digest

DAYS_MOST = 90
COUNTS = (12, 24)


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is shown once: afterwards nobody, the server included, can name its codes."""

    id: uuid.UUID
    codes: tuple[str, ...]
    expires_on: dt.date


@all_or_nothing
def print_sheet(*, actor: Actor, count: int, days: int) -> Sheet:
    """Make `count` single-use codes that are good for `days` days; raises ValidationError out of bounds."""
    require(actor, Action.CODES_PRINT, actor.space)
    if count not in COUNTS:
        raise ValidationError(_("A sheet has 12 or 24 codes."))
    if not 1 <= days <= DAYS_MOST:
        raise ValidationError(_("A code is good for 1 to 90 days."))
    sheet = Sheet(
        uuid.uuid4(),
        tuple(new_code(secrets.choice) for _n in range(count)),
        today() + dt.timedelta(days=days),
    )
    JoinCode.objects.bulk_create(
        JoinCode(space=actor.space, digest=code_digest(code), sheet=sheet.id, expires_on=sheet.expires_on)
        for code in sheet.codes
    )
    trace(actor, Action.CODES_PRINT, sheet.id)
    return sheet


@all_or_nothing
def revoke_sheet(*, actor: Actor, sheet: uuid.UUID) -> None:
    """Make every code of a sheet worthless, and forget how many were used."""
    require(actor, Action.CODES_PRINT, actor.space)
    JoinCode.objects.filter(sheet=sheet, first_role="").delete()
    trace(actor, Action.CODES_PRINT, sheet, reason="revoked")
