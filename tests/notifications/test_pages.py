"""Asking for the line, confirming, choosing, taking it away; export and deletion."""

import datetime as dt
import re
import uuid

import pytest
from tests.pages.neutral import outing_words

from muruna.accounts.belongings import exports, forgets
from muruna.foundation.clock import now, stopped_at
from muruna.notifications.models import Letterbox

pytestmark = pytest.mark.django_db(transaction=True)


def post_to(who, path, **data):
    return who.client.post(path, {"key": str(uuid.uuid4())} | data)


def ask(who, address="river@example.net"):
    return post_to(who, "/account/mail/", address=address, knows="on")


def code_in(letter):
    return re.search(r"(\d{3}) (\d{3})", letter.get_content()).group(0)


def test_address_is_confirmed_by_the_code_of_a_neutral_letter(river, post, carry):
    assert "/account/mail/" in river.get("/account/")
    answer = ask(river)
    assert answer["Location"] == "/account/mail/code/"
    carry()
    (letter,) = post.letters
    assert letter["Subject"] == "Notes"
    assert not outing_words(letter.as_string())

    answer = post_to(river, "/account/mail/code/", code=code_in(letter))

    assert answer["Location"] == "/account/mail/when/"
    box = Letterbox.objects.get()
    assert (box.is_confirmed, box.address, box.code_digest) == (True, "river@example.net", None)
    assert "river@example.net" in river.get("/account/mail/when/")


def test_five_wrong_codes_make_the_right_one_void_and_nothing_typed_is_lost(river, post, carry):
    ask(river)
    carry()
    right = code_in(post.letters[0])

    wrong = "111 111" if right != "111 111" else "222 222"
    answers = [post_to(river, "/account/mail/code/", code=wrong) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422] * 5
    assert wrong in answers[0].content.decode()
    assert post_to(river, "/account/mail/code/", code=right).status_code == 422
    assert not Letterbox.objects.get().is_confirmed


def test_code_ends_after_fifteen_minutes_and_the_address_the_next_day(river, post, carry):
    from muruna.notifications.actions import confirm_address
    from muruna.notifications.tasks import forget_unconfirmed

    ask(river)
    carry()
    with stopped_at(now() + dt.timedelta(minutes=16)):
        assert not confirm_address(actor=river.actor, code=code_in(post.letters[0]).replace(" ", ""))
    forget_unconfirmed()
    assert Letterbox.objects.count() == 1

    with stopped_at(now() + dt.timedelta(days=1)):
        forget_unconfirmed()
    assert Letterbox.objects.count() == 0


def test_five_letters_a_day_are_enough(river, post):
    answers = [ask(river, f"a{n}@example.net") for n in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [422]
    assert "a5@example.net" in answers[5].content.decode()


@pytest.mark.parametrize(
    "typed", ["", "river", "a@b", "a b@example.net", "x\r\nBcc: y@example.net", "ü@example.net", "@" * 300, "a@" + "b" * 300]
)
def test_bad_address_is_answered_in_words(river, post, typed):
    answer = ask(river, typed)

    assert answer.status_code == 422
    assert Letterbox.objects.count() == 0


def test_wishes_are_kept_and_bad_times_are_answered_in_words(boxed):
    good = {"period": "day", "quiet_from": "20:30", "quiet_until": "10:00", "with_link": "on"}

    assert post_to(boxed, "/account/mail/when/", **good).status_code == 303
    assert post_to(boxed, "/account/mail/when/", **(good | {"quiet_from": "25:99"})).status_code == 422

    box = Letterbox.objects.get()
    assert (box.period, box.quiet_from, box.quiet_until, box.with_link) == ("day", dt.time(20, 30), dt.time(10), True)


def test_taken_away_is_gone_and_what_is_mine_is_in_the_copy(boxed):
    (section,) = exports()["notifications"](boxed.actor)
    assert "river@example.net" in section.rows[0].values()

    assert post_to(boxed, "/account/mail/none/").status_code == 303

    assert Letterbox.objects.count() == 0
    assert exports()["notifications"](boxed.actor) == []


def test_deletion_forgets_the_address(boxed):
    forgets()["notifications"](boxed.person)

    assert Letterbox.objects.count() == 0


def test_nothing_is_offered_without_a_mail_server(river, settings):
    settings.SMTP = None

    assert "/account/mail/" not in river.get("/account/")
    assert ask(river).status_code == 404


def test_address_is_sealed_in_the_database(boxed):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM notifications_letterbox")
        assert b"river" not in bytes(cursor.fetchone()[0])


def test_others_letterbox_is_out_of_reach(boxed, another):
    assert "river@example.net" not in another.get("/account/mail/?other=1")
    assert another.client.get("/account/mail/when/").status_code == 404
    assert post_to(another, "/account/mail/none/").status_code == 404
    assert Letterbox.objects.count() == 1
