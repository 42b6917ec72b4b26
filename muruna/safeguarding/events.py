"""What safeguarding does when somebody's role ends."""

from typing import Any
from uuid import UUID

from muruna.foundation import outbox
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.expiring import drop_former_leads
from muruna.safeguarding.reminding import ask_anew
from muruna.spaces.events import MEMBER_LEFT, MEMBER_RESTORED, MEMBER_SUSPENDED, RIGHT_ENDED, RIGHT_GIVEN
from muruna.spaces.models import Space


@outbox.on(RIGHT_ENDED)
@outbox.on(RIGHT_GIVEN)
@outbox.on(MEMBER_LEFT)
@outbox.on(MEMBER_SUSPENDED)
@outbox.on(MEMBER_RESTORED)
def go_on_with_who_is_there(*, space: str, **_ids: Any) -> None:
    """Cases go on under new keys without former leads, and the next one is asked at once."""
    found = Space.objects.filter(pk=UUID(str(space))).first()
    if found is not None:
        with in_space(found):
            drop_former_leads()
            ask_anew(found)
