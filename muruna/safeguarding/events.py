"""What safeguarding does when somebody's role ends."""

from typing import Any
from uuid import UUID

from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.expiring import drop_former_leads
from muruna.spaces.events import MEMBER_LEFT, MEMBER_SUSPENDED, RIGHT_ENDED
from muruna.spaces.models import Space


@outbox.on(RIGHT_ENDED)
@outbox.on(MEMBER_LEFT)
@outbox.on(MEMBER_SUSPENDED)
def close_to_former_leads(*, space: str, **_ids: Any) -> None:
    """Cases go on under new keys without them."""
    found = Space.objects.filter(pk=UUID(str(space))).first()
    if found is not None:
        with in_space(found):
            drop_former_leads()
