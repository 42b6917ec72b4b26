"""Housekeeping of safeguarding."""

from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.safeguarding import expiring, reminding
from muruna.spaces.models import Space


@work.every(hours=6)
def end_cases() -> None:
    """Destroy closed cases whose time is over, and take the keys of former leads."""
    for space in Space.objects.all():
        with in_space(space):
            expiring.destroy_closed_cases(space)
            expiring.drop_former_leads()


@work.every(minutes=5)
def ask_again() -> None:
    """Where nobody took a case up in time, or whoever was asked is gone, ask the next one and tell."""
    for space in Space.objects.all():
        with in_space(space):
            reminding.ask_anew(space)
            reminding.ask_again(space)


@work.every(hours=1)
def end_letters() -> None:
    """Destroy messages from outside whose time is over."""
    expiring.forget_letters()
