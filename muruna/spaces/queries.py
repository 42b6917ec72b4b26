"""Reading spaces, personas and rights."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, Min, Prefetch, Q, QuerySet

from muruna.access import Action, Actor, find, require, visible
from muruna.accounts.models import Person
from muruna.foundation.clock import now, today
from muruna.foundation.prepared import prepared
from muruna.foundation.tenancy import across_spaces
from muruna.spaces.logic.hours import hours_of
from muruna.spaces.logic.rights import COLLEAGUES, GUARDED, SHOWN_DAYS
from muruna.spaces.models import Appointment, GuardedStep, JoinCode, Membership, Right, Space
from muruna.spaces.printed import sheet_mark

SMALLEST_COUNT = 10  # fewer people than this are never counted out loud


def names_now(known: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    """What people are called in the spaces where they are: (person, space) to name."""
    people, spaces = zip(*known, strict=True) if (known := list(known)) else ((), ())
    with across_spaces("what somebody keeps from each of their spaces stands on one page"):
        rows = Membership.objects.filter(person__in=people, space__in=spaces).exclude(state=Membership.LEFT)
        return {(row.person_id, row.space_id): row.name for row in rows.only("person", "space", "name")}


def rights_today(membership: Membership) -> QuerySet[Right]:
    """The rights of `membership` that are valid today."""
    return Right.objects.filter(_valid_on(today()), membership=membership)


@prepared
def _support_rights(membership: Membership, day: dt.date) -> QuerySet[Right]:
    return Right.objects.filter(_valid_on(day), membership=membership, role=Right.SUPPORTER).order_by("pk")


def support_rights(membership: Membership) -> list[Right]:
    """The rights to support that `membership` holds today; asked for every word that is said."""
    return _support_rights(membership, today())


def support_rights_of(memberships: Iterable[Membership]) -> dict[uuid.UUID, list[Right]]:
    """The same for several personas, in one query."""
    found: dict[uuid.UUID, list[Right]] = {one.pk: [] for one in memberships}
    for right in Right.objects.filter(_valid_on(today()), membership__in=found, role=Right.SUPPORTER):
        found[right.membership_id].append(right)
    return found


def roles_today(membership: Membership) -> frozenset[str]:
    """The roles that `membership` holds today; a suspended or departed persona holds none."""
    if membership.state != Membership.ACTIVE:
        return frozenset()
    return frozenset(rights_today(membership).values_list("role", flat=True))


@prepared
def _personas(person: Person, day: dt.date) -> QuerySet[Membership]:
    valid = FilteredRelation("rights", condition=Q(rights__starts_on__lte=day, rights__ends_on__gte=day))
    rows = Membership.objects.annotate(valid=valid, role=F("valid__role"))
    return rows.filter(person=person, state=Membership.ACTIVE)


def persona_and_roles(person: Person) -> tuple[Membership | None, frozenset[str]]:
    """A person's active persona in the active space and the roles it holds today, in one query."""
    # A row for each role: there is one active persona at most.
    found = _personas(person, today())
    return (found[0] if found else None), frozenset(row.role for row in found if row.role)


def suspended_persona(person: Person) -> Membership | None:
    """A person's persona in the active space while the space has suspended it."""
    return Membership.objects.filter(person=person, state=Membership.SUSPENDED).first()


def holders(role: str) -> QuerySet[Membership]:
    """Active personas of the active space that hold `role` today."""
    held = Right.objects.filter(_valid_on(today()), role=role).values("membership")
    return Membership.objects.filter(state=Membership.ACTIVE, pk__in=held)


def suspended_holders(role: str) -> set[uuid.UUID]:
    """Personas that are suspended while their right to `role` lasts."""
    held = Right.objects.filter(_valid_on(today()), role=role, membership__state=Membership.SUSPENDED)
    return set(held.values_list("membership", flat=True))


def names_in_office(but_for: Person) -> list[str]:
    """What everybody but `but_for` who holds a role in the active space today is called there."""
    held = Right.objects.filter(_valid_on(today())).exclude(membership__person=but_for).values("membership")
    rows = Membership.objects.filter(pk__in=held).exclude(state=Membership.LEFT)
    return [row.name for row in rows.only("name")]


def guardians() -> QuerySet[Membership]:
    """Active personas of the active space that lead or steward today: who may say a second yes."""
    return holders(Right.SAFEGUARDING_LEAD) | holders(Right.STEWARD)


def colleagues(since: dt.date) -> QuerySet[Membership]:
    """Active personas that have coordinated or supervised here since `since` at least."""
    held = Right.objects.filter(_valid_on(today()), role__in=COLLEAGUES, starts_on__lte=since)
    return Membership.objects.filter(state=Membership.ACTIVE, pk__in=held.values("membership"))


def is_last_lead(membership: Membership) -> bool:
    """Whether nobody but this persona leads here today."""
    return set(holders(Right.SAFEGUARDING_LEAD).values_list("pk", flat=True)) == {membership.pk}


def steps_about(actor: Actor, membership: Membership) -> list[GuardedStep]:
    """What waits about a persona that the actor may see; raises NotFound."""
    require(actor, Action.PERSONA_SEE, membership)
    rows = GuardedStep.objects.filter(membership=membership, done_on=None).select_related("asked_by")
    return list(rows.order_by("day", "pk"))


