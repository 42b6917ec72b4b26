"""What is kept of a printed code, and for how long."""

import datetime as dt
from uuid import UUID

from muruna.foundation.clock import today
from muruna.foundation.tenancy import across_spaces
from muruna.foundation.vault import host_digest
from muruna.spaces.models import JoinCode

KEPT_AFTER_DAYS = 30  # so that the list can say that a sheet is over


def code_digest(code: str) -> bytes:
    """What is kept of a code: 32 bytes under the host's key."""
    return bytes(host_digest("join-code", code))


def sheet_mark(sheet: UUID) -> str:
    """The four signs that tell a sheet from others, on its slips and in the list; they open nothing."""
    return sheet.hex[:4].upper()


def forget_old_codes() -> None:
    """Delete every code that ended more than 30 days ago, used or not; nobody's deed, but the calendar's."""
    with across_spaces("codes of every community end by the calendar"):
        JoinCode.objects.filter(expires_on__lt=today() - dt.timedelta(days=KEPT_AFTER_DAYS)).delete()
