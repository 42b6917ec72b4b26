"""Between meetings: posts, replies, their review, taking back, and reporting one."""

import datetime as dt
import json
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, find, find_locked, require
from muruna.accounts.erasing import empty_the_log
from muruna.accounts.keyring import container_key
from muruna.accounts.queries import apart_in
from muruna.circles.holders import holders_of
from muruna.circles.models import Post, Seat
from muruna.circles.queries.wall import post_waits
from muruna.circles.seating import lock, own_epoch, tell
from muruna.circles.walls import opened, post_place
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.safeguarding.actions.opening import open_report
from muruna.safeguarding.models import Case
from muruna.spaces.contact import ask_first

AWAY_BECAUSE = ("agreement", "safety", "other")


class NotThere(Exception):
    """What somebody answers is not on the wall any more."""


@all_or_nothing
def write_post(
    *,
    actor: Actor,
    circle_id: UUID,
    text: str,
    note: str = "",
    answers: UUID | None = None,
    knows_risk: bool = False,
) -> Post:
    """Put words on the wall, or below somebody's; they may wait until a facilitator has read them.

    Among people under 18, contact details need `knows_risk`: else MayIdentify is raised.
    Raises NotFound, TooLong, and NotThere when what it answers is hidden or has been taken away.
    """
    circle = lock(circle_id)
    require(actor, Action.CIRCLE_READ, circle)
    ask_first(f"{note} {text}", beside_minors=circle.is_for_minors, knows_risk=knows_risk)
    there = Post.objects.filter(circle=circle, answers=None).exclude(state=Post.AWAY)
    there = there.exclude(seat__membership__person__in=apart_in(actor.person, circle.pk))
    above = there.filter(pk=answers).first() if answers else None
    if answers and above is None:
        raise NotThere
    seat = Seat.objects.get(circle=circle, membership=actor.membership, state=Seat.HERE)
    state = Post.WAITING if post_waits(actor, circle, seat, f"{note} {text}") else Post.SHOWN
    epoch = own_epoch(actor, circle)
    body = {"t": text, "n": note, "at": now().isoformat(timespec="seconds")}
    days = int(actor.space.effective().retention_days.conversations)
    post: Post = Post.objects.create(
        space=actor.space, circle=circle, seat=seat, answers=above, seq=circle.next_post, epoch=epoch,
        state=state,
        body=seal_padded(
            container_key(actor, circle.pk, epoch), json.dumps(body, ensure_ascii=False).encode(),
            post_place(circle.pk, epoch, circle.next_post, seat.pk),
        ),
        erase_on=today() + dt.timedelta(days=max(1, days)),
    )  # fmt: skip
    circle.next_post += 1
    circle.save(update_fields=["next_post"])
    if state == Post.WAITING:
        for holding in holders_of(circle):
            tell(holding)
    return post


@all_or_nothing
def review_post(*, actor: Actor, post_id: UUID, shows: bool, because: str = "") -> None:
    """Publish a post that waits, or take one away with what was written below it, for a reason.

    What is taken away is still read by whoever wrote it, and nobody else. Raises NotFound, ValidationError.
    """
    post = find_locked(actor, Action.POST_REVIEW, Post, post_id)
    if not shows and because not in AWAY_BECAUSE:
        raise ValidationError({"because": _("Please choose a reason.")})
    trace(actor, Action.POST_REVIEW, post, reason="shown" if shows else f"away.{because}")
    if shows:
        Post.objects.filter(pk=post.pk).update(state=Post.SHOWN)
    else:
        Post.objects.filter(answers=post).update(state=Post.AWAY)
        Post.objects.filter(pk=post.pk).update(state=Post.AWAY, away_because=because)
        for below in Post.objects.filter(answers=post).exclude(seat=post.seat_id).select_related("seat"):
            tell(below.seat)
    tell(post.seat)


@all_or_nothing
def take_back_post(*, actor: Actor, post_id: UUID) -> None:
    """Take one's own words from the wall, and what was written below them; nothing of them is kept."""
    post = find(actor, Action.POST_CHANGE, Post, post_id)
    trace(actor, Action.POST_CHANGE, post)
    _erase(post)


@all_or_nothing
def report_post(*, actor: Actor, post_id: UUID, why: str) -> Case:
    """Hand a post to the case team, opened here with the actor's own key, and so known to be genuine.

    Raises NotFound, and safeguarding's NobodyToTell.
    """
    post = find(actor, Action.POST_REPORT, Post, post_id)
    words = opened(actor, post.circle, [post])
    excerpts = [
        {
            "seq": one.seq,
            "sender_name": post.seat.name,
            "at": one.at.isoformat(),
            "text": "\n".join(filter(None, [one.note, one.text])),
        }
        for one in words
    ]
    case: Case = open_report(
        actor=actor, conversation=post, named=post.seat.membership, words=excerpts, why=why,
        action=Action.POST_REPORT,
    )  # fmt: skip
    trace(actor, Action.POST_REPORT, post)
    return case


def erase_due_posts() -> int:
    """Delete posts whose day has come, in the active space; how many there were."""
    with transaction.atomic():
        due = Post.objects.filter(erase_on__lte=today())
        gone = due.count()
        if gone:
            due.delete()
            transaction.on_commit(empty_the_log)
        return gone


def _erase(post: Post) -> None:
    post.delete()
    transaction.on_commit(empty_the_log)
