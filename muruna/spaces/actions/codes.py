"""Printing joining codes and taking a sheet back; only digests are kept."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.foundation.clock import today
from muruna.foundation.tenancy import across_spaces
from muruna.foundation.trace import trace
from muruna.spaces.actions.joining import code_digest
from muruna.spaces.logic.codes import new_code
from muruna.spaces.models import JoinCode

DAYS_MOST = 90
COUNTS = (12, 24)
KEPT_AFTER_DAYS = 30  # so that the list can say that a sheet is over


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is shown once: afterwards nobody, the server included, can name its codes."""

    id: uuid.UUID
    codes: tuple[str, ...]
    expires_on: dt.date


@transaction.atomic
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


@transaction.atomic
def revoke_sheet(*, actor: Actor, sheet: uuid.UUID) -> None:
    """Make every code of a sheet worthless, and forget how many were used."""
    require(actor, Action.CODES_PRINT, actor.space)
    JoinCode.objects.filter(sheet=sheet, first_role="").delete()
    trace(actor, Action.CODES_PRINT, sheet, reason="revoked")


def forget_old_codes() -> None:
    """Delete every code that ended more than 30 days ago, used or not; nobody's deed, but the calendar's."""
    with across_spaces("codes of every community end by the calendar"):
        JoinCode.objects.filter(expires_on__lt=today() - dt.timedelta(days=KEPT_AFTER_DAYS)).delete()
