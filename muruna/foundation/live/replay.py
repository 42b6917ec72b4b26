"""What a returning page missed."""

from django.db import connection
from django.db.models import Max, Min

from muruna.foundation.live.stream import QUEUE
from muruna.foundation.models import LiveNote

# On PostgreSQL a lower number may be committed after a higher one was heard: look back a little.
LOOK_BACK = 64


def missed(channels: frozenset[str], after: int | None) -> tuple[list[tuple[int, str]] | None, int]:
    """(Number, channel) of each channel's newest hint after `after`, and the newest number of all.

    None in place of the list: it cannot be said what was missed (too long ago, too much, or the number
    is from another database). A page that asks after nothing missed nothing.
    """
    span = LiveNote.objects.aggregate(oldest=Min("id"), newest=Max("id"))
    oldest, newest = span["oldest"] or 0, span["newest"] or 0
    if after is None:
        return [], newest
    if after > newest or after < oldest - 1:
        return None, newest
    start = after - LOOK_BACK if connection.vendor == "postgresql" else after
    rows = (
        LiveNote.objects.filter(channel__in=channels, id__gt=start)
        .values("channel")
        .annotate(last=Max("id"))
        .order_by("last")
        .values_list("last", "channel")[: QUEUE // 2 + 1]
    )
    found = list(rows)
    return (None if len(found) > QUEUE // 2 else found), newest
