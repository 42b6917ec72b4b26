"""What notifications do when time has passed."""

from muruna.foundation import clock, work
from muruna.notifications import gate
from muruna.notifications.models import Letterbox


@work.every(minutes=1)
def send_lines() -> None:
    """Send the lines whose time has come."""
    gate.send_what_is_due()


@work.every(minutes=15)
def forget_unconfirmed() -> None:
    """An address that nobody confirmed by the next day is forgotten."""
    Letterbox.objects.filter(is_confirmed=False, asks_on__lt=clock.today()).delete()
