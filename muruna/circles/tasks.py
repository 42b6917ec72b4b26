"""Jobs that come round: circles that ended long enough ago go."""

from muruna.circles.actions import leaving, meetings, wall
from muruna.circles.standing import settle_what_ran_out
from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space


@work.every(minutes=5)
def tidy_meetings() -> None:
    """End meetings that nobody ended, and close to those whose right has run out, space by space."""
    for space in Space.objects.all():
        with in_space(space):
            meetings.tidy()
            settle_what_ran_out(space)


@work.every(seconds=30)
def tell_who_waits() -> None:
    """Whoever has the page of a meeting open before its hour finds the doors there when it comes."""
    for space in Space.objects.all():
        with in_space(space):
            meetings.tell_of_the_hour()


@work.every(minutes=30)
def erase_due_circles() -> None:
    """Delete what has to go, space by space."""
    for space in Space.objects.all():
        with in_space(space):
            leaving.erase_due()
            wall.erase_due_posts()
