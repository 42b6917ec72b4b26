"""Jobs that come round: words whose day has come go, and blocked people are kept apart everywhere."""

from muruna.conversations.actions import erasing, resting, stopping
from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space


@work.every(minutes=30)
def erase_due_words() -> None:
    """Destroy the words of conversations whose last day has come, space by space."""
    for space in Space.objects.all():
        with in_space(space):
            erasing.erase_due()


@work.every(minutes=15)
def settle_support_everywhere() -> None:
    """A right also ends because its last day is over, and nothing says so: look again and again."""
    for space in Space.objects.all():
        with in_space(space):
            resting.settle_support()


@work.every(hours=24)
def part_blocked_people() -> None:
    """End conversations of two people of whom one has blocked the other, here or under other personas.

    Those of other personas not at once: two names must not be seen to leave at the same moment.
    """
    for space in Space.objects.all():
        with in_space(space):
            stopping.part_blocked()
