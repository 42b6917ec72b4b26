"""What somebody wrote on the walls of their circles, as their own search finds it."""

from collections.abc import Iterator

from django.urls import reverse

from muruna.access import Action, Actor, visible
from muruna.accounts.own_texts import OwnText, own_texts
from muruna.circles.models import Circle, Post, Seat
from muruna.circles.walls import opened


@own_texts("walls")
def _walls(actor: Actor) -> Iterator[OwnText]:
    read = visible(actor, Action.CIRCLE_READ, Circle)
    seats = visible(actor, Action.SEAT_LEAVE, Seat).filter(circle__in=read).select_related("circle")
    for seat in seats:
        address = reverse("circle-wall", kwargs={"code": actor.space.code, "id": seat.circle_id})
        for one in reversed(opened(actor, seat.circle, Post.objects.filter(seat=seat))):
            text = "\n".join(filter(None, [one.text, one.note]))
            yield OwnText(seat.circle.title, text, address, one.at.date())
