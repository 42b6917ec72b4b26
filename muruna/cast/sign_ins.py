"""Who one can sign in as, and fresh joining codes, for the demo world that is in the database."""

from dataclasses import asdict, dataclass

from muruna.accounts.proving import NotRight, handle_digest
from muruna.cast.script import Script, read_scripts
from muruna.cast.troupe import open_keys, passphrase_of, within
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.codes import print_sheet
from muruna.spaces.logic.codes import grouped
from muruna.spaces.models import Membership, Right, Space
from muruna.spaces.queries import roles_today

CODE_DAYS = 30


@dataclass(frozen=True)
class SignIn:
    """One persona of the demo world, and what its person types to come in."""

    space: str
    persona: str
    roles: list[str]
    handle: str
    passphrase: str
    language: str
    age_band: str
    is_asking: bool = False  # at the door, not yet inside

    def as_dict(self) -> dict[str, object]:
        """The sign-in as `muruna demo --json` prints it."""
        return {name: value for name, value in asdict(self).items() if name != "is_asking"}


def sign_ins(scripts: list[Script] | None = None) -> list[SignIn]:
    """Everybody of the cast who is still there, one for each persona, with their name and roles of today."""
    found = []
    for script in scripts or read_scripts():
        space = _space_of(script)
        if space is not None:
            with in_space(space):
                found += [_sign_in(one, handle) for handle in script.handles for one in _personas(handle)]
    return found


def _space_of(script: Script) -> Space | None:
    found: Space | None = Space.objects.filter(is_demo=True, profile=script.space["profile"]).first()
    return found


def _personas(handle: str) -> list[Membership]:
    rows = Membership.objects.filter(person__handle_digest=handle_digest(handle))
    return list(rows.exclude(state=Membership.LEFT).select_related("space", "person"))


def _sign_in(membership: Membership, handle: str) -> SignIn:
    held = roles_today(membership)
    return SignIn(
        space=membership.space.name,
        persona=membership.name,
        roles=[role for role in Right.ROLES if role in held] or ["member"],
        handle=handle,
        passphrase=passphrase_of(handle),
        language=membership.person.language,
        age_band=membership.age_band,
        is_asking=membership.state == Membership.ASKED,
    )


def fresh_codes(script: Script, *, most: int = 4) -> tuple[Space, list[str]] | None:
    """Joining codes just printed by the space's own steward; None when the steward is no longer as told."""
    space = _space_of(script)
    if space is None:
        return None
    try:
        steward = open_keys(script.holders(Right.STEWARD)[0])
    except NotRight:
        return None  # somebody has tried out changing the passphrase, or left
    with in_space(space):
        actor = within(steward, space)
        if not actor.has(Right.STEWARD):
            return None
        sheet = print_sheet(actor=actor, count=12, days=CODE_DAYS)
    return space, [grouped(code) for code in sheet.codes[:most]]
