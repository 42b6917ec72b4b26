"""`muruna doctor`: each finding planted, and a whole deployment from its command line."""

import datetime as dt
import json
import subprocess
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from muruna.foundation import check_up as ground
from muruna.foundation import outbox
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.models import HostMark, PeriodicJob
from muruna.foundation.vault import forget_host, host_fingerprint
from muruna.notifications import check_up as mail
from muruna.public import check_up as people
from muruna.spaces.models import Space
from tests.harness.site import COMMAND, ROOT, Site


def codes(check):
    return {one.code for one in check()}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ORIGIN": "http://notes.example.org"}, "http"),
        ({"ORIGIN": "http://127.0.0.1:8000"}, "only_here"),
        ({"EXIT_URL": "http://example.net"}, "exit_http"),
        ({"EXIT_URL": "https://notes.example.org"}, "exit_is_here"),
        ({"DEBUG": True}, "debug"),
        ({"TRUSTED_PROXIES": []}, "no_proxy"),
    ],
)
def test_address(settings, change, code):
    settings.ORIGIN, settings.EXIT_URL, settings.DEBUG = (
        "https://notes.example.org",
        "https://example.net",
        False,
    )
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert codes(ground.address) == set()

    for name, value in change.items():
        setattr(settings, name, value)

    assert code in codes(ground.address)


@pytest.fixture
def folders(settings, tmp_path):
    settings.DATA_DIR, settings.KEYS_DIR = tmp_path / "data", tmp_path / "keys"
    for folder in (settings.DATA_DIR, settings.KEYS_DIR):
        folder.mkdir(mode=0o700)
    key = settings.KEYS_DIR / "host.key"
    key.write_text("muruna host key 1\n" + "0" * 64 + "\n")
    key.chmod(0o600)
    assert codes(ground.keys) == set()
    return settings


def test_keys_open_to_others(folders):
    folders.KEYS_DIR.chmod(0o755)
    (folders.KEYS_DIR / "host.key").chmod(0o640)

    assert codes(ground.keys) == {"keys_folder_open", "keys_file_open"}


def test_keys_inside_the_data_and_no_key(folders):
    folders.KEYS_DIR = folders.DATA_DIR / "keys"

    assert codes(ground.keys) == {"keys_with_data", "no_key"}


def test_little_room(folders, monkeypatch):
    assert codes(ground.disk) == set()

    monkeypatch.setattr(ground, "LEAST_FREE", 2**80)

    assert codes(ground.disk) == {"disk"}


def test_mail_in_the_open(settings):
    server = {"host": "mail.example.org", "port": 25, "user": "", "password": "", "tls": "no"}
    for safe in (None, server | {"tls": "starttls"}, server | {"host": "127.0.0.1"}):
        settings.SMTP = safe
        assert codes(mail.mail) == set()

    settings.SMTP = server

    assert codes(mail.mail) == {"mail_open"}


def test_numbers_grow_old():
    assert codes(people.numbers) == {"numbers_unconfirmed"}

    with stopped_at(dt.datetime(2026, 11, 22, tzinfo=dt.UTC) + dt.timedelta(days=151)):
        assert "numbers_old" in codes(people.numbers)
    with stopped_at(dt.datetime(2026, 11, 22, tzinfo=dt.UTC) + dt.timedelta(days=181)):
        assert "numbers_gone" in codes(people.numbers)


