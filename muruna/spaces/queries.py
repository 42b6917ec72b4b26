"""Reading spaces, personas and rights."""

from django.db.models import QuerySet

from muruna.foundation.clock import today
from muruna.spaces.models import Membership, Right


def rights_today(membership: Membership) -> QuerySet[Right]:
    """The rights of `membership` that are valid today."""
    day = today()
    return Right.objects.filter(membership=membership, starts_on__lte=day, ends_on__gte=day)


def roles_today(membership: Membership) -> frozenset[str]:
    """The roles that `membership` holds today; a suspended or departed persona holds none."""
    if membership.state != Membership.ACTIVE:
        return frozenset()
    return frozenset(rights_today(membership).values_list("role", flat=True))


def holders(role: str) -> QuerySet[Membership]:
    """Active personas of the active space that hold `role` today."""
    day = today()
    held = Right.objects.filter(role=role, starts_on__lte=day, ends_on__gte=day).values("membership")
    return Membership.objects.filter(state=Membership.ACTIVE, pk__in=held)
