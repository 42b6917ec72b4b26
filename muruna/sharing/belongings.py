"""What sharing holds of a person: their copy of it, and how it goes."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.sharing.erasing import end_shares
from muruna.sharing.models import Share
from muruna.sharing.queries import Line, lines, opened


def export(actor: Actor) -> list[Section]:
    """What this persona shares with whom, and the words of their own beside it."""
    if actor.membership is None:
        return []
    rows = [_row(actor, one) for one in lines(actor)]
    return [Section(_("Between us"), rows)] if rows else []


def _row(actor: Actor, line: Line) -> dict[str, Any]:
    said = [one.text for one in opened(actor, line.share.pk).notes if one.is_mine]
    return {
        _("What"): str(line.title if line.is_mine else line.kind.name),
        _("With whom"): line.other,
        _("Since"): line.share.since,
        _("What I said beside it"): said,
    }


def forget(person: Any) -> None:
    """Everything that they share or that is shared with them ends."""
    mine = person.memberships.values("pk")
    end_shares(Share.objects.filter(Q(giver__in=mine) | Q(receiver__in=mine)))


belongs("sharing", export=export, forget=forget)
