"""What circles hold of a person: their copy of it, and how it goes."""

from django.utils.translation import gettext as _

from muruna.access import Action, Actor, visible
from muruna.accounts.belongings import Section, belongs
from muruna.circles.actions.leaving import forget_person
from muruna.circles.models import Post, Seat
from muruna.circles.walls import opened


def export(actor: Actor) -> list[Section]:
    """Every seat of this persona, and the names it had there."""
    if actor.space is None or actor.membership is None:
        return []
    seats = visible(actor, Action.SEAT_LEAVE, Seat).select_related("circle").order_by("since", "pk")
    rows = [
        {
            _("Circle"): seat.circle.title,
            _("Name there"): seat.name,
            _("Pronouns there"): seat.pronouns,
            _("Since"): seat.since,
        }
        for seat in seats
    ]
    sections = [Section(_("Circles"), rows)] if rows else []
    for seat in seats:
        mine = opened(actor, seat.circle, Post.objects.filter(seat=seat))
        written = [{_("When"): one.at, _("Words"): one.text} for one in mine]
        if written:
            heading = _("Written on the wall of %(title)s") % {"title": seat.circle.title}
            sections.append(Section(heading, written))
    return sections


belongs("circles", export=export, forget=forget_person)
