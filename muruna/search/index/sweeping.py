"""Everything of a kind against the index: what is missing comes in, what is gone goes."""

from itertools import islice
from uuid import UUID

from muruna.foundation.findable import findables
from muruna.search.index.keeping import Text, keep
from muruna.search.index.waiting import texts_of
from muruna.search.models import SearchDocument

AT_ONCE = 10  # things: writing them holds the lock that every message needs


def sweep(kind: str) -> int:
    """Bring the index of one kind up to date with what there is; how many texts were written."""
    one = findables()[kind]
    there: set[str] = set()
    written = 0
    every = iter(one.every())
    while some := list(islice(every, AT_ONCE)):
        there |= {thing for _space, thing in some}
        written += keep([text for space, thing in some for text in _texts(kind, space, thing)])
    kept = SearchDocument.objects.filter(kind=kind)
    gone = set(kept.values_list("thing", flat=True).distinct()) - there
    for thing in gone:
        kept.filter(thing=thing).delete()
    return written


def _texts(kind: str, space: UUID | None, thing: str) -> list[Text]:
    texts = texts_of(findables()[kind], space, thing)
    if not texts:
        SearchDocument.objects.filter(kind=kind, thing=thing).delete()
    return texts


def sweep_everything() -> int:
    """Bring the whole index up to date; how many texts were written."""
    written = sum(sweep(kind) for kind in findables())
    forget_unknown_kinds()
    return written


def forget_unknown_kinds() -> int:
    """Texts of a kind that no package registers any more go; how many there were."""
    return int(SearchDocument.objects.exclude(kind__in=findables()).delete()[0])