def test_language_that_is_not_whole(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    assert codes(people.languages) == {"catalogue"}


@pytest.mark.django_db
def test_community_without_people():
    Space.objects.create(name="A place", profile="school")
    assert codes(people.people) == {"no_lead", "no_outside"}

    Space.objects.update(external_contact="somebody")
    assert codes(people.people) == {"no_lead"}


@pytest.mark.django_db
def test_duty_and_second_lead():
    from muruna.accounts.models import Person
    from muruna.foundation.tenancy import in_space
    from muruna.safeguarding.models import DutyWindow
    from muruna.spaces.models import Membership, Right

    space = Space.objects.create(name="A place", profile="school", external_contact="somebody")
    with in_space(space):
        leads = []
        for number in range(2):
            person = Person.objects.create(
                handle_digest=bytes([number]) * 32, handle_sealed=b"", public_key=b"", private_key_sealed=b""
            )
            lead = Membership.objects.create(space=space, person=person, name="L", age_band="25+")
            Right.objects.create(
                space=space, membership=lead, role=Right.SAFEGUARDING_LEAD, ends_on=dt.date(2099, 1, 1)
            )
            leads.append(lead)
            if number == 0:
                assert codes(people.people) == {"one_lead", "no_duty"}
        assert codes(people.people) == {"no_duty"}

        away = (now().weekday() + 3) % 7
        DutyWindow.objects.create(
            space=space, lead=leads[0], weekday=away, starts=dt.time(9), ends=dt.time(10), languages=["en"]
        )
    assert codes(people.people) == {"nobody_now"}


@pytest.mark.django_db
def test_another_key_and_none(tmp_path):
    assert codes(ground.tables) == {"no_mark"}
    mark = HostMark.objects.create(fingerprint=host_fingerprint())
    assert codes(ground.tables) == set()

    mark.fingerprint = "0" * 16
    mark.save()

    assert codes(ground.tables) == {"another_key"}
    forget_host()


@pytest.mark.django_db(transaction=True)
def test_queue():
    assert codes(ground.queue) == set()
    with transaction.atomic():
        event = outbox.emit("never.heard", number=1)
    event.dead_at = now()
    event.save()
    PeriodicJob.objects.create(name="a.job", every_seconds=60, next_at=now(), problem="ValueError")
    assert codes(ground.queue) == {"dead_letters", "failing_job"}

    with transaction.atomic():
        outbox.emit("waits", number=1)
    PeriodicJob.objects.update(next_at=now() - dt.timedelta(hours=3))
    assert "nobody_works" in codes(ground.queue)


@pytest.mark.django_db
def test_clock():
    assert codes(ground.clock) == set()

    with stopped_at(dt.datetime(2001, 1, 1, tzinfo=dt.UTC)):
        assert codes(ground.clock) == {"clock"}
    PeriodicJob.objects.create(name="a.job", every_seconds=60, next_at=now() + dt.timedelta(days=500))
    assert codes(ground.clock) == {"clock"}


@pytest.mark.django_db(transaction=True)
def test_careless_database(monkeypatch):
    is_sqlite = connection.vendor == "sqlite"
    assert codes(ground.database) == (
        set() if is_sqlite else {"synchronous"}
    )  # tests' PostgreSQL never waits

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL" if is_sqlite else "SET synchronous_commit = off")
    try:
        monkeypatch.setattr(ground, "NEWEST_FAULTY_SQLITE", (9, 0, 0))
        assert codes(ground.database) == ({"synchronous", "sqlite_old"} if is_sqlite else {"synchronous"})
    finally:
        connection.close()  # the next one is careful again


def test_open_database_file(tmp_path, monkeypatch):
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    file = folder / "db.sqlite3"
    file.write_bytes(b"")
    file.chmod(0o644)
    there = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(file)})
    monkeypatch.setattr(ground, "connection", there)
    assert codes(ground.files) == {"database_open"}

    file.chmod(0o600)
    assert codes(ground.files) == set()
    file.chmod(0o644)
    folder.chmod(0o700)
    assert codes(ground.files) == set()


@pytest.mark.any_database  # on one of its own
def test_command_on_a_deployment_says_it_in_words_and_in_json(tmp_path):
    site = Site(
        tmp_path / "site",
        DATABASE_URL=f"sqlite:///{tmp_path}/site.sqlite3",
        MURUNA_EXIT_ORIGIN="http://a.example",
    )
    try:
        site.start()
        site.stop()
        words = doctor(site)
        data = doctor(site, "--json")
    finally:
        site.remove()

    assert words.returncode == data.returncode == 1
    assert "UNSAFE  MURUNA_EXIT_ORIGIN is not https://" in words.stdout
    told = json.loads(data.stdout)
    assert told["safe"] is False
    assert {"exit_http", "only_here", "numbers_unconfirmed"} <= {one["code"] for one in told["findings"]}
    assert not {"another_key", "migrations", "synchronous", "sqlite_old"} & {
        one["code"] for one in told["findings"]
    }


@pytest.mark.any_database  # on one of its own
def test_command_tells_of_a_database_that_is_away(tmp_path):
    site = Site(tmp_path / "site", DATABASE_URL=f"sqlite:///{tmp_path}/none/site.sqlite3")

    found = doctor(site)

    assert found.returncode == 1
    assert "could not ask the database" in found.stdout
    assert "Traceback" not in found.stderr


def doctor(site, *words):
    return subprocess.run(
        [*COMMAND, "doctor", *words],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
