"""Jobs that come round: stories whose last day has come go, and unanswered ones rest."""

from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space
from muruna.stories import erasing


@work.every(minutes=30)
def erase_due_stories() -> None:
    """Erase stories whose writers set a day, space by space."""
    for space in Space.objects.all():
        with in_space(space):
            erasing.erase_due()


@work.every(hours=12)
def let_unanswered_stories_rest() -> None:
    """Let stories rest of which nobody said, for a month, that they may stay; space by space."""
    for space in Space.objects.all():
        with in_space(space):
            erasing.rest_unanswered()
