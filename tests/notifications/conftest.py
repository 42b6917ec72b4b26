"""A person with a confirmed address, a real mail server on loopback, and a clock that stands still."""

import random

import pytest
from tests.accounts.conftest import (  # noqa: F401
    another,
    forgotten_tries,
    quick_argon2_for_tests_only,
    river,
    visitor,
)

from muruna.foundation.work import Worker
from muruna.notifications.models import Letterbox


class Slow(random.Random):
    """The longest blur there is, so that times can be said."""

    def uniform(self, a, b):
        return b


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def post(settings, post_office):
    """The site knows a mail server; what it took is in `post.letters`."""
    settings.SMTP = {"host": "127.0.0.1", "port": post_office.port, "user": "", "password": "", "tls": "no"}
    settings.MAIL_FROM = "notes@example.org"
    return post_office


@pytest.fixture
def boxed(river, post):  # noqa: F811
    """River wants a line at most once an hour, and sleeps from 22 to 8 in Beirut."""
    import datetime as dt

    river.person = river.actor.person
    river.person.time_zone = "Asia/Beirut"
    river.person.save(update_fields=["time_zone"])
    Letterbox.objects.create(
        person=river.person,
        address="river@example.net",
        is_confirmed=True,
        period="hour",
        quiet_from=dt.time(22),
        quiet_until=dt.time(8),
    )
    return river


@pytest.fixture
def carry():
    """Carry what waits in the outbox to its handlers, once."""
    from muruna.foundation import outbox, work

    def run():
        outbox.discover()
        jobs, work._jobs = work._jobs, {}
        try:
            return Worker().work_off()
        finally:
            work._jobs = jobs

    return run
