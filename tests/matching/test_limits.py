"""Limits hold when two accept at the same moment; without the lock the same test fails."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from muruna.access import NotFound
from muruna.foundation.tenancy import in_space
from muruna.matching.actions import accept_proposal, answers
from muruna.matching.actions.offers import pause_support
from muruna.matching.actions.proposals import choose_proposal, take_first_free
from muruna.matching.actions.requests import write_request
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.places import close_place, open_place
from muruna.spaces.models import Right
from tests.matching.conftest import World, ask, made_world

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(world: World, deeds: list[Callable[[], Any]]) -> list[str]:
    """Do all of them at the same moment, each on its own connection; "done" or the refusal's code."""
    gate, answers_ = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(number: int) -> None:
        try:
            with in_space(world.space):
                gate.wait()
                deeds[number]()
                answers_[number] = "done"
        except ValidationError as refusal:
            answers_[number] = str(refusal.code)
        except NotFound:
            answers_[number] = "not_found"
        except Exception as problem:  # noqa: BLE001 - shown by the test
            answers_[number] = repr(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers_)


def questions_to_one(world: World, count: int) -> tuple[Any, list[Any]]:
    """A supporter in probation whom several members let come as the first free; the proposals' ids."""
    rana = world.supporter("Rana", on_probation=True)
    for number in range(count):
        member = world.add(f"M{number}")
        written = write_request(actor=member.actor, ask=ask())
        take_first_free(actor=member.actor, request_id=written.pk)
    return rana, [one.pk for one in Proposal.objects.filter(supporter=rana.membership, state="open")]


def test_one_place_is_given_once_however_many_are_accepted_at_once() -> None:
    with made_world() as world:
        rana, ids = questions_to_one(world, 4)

        said = at_once(world, [lambda id=id: accept_proposal(actor=rana.actor, proposal_id=id) for id in ids])

        assert said == ["done", "full", "full", "full"]
        assert SupportOffer.objects.get().open_count == 1
        assert Request.objects.filter(state="matched").count() == 1


def test_planted_fault_without_the_lock_the_limit_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    with made_world() as world:
        rana, ids = questions_to_one(world, 2)
        # As if the offer had been read before the lock: every sender sees the state that was.
        stale = SupportOffer.objects.get(membership=rana.membership)
        monkeypatch.setattr(answers, "locked_offer", lambda _supporter: stale)
        fresh = answers.peers
        before = fresh(world.space, only=[rana.membership.pk])
        monkeypatch.setattr(answers, "peers", lambda *_args, **_more: before)

        said = at_once(world, [lambda id=id: accept_proposal(actor=rana.actor, proposal_id=id) for id in ids])

        assert said == ["done", "done"]  # the fault is seen: two talks for somebody who may have one


def test_one_question_goes_to_one_of_many() -> None:
    with made_world() as world:
        people = [world.supporter(f"S{number}") for number in range(4)]
        amal = world.add("Amal")
        written = write_request(actor=amal.actor, ask=ask())
        take_first_free(actor=amal.actor, request_id=written.pk)
        ids = dict(Proposal.objects.values_list("supporter", "pk"))

        said = at_once(
            world,
            [
                lambda one=one: accept_proposal(actor=one.actor, proposal_id=ids[one.membership.pk])
                for one in people
            ],
        )

        assert said.count("done") == 1
        assert set(said) <= {"done", "gone", "not_found"}
        assert sum(SupportOffer.objects.values_list("open_count", flat=True)) == 1


def test_two_members_cannot_both_choose_the_last_place() -> None:
    with made_world() as world:
        world.supporter("Rana", on_probation=True)
        pairs = []
        for name in ("Amal", "Lou"):
            member = world.add(name)
            written = write_request(actor=member.actor, ask=ask())
            pairs.append((member, Proposal.objects.get(request=written).pk))

        said = at_once(
            world, [lambda m=m, id=id: choose_proposal(actor=m.actor, proposal_id=id) for m, id in pairs]
        )

        assert said.count("done") == 1
        assert Proposal.objects.filter(state="chosen").count() == 1


def test_words_are_in_no_file_after_the_match() -> None:
    """The sealed bytes of the words, not only the words: what is erased cannot be opened later either."""
    if connection.vendor != "sqlite":
        return  # elsewhere the database's own vacuum clears dead rows
    with made_world() as world:
        rana, amal = world.supporter("Rana"), world.add("Amal")
        written = write_request(actor=amal.actor, ask=ask(wishes={"grief": "a_lot"}))
        with connection.cursor() as cursor:
            cursor.execute("SELECT words, needs FROM matching_request WHERE id = %s", [written.pk.hex])
            blobs = [bytes(blob) for blob in cursor.fetchone()]
        assert all(_in_files(blob) for blob in blobs)
        proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

        accept_proposal(actor=rana.actor, proposal_id=proposal.pk)

        assert not any(_in_files(blob) for blob in blobs)


def _in_files(blob: bytes) -> bool:
    name = str(connection.settings_dict["NAME"])
    found = False
    for end in ("", "-wal"):
        try:
            with open(name + end, "rb") as file:
                # A long value is spread over pages: its middle stands in one of them.
                found = found or blob[40:160] in file.read()
        except FileNotFoundError:
            continue
    return found


def test_a_place_is_given_back_and_taken_again() -> None:
    with made_world() as world:
        rana = world.supporter("Rana", offer={"most_open": 1})
        open_place(supporter=rana.membership)
        with pytest.raises(ValidationError):
            open_place(supporter=rana.membership)

        close_place(supporter=rana.membership)
        close_place(supporter=rana.membership)

        assert SupportOffer.objects.get().open_count == 0


@pytest.mark.parametrize("what", ["pause", "block", "right", "not yet", "tracks", "suspended"])
def test_what_changed_since_the_question_was_put_is_seen_when_it_is_answered(what: str) -> None:
    with made_world() as world:
        rana, amal = world.supporter("Rana"), world.add("Amal", age="16-17")
        write_request(actor=amal.actor, ask=ask())
        proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
        actor = rana.actor
        if what == "pause":
            pause_support(actor=actor, until=dt.datetime.now(dt.UTC).date())
        elif what == "block":
            world.block(amal, rana)
        elif what == "right":
            Right.objects.filter(membership=rana.membership).delete()
        elif what == "not yet":
            begins = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
            Right.objects.filter(membership=rana.membership).update(starts_on=begins)
        elif what == "tracks":
            Right.objects.filter(membership=rana.membership).update(tracks=["adults"])
        else:
            rana.membership.state = "suspended"
            rana.membership.save()

        with pytest.raises((ValidationError, NotFound)):
            accept_proposal(actor=actor, proposal_id=proposal.pk)

        assert SupportOffer.objects.get().open_count == 0
        assert Request.objects.get().state == "waiting"
