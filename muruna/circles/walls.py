"""Opening the sealed posts of a circle's wall: those of the epochs for which the reader has a key."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muruna.accounts.keyring import container_keys
from muruna.circles.models import Circle, Post
from muruna.foundation.vault import open_padded


@dataclass(frozen=True)
class Written:
    """One opened post."""

    id: UUID
    seq: int
    seat_id: UUID
    answers_id: UUID | None
    at: dt.datetime
    text: str
    note: str
    is_waiting: bool


def post_place(circle_id: UUID, epoch: int, seq: int, seat_id: UUID) -> bytes:
    """The associated data of a post: it opens only in its circle, epoch and order, from its seat."""
    return b"|".join([b"post", circle_id.bytes, str(epoch).encode(), str(seq).encode(), seat_id.bytes])


def opened(actor: Any, circle: Circle, posts: Iterable[Post]) -> list[Written]:
    """Posts of `circle` that `actor` can open; those from before they came are left out."""
    keys, found = container_keys(actor, circle.pk), []
    for post in posts:
        if post.epoch in keys:
            about = post_place(circle.pk, post.epoch, post.seq, post.seat_id)
            body = json.loads(open_padded(keys[post.epoch], bytes(post.body), about))
            at = dt.datetime.fromisoformat(body["at"])
            found.append(
                Written(
                    post.pk, post.seq, post.seat_id, post.answers_id, at, body["t"], body["n"],
                    post.state == Post.WAITING,
                )
            )  # fmt: skip
    return found
