"""Jobs that come round: circles that ended long enough ago go."""

from muruna.circles.actions import leaving, meetings, wall
from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space


@work.every(minutes=5)
def tidy_meetings() -> None:
    """End meetings that nobody ended, space by space; their words go with it."""
    for space in Space.objects.all():
        with in_space(space):
            meetings.tidy()


@work.every(minutes=30)
def erase_due_circles() -> None:
    """Delete what has to go, space by space."""
    for space in Space.objects.all():
        with in_space(space):
            leaving.erase_due()
            wall.erase_due_posts()
