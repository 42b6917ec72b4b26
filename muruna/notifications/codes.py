"""The code that a confirming letter carries."""

import datetime as dt
import secrets

from muruna.foundation.clock import now
from muruna.foundation.vault import host_digest
from muruna.notifications.models import Letterbox

CODE_MINUTES = 15
CODE_TRIES = 5


def new_code(box: Letterbox) -> str:
    """Six random digits; the row keeps only a keyed digest of them."""
    code = f"{secrets.randbelow(10**6):06}"
    Letterbox.objects.filter(pk=box.pk, is_confirmed=False).update(
        code_digest=code_digest(box, code),
        code_ends_at=now() + dt.timedelta(minutes=CODE_MINUTES),
        code_tries=0,
    )
    return code


def code_digest(box: Letterbox, code: str) -> bytes:
    """What is kept of a code."""
    return host_digest("letter-code", box.pk.bytes, code)