@prepared
def waiting_steps(actor: Actor) -> QuerySet[GuardedStep]:
    """Steps about somebody in office that wait for the actor's yes or no."""
    return visible(actor, Action.RIGHT_CONFIRM, GuardedStep).order_by("day", "pk")


def steps_done(actor: Actor) -> list[GuardedStep]:
    """What two decided lately about somebody in office: for those who are, who decided, whom it is about."""
    return _steps_since(actor, today() - dt.timedelta(days=SHOWN_DAYS))


@prepared
def _steps_since(actor: Actor, day: dt.date) -> QuerySet[GuardedStep]:
    rows = GuardedStep.objects.filter(done_on__gte=day).select_related("membership", "asked_by", "agreed_by")
    if not actor.has(*GUARDED):
        mine = actor.membership
        rows = rows.filter(Q(membership=mine) | Q(asked_by=mine) | Q(agreed_by=mine))
    return rows.order_by("-done_on", "pk")


def begun_lately() -> list[Right]:
    """Rights of which everybody here reads for a while that no other lead or steward said yes to them."""
    return [one for one in _told_on(today()) if one.membership.state == Membership.ACTIVE]


@prepared
def _told_on(day: dt.date) -> QuerySet[Right]:
    rows = Right.objects.filter(_valid_on(day), told_until__gte=day).select_related("membership")
    return rows.order_by("starts_on", "pk")


@prepared
def waiting_for_second(actor: Actor) -> QuerySet[Appointment]:
    """Rights that wait for the actor's yes or no."""
    rows = visible(actor, Action.RIGHT_CONFIRM, Appointment).filter(begins_on=None)
    return rows.select_related("membership", "given_by").order_by("day", "pk")


def announced(actor: Actor) -> list[Appointment]:
    """Rights that begin by themselves on a day, for every member to know beforehand."""
    require(actor, Action.SPACE_SEE, actor.space)
    rows = Appointment.objects.exclude(begins_on=None).select_related("membership")
    return list(rows.order_by("begins_on", "pk"))


def _valid_on(day: dt.date) -> Q:
    return Q(starts_on__lte=day, ends_on__gte=day)


def own_memberships(actor: Actor) -> list[Membership]:
    """Every persona of the person who asks, with its space: for their own eyes, and nobody else's."""
    require(actor, Action.SPACE_JOIN, actor.person)
    with across_spaces("a person sees all their own communities on their own first page"):
        mine = Membership.objects.filter(person=actor.person).exclude(state=Membership.LEFT)
        return list(mine.select_related("space").order_by("since", "pk"))


def own_membership(actor: Actor, id: uuid.UUID) -> Membership:
    """One's own persona, whatever its state and space; raises NotFound."""
    with across_spaces("a person leaves a community that they can no longer open"):
        found: Membership = find(actor, Action.SPACE_LEAVE, Membership, id)
        found.space  # noqa: B018  fetched while every space is open
        return found


def members(actor: Actor, state: str, wanted: str = "") -> list[Membership]:
    """Personas of the active space in `state` with today's rights, by name; with `wanted`, those named so."""
    require(actor, Action.MEMBER_LIST, actor.space)
    held = Prefetch("rights", Right.objects.filter(_valid_on(today())).order_by("role"), to_attr="held")
    seen = visible(actor, Action.PERSONA_SEE, Membership).filter(state=state)
    # Names are sealed at rest: no index orders or finds them, so they are opened and looked at here.
    rows = seen.defer("identity", "asked_because", "suspended_because").prefetch_related(held)
    found = [row for row in rows if wanted.casefold() in row.name.casefold()]
    return sorted(found, key=lambda row: (row.name.casefold(), str(row.pk)))


def waiting_count(actor: Actor) -> int:
    """How many people have asked to join and wait for an answer."""
    return int(visible(actor, Action.MEMBER_APPROVE, Membership).count())


@dataclass(frozen=True)
class SheetLine:
    """A printed sheet as it is listed; `used` is None below ten, so that no single joining can be seen."""

    id: uuid.UUID
    mark: str
    expires_on: dt.date
    codes: int
    used: int | None
    is_over: bool


def sheets(actor: Actor) -> list[SheetLine]:
    """The printed sheets of the active space, the latest to expire first."""
    codes = visible(actor, Action.CODES_PRINT, JoinCode).filter(first_role="")
    rows = codes.values("sheet").annotate(
        total=Count("pk"), used=Count("pk", filter=Q(is_used=True)), until=Min("expires_on")
    )
    return [
        SheetLine(
            row["sheet"],
            sheet_mark(row["sheet"]),
            row["until"],
            row["total"],
            row["used"] if row["used"] >= SMALLEST_COUNT else None,
            row["until"] < today(),
        )
        for row in rows.order_by("-until", "sheet")
    ]


@dataclass(frozen=True)
class Opening:
    """Whether the space's hours are on now, and when they next begin (UTC; None: no hours are set)."""

    is_open: bool
    next_at: dt.datetime | None


def opening(space: Space) -> Opening:
    """The space's hours as they stand now."""
    hours = hours_of(space.time_zone, space.hours)
    return Opening(hours.are_open(now()), hours.next_opening(now()))


@prepared
def _spaces_at(code: str) -> QuerySet[Space]:
    return Space.objects.filter(code=code)


def space_at(code: str) -> Space | None:
    """The space with this address, if there is one."""
    found = _spaces_at(code)
    return found[0] if found else None
