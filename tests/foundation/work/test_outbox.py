"""Events: what may be written, how failures are tried again, and when one is given up."""

import datetime as dt
import uuid

import pytest
from django.db import transaction

from muruna.foundation import outbox, work
from muruna.foundation.models import OutboxEvent, PeriodicJob

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def only_our_handlers(monkeypatch):
    monkeypatch.setattr(outbox, "_handlers", {})
    monkeypatch.setattr(work, "_jobs", {})


def emit(topic="thing", **ids):
    with transaction.atomic():
        return outbox.emit(topic, **ids)


def carry(now=NOON):
    event = outbox.claim(now)
    assert event is not None
    outbox.carry_out(event, lambda: now)
    return OutboxEvent.objects.get(pk=event.pk)


@pytest.mark.parametrize("value", ["words", b"words", None, True, 1.5, ["a"]])
def test_words_never_enter_the_outbox(value):
    with pytest.raises(TypeError, match="never words"):
        emit(what=value)

    assert not OutboxEvent.objects.exists()


def test_event_needs_the_deeds_transaction():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        outbox.emit("thing", which=1)


def test_undone_deed_leaves_no_event():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.emit("thing", which=1)
        _ = 1 / 0

    assert outbox.claim(NOON) is None


def test_handler_gets_the_ids_and_the_event_is_done():
    seen, which = [], uuid.uuid4()
    outbox.on("thing")(lambda **ids: seen.append(ids))
    emit(which=which, number=7)

    event = carry()

    assert seen == [{"which": which, "number": 7}]
    assert (event.done_at, event.lease_until, event.problem) == (NOON, None, "")
    assert outbox.claim(NOON + dt.timedelta(days=1)) is None


def test_claimed_event_is_nobody_elses_until_its_lease_ends():
    emit()
    assert outbox.claim(NOON) is not None

    assert outbox.claim(NOON + outbox.LEASE - dt.timedelta(seconds=1)) is None
    assert outbox.claim(NOON + outbox.LEASE).attempts == 2


def test_late_worker_cannot_record_over_the_one_that_took_its_event():
    emit()
    late = outbox.claim(NOON)
    second = outbox.claim(NOON + outbox.LEASE)

    outbox.carry_out(late, lambda: NOON)

    assert OutboxEvent.objects.get().done_at is None
    assert not outbox.renew(late, NOON)
    assert outbox.renew(second, NOON)


def test_failure_is_tried_again_later_and_later_and_its_words_are_not_kept():
    def fail(**ids):
        raise ValueError("canary-word")

    outbox.on("thing")(fail)
    emit()
    waits, now = [], NOON
    for _ in range(outbox.TRIES):
        event = carry(now)
        if event.lease_until:
            waits.append((event.lease_until - now).total_seconds())
            assert outbox.claim(event.lease_until - dt.timedelta(seconds=1)) is None
            now = event.lease_until

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert (event.dead_at, event.problem) == (now, "ValueError")
    assert outbox.claim(now + dt.timedelta(days=9)) is None
    assert [dead.pk for dead in outbox.dead_letters()] == [event.pk]


def test_dead_letter_can_be_given_its_tries_anew():
    seen = []
    outbox.on("thing")(lambda: seen.append(1))
    emit()
    OutboxEvent.objects.update(dead_at=NOON, attempts=outbox.TRIES)

    assert outbox.revive_dead_letters() == 1
    assert carry().done_at == NOON
    assert seen == [1]


def test_handler_that_succeeded_is_not_called_again_for_anothers_failure():
    calls = []

    @outbox.on("thing")
    def good():
        calls.append("good")

    @outbox.on("thing")
    def bad():
        calls.append("bad")
        if calls.count("bad") == 1:
            raise ValueError

    emit()
    first = carry()
    second = carry(first.lease_until)

    assert calls == ["good", "bad", "bad"]
    assert (first.done_at, second.done_at) == (None, first.lease_until)


def test_worker_is_woken_by_the_commit_and_not_before():
    woken = []

    def wake():
        woken.append(1)

    outbox.wake_with(wake)
    try:
        with transaction.atomic():
            outbox.emit("thing")
            before = list(woken)
    finally:
        outbox.sleep_without(wake)

    assert (before, woken) == ([], [1])


def test_job_runs_once_a_period_and_its_failure_shows():
    ran = []

    @work.every(minutes=10)
    def fail():
        ran.append(1)
        raise KeyError("canary-word")

    work.enter_jobs(NOON)
    first = work.claim_job(NOON)
    assert work.claim_job(NOON) is None
    work.run_job(first, lambda: NOON)

    assert ran == [1]
    assert work.claim_job(NOON + dt.timedelta(minutes=9)) is None
    assert work.claim_job(NOON + dt.timedelta(minutes=10)) is not None
    assert [job.problem for job in work.failing_jobs()] == ["KeyError"]


def test_job_cut_short_by_a_crash_runs_again_after_its_lease():
    work.every(minutes=10)(lambda: None)
    work.enter_jobs(NOON)
    work.claim_job(NOON)

    assert work.claim_job(NOON + outbox.LEASE - dt.timedelta(seconds=1)) is None
    assert work.claim_job(NOON + outbox.LEASE) is not None


def test_job_with_a_new_period_follows_it():
    @work.every(hours=5)
    def job():
        pass

    work.enter_jobs(NOON)
    work.run_job(work.claim_job(NOON), lambda: NOON)
    work.every(minutes=1)(job)
    work.enter_jobs(NOON)

    row = PeriodicJob.objects.get()
    assert (row.every_seconds, row.next_at) == (60, NOON)


def test_done_events_are_forgotten_after_a_day_and_waiting_ones_never():
    emit("old")
    emit("waiting")
    OutboxEvent.objects.filter(topic="old").update(done_at=NOON)

    assert outbox.forget_done(NOON + dt.timedelta(hours=23)) == 0
    assert outbox.forget_done(NOON + dt.timedelta(hours=25)) == 1
    assert [event.topic for event in OutboxEvent.objects.all()] == ["waiting"]
