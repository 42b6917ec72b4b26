"""After a deletion no hint and no event carries the person's number."""

import pytest
from django.db import transaction

from muruna.foundation import live, outbox
from muruna.foundation.models import LiveNote, OutboxEvent
from tests.accounts.conftest import PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db


def test_hints_and_events_go_with_the_account(river: Visitor, another: Visitor) -> None:
    mine, other = river.actor.person.pk, another.actor.person.pk
    with transaction.atomic():
        for person in (mine, other):
            live.changed(person=person)
            outbox.emit("person.news", person=person)
    html = river.get("/account/delete/")

    typed = {"key": river.hidden(html, "key"), "current": PASSPHRASE, "understood": "on"}
    assert river.client.post("/account/delete/", typed).status_code == 200

    channels = list(LiveNote.objects.values_list("channel", flat=True))
    assert channels == [f"person:{other}"]
    assert str(mine) not in str(list(OutboxEvent.objects.values_list("payload", flat=True)))
    assert str(other) in str(list(OutboxEvent.objects.values_list("payload", flat=True)))
