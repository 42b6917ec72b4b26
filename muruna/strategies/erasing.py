"""Taking ideas out of what can be found, with their translations."""

from collections.abc import Iterable

from muruna.foundation.findable import forgotten
from muruna.strategies.models import Idea

KIND = "idea"


def forget_ideas(ideas: Iterable[Idea]) -> None:
    """No search finds these any more, from this transaction on."""
    ids = {one.pk for one in ideas}
    for id in ids | set(Idea.objects.filter(source__in=ids).values_list("pk", flat=True)):
        forgotten(KIND, id)


def delete_ideas(ideas: Iterable[Idea]) -> None:
    """Forget and delete."""
    gone = list(ideas)
    forget_ideas(gone)
    Idea.objects.filter(pk__in=[one.pk for one in gone]).delete()
