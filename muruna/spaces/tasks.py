"""Housekeeping of spaces: what can no longer be used goes."""

from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.appointments import begin_what_has_waited
from muruna.spaces.actions.guarded import forget_old_steps
from muruna.spaces.models import Space
from muruna.spaces.printed import forget_old_codes


@work.every(hours=24)
def forget_codes() -> None:
    """Delete printed codes a while after their day."""
    forget_old_codes()


@work.every(hours=1)
def begin_announced_rights() -> None:
    """Rights that had no second person begin on the day that everybody could see coming."""
    for space in Space.objects.all():
        with in_space(space):
            begin_what_has_waited()
            forget_old_steps()
