"""What leaves, when, and what is in it: read from a real mail server."""

import datetime as dt
import logging
import re
import uuid
from pathlib import Path

import pytest
from django.db import transaction

from muruna.accounts.models import Person, Session
from muruna.foundation import news, outbox
from muruna.foundation.clock import stopped_at
from muruna.foundation.models import LiveNote
from muruna.notifications import gate, letters
from muruna.notifications.models import Letterbox
from tests.pages.neutral import outing_words

NOON = dt.datetime(2031, 11, 22, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.django_db(transaction=True)


def send_at(moment):
    with stopped_at(moment):
        return gate.send_what_is_due()


def notify_at(moment, person, slow):
    with stopped_at(moment):
        gate.notify(person.pk, rng=slow)


def text_of(letter):
    return letter.get_content().replace("\r\n", "\n")


def test_line_is_one_neutral_sentence_and_tells_nothing_else(boxed, post, slow):
    notify_at(NOON, boxed.person, slow)

    assert send_at(NOON + 13 * MINUTE) == 0
    assert send_at(NOON + 14 * MINUTE) == 1
    (letter,) = post.letters
    assert letter["Subject"] == "Notes"
    assert letter["From"] == "Notes <notes@example.org>"
    assert text_of(letter) == "There is something new in your notes.\n"
    assert not letter.is_multipart()
    assert set(letter.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert letter["Message-ID"].endswith("@example.org>")
    assert not outing_words(letter.as_string())


def test_arabic_reader_gets_the_same_shape_with_and_without_the_address(boxed, post, settings):
    plain = letters.news_letter("a@example.net", "ar", with_link=False)
    linked = letters.news_letter("a@example.net", "ar", with_link=True)

    assert plain["Subject"] == "Notes"
    assert len(text_of(plain).splitlines()) == 1
    assert text_of(linked) == text_of(plain) + f"{settings.ORIGIN}/\n"


def test_many_news_make_one_line_and_the_next_waits_an_hour(boxed, post, slow):
    for minutes in range(5):
        notify_at(NOON + minutes * MINUTE, boxed.person, slow)
    assert send_at(NOON + 14 * MINUTE) == 1
    assert send_at(NOON + 15 * MINUTE) == 0

    notify_at(NOON + 20 * MINUTE, boxed.person, slow)
    assert send_at(NOON + 40 * MINUTE) == 0
    assert send_at(NOON + (14 + 60 + 9) * MINUTE) == 1
    assert len(post.letters) == 2


def test_nothing_goes_out_in_quiet_hours_even_if_they_were_chosen_later(boxed, post, slow):
    notify_at(NOON, boxed.person, slow)
    Letterbox.objects.update(quiet_from=dt.time(14), quiet_until=dt.time(16))  # 12 to 14 in UTC

    assert send_at(NOON + 20 * MINUTE) == 0
    assert send_at(NOON + 119 * MINUTE) == 0
    assert send_at(NOON + 135 * MINUTE) == 1


def test_who_has_looked_since_gets_no_line(boxed, post, slow):
    notify_at(NOON, boxed.person, slow)
    Session.objects.filter(person=boxed.person).update(used_at=NOON + 2 * MINUTE)

    assert send_at(NOON + 20 * MINUTE) == 0
    assert Letterbox.objects.get().due_at is None
    notify_at(NOON + 30 * MINUTE, boxed.person, slow)
    assert send_at(NOON + 50 * MINUTE) == 1


def test_without_a_confirmed_address_nothing_is_noted(boxed, another, post, slow):
    Letterbox.objects.update(is_confirmed=False)

    notify_at(NOON, boxed.person, slow)
    notify_at(NOON, another.actor.person, slow)
    notify_at(NOON, Person(id=uuid.uuid4()), slow)

    assert send_at(NOON + 600 * MINUTE) == 0
    assert post.letters == []
    assert Letterbox.objects.get().asked_at is None


def test_a_server_that_is_away_is_tried_again_five_times_and_then_let_go(boxed, post, settings, slow, caplog):
    logging.getLogger("muruna").addHandler(caplog.handler)  # ours do not go further up
    settings.SMTP = settings.SMTP | {"port": 9}
    notify_at(NOON, boxed.person, slow)

    moment = NOON + 15 * MINUTE
    for _ in range(6):
        assert send_at(moment) == 0
        moment += 11 * MINUTE

    logging.getLogger("muruna").removeHandler(caplog.handler)
    box = Letterbox.objects.get()
    assert (box.due_at, box.failures) == (None, 0)
    assert "river@example.net" not in caplog.text
    assert caplog.text.count("line.not_sent") == 5


def test_event_leads_to_the_gate_through_the_outbox(boxed, post, carry):
    with transaction.atomic():
        outbox.emit("person.news", person=boxed.person.pk)

    carry()

    assert Letterbox.objects.get().due_at is not None
    assert not outbox.dead_letters().exists()


def test_planted_letter_with_a_name_and_an_outing_word_is_caught(boxed):
    letter = letters._letter("a@example.net", "Sam wrote to you in the queer support group")

    assert outing_words(letter.as_string())


def test_nothing_but_one_function_says_that_something_is_new():
    """Whoever is told in an open page is told by the letterbox too: there is one place for both."""
    by_hand = [
        path.as_posix()
        for path in Path("muruna").rglob("*.py")
        if path.as_posix() != "muruna/foundation/news.py"
        and re.search(r"emit\(\s*(NEWS|.person\.news)", path.read_text())
    ]

    assert by_hand == []


def test_what_is_new_reaches_open_pages_and_the_letterbox(boxed, post, carry):
    with transaction.atomic():
        news.tell(boxed.person.pk)

    carry()

    assert LiveNote.objects.filter(channel=f"person:{boxed.person.pk}").exists()
    assert Letterbox.objects.get().due_at is not None
