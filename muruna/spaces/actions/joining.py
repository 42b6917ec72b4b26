"""Coming into a space: with a printed code, or by asking."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, require
from muruna.accounts.models import Person
from muruna.foundation import outbox
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.limits import limiter
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.foundation.trace import trace
from muruna.spaces import events, setting
from muruna.spaces.actions.personas import refuse_office_name
from muruna.spaces.contact import ask_first, takes_minors
from muruna.spaces.logic.codes import normal_code
from muruna.spaces.logic.rights import MONTHS_MOST, add_months
from muruna.spaces.models import MINOR_BANDS, JoinCode, Membership, Right, Space
from muruna.spaces.printed import code_digest

FREE_TRIES = 5
FREE_TRIES_OF_A_NETWORK = 40  # a classroom shares one address


@dataclass(frozen=True)
class Persona:
    """What someone says of themselves on the way in; only the name and the age band are needed."""

    age_band: str
    name: str
    pronouns: str = ""
    identity: str = ""
    because: str = ""
    knows_risk: bool = False  # they were asked whether contact details of theirs are to stand here


def space_of_code(*, actor: Actor, typed: str, network: str = "") -> Space:
    """The space that a printed code opens, without using the code up.

    Raises ValidationError, in the same words for a wrong, used or expired code, and for too many tries.
    """
    require(actor, Action.SPACE_JOIN, actor.person)
    sources = [(str(actor.person.pk), FREE_TRIES), (network, FREE_TRIES_OF_A_NETWORK)]
    wait = max(limiter.seconds_to_wait("join-code", who, free=free) for who, free in sources if who)
    if wait > 0:
        raise ValidationError(
            _("Too many tries. Please wait a minute, then try again. Your code is not lost."), code="wait"
        )
    code = normal_code(typed)
    with across_spaces("a joining code is known before its space is"):
        found = _usable(code).select_related("space").first() if code else None
        if found is not None and _opens(found):
            space: Space = found.space
            return space
    for who, _free in sources:
        if who:
            limiter.count("join-code", who)
    raise _no_such_code()


@all_or_nothing
def join_with_code(*, actor: Actor, typed: str, persona: Persona) -> Membership:
    """Use a printed code up and come in; who used it is written nowhere.

    Raises ValidationError when the code cannot be used any more, or the space is not for this age band.
    """
    require(actor, Action.SPACE_JOIN, actor.person)
    Person.objects.select_for_update().get(pk=actor.person.pk)  # one joining at a time for one person
    code = normal_code(typed)
    with across_spaces("a joining code is known before its space is"):
        found = _usable(code).select_related("space").first() if code else None
        # The update takes the row's lock and looks again: of two people with one code, one gets in.
        if found is None or not _opens(found) or not _usable(code).filter(pk=found.pk).update(is_used=True):
            raise _no_such_code()
    space = found.space
    with in_space(space):
        membership = _new_persona(actor, space, persona, Membership.ACTIVE)
        if found.first_role:
            _first_right(actor, membership, found.first_role)
        outbox.emit(events.MEMBER_JOINED, space=space.pk, membership=membership.pk)
    return membership


@all_or_nothing
def ask_to_join(*, actor: Actor, space: Space, persona: Persona) -> Membership:
    """Ask to come in; a coordinator or steward of the space answers.

    Raises ValidationError when this space takes no requests, or not from this age band or person.
    """
    require(actor, Action.SPACE_JOIN, actor.person)
    Person.objects.select_for_update().get(pk=actor.person.pk)
    if not setting.takes_requests(space):
        raise _no_such_code()
    with in_space(space):
        # Someone who was suspended and left comes back with a code from a person, not by asking anew.
        if Membership.objects.filter(person=actor.person).exclude(suspended_because="").exists():
            raise ValidationError(_("You can come into this community with a printed code only."))
        return _new_persona(actor, space, persona, Membership.ASKED)


def _usable(code: str | None) -> QuerySet[JoinCode]:
    return JoinCode.objects.filter(digest=code_digest(code or ""), is_used=False, expires_on__gte=today())


def _opens(code: JoinCode) -> bool:
    # A community that has closed this door still lets its own steward in.
    return bool(code.first_role) or setting.takes_codes(code.space)


def _no_such_code() -> ValidationError:
    return ValidationError(
        _(
            "This code does not open anything. It may be mistyped, used already, or too old. "
            "Please look at it once more, or ask for a new one."
        ),
        code="no_such_code",
    )


def _new_persona(actor: Actor, space: Space, persona: Persona, state: str) -> Membership:
    if persona.age_band not in setting.age_bands(space):
        raise ValidationError({"age_band": _("This community is for other ages.")})
    if persona.age_band in MINOR_BANDS and _was_grown_up(actor):
        raise ValidationError({"age_band": _("This community is for other ages.")})
    if Membership.objects.filter(person=actor.person).exclude(state=Membership.LEFT).exists():
        raise ValidationError(
            _("You are in this community already, or have asked to be. Your code stays good.")
        )
    refuse_office_name(actor.person, space, persona.name)
    shown = (persona.name, persona.pronouns, persona.identity)
    ask_first(*shown, beside_minors=takes_minors(space), knows_risk=persona.knows_risk)
    membership: Membership = Membership.objects.create(
        space=space,
        person=actor.person,
        state=state,
        name=persona.name,
        pronouns=persona.pronouns,
        identity=persona.identity,
        age_band=persona.age_band,
        asked_because=persona.because if state == Membership.ASKED else "",
        agreed_to=setting.AGREEMENT_VERSION,
    )
    trace(replace(actor, space=space, membership=membership), Action.SPACE_JOIN, membership)
    return membership


def _was_grown_up(actor: Actor) -> bool:
    """Whether this account ever came in anywhere as an adult: it never comes to minors as one of them."""
    with across_spaces("an adult persona in one community bars a minor one in another"):
        mine = Membership.objects.filter(person=actor.person)
        return bool(mine.exclude(age_band__in=MINOR_BANDS).exists())


def _first_right(actor: Actor, membership: Membership, role: str) -> None:
    day = today()
    right = Right.objects.create(
        space=membership.space,
        membership=membership,
        role=role,
        starts_on=day,
        ends_on=add_months(day, MONTHS_MOST),
    )
    outbox.emit(
        events.RIGHT_GIVEN,
        space=membership.space_id,
        membership=membership.pk,
        right=right.pk,
    )
