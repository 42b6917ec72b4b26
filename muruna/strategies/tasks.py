"""A job that comes round: what others see of how strategies went."""

from muruna.foundation import work
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Space
from muruna.strategies.actions import trying


@work.every(hours=24)
def renew_counts() -> None:
    """Renew the counts that are shown, once a day, so that no answer can be seen to arrive."""
    for space in Space.objects.all():
        with in_space(space):
            trying.renew_counts()
