"""Coming in: codes used once, all refusals alike, requests answered and forgotten."""

import datetime as dt
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from muruna.foundation import clock
from muruna.foundation.models import Deed, OutboxEvent, Trace
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.actions.codes import print_sheet, revoke_sheet
from muruna.spaces.actions.joining import Persona, ask_to_join, join_with_code, space_of_code
from muruna.spaces.actions.personas import leave_space
from muruna.spaces.models import JoinCode, Membership, Right
from muruna.spaces.opening import steward_code
from tests.spaces.conftest import Someone, join, make_person

PERSONA = Persona("18-24", "Kes")


@pytest.fixture
def code(people):
    steward = people["steward"]
    with in_space(steward.space):
        return print_sheet(actor=steward.actor, count=12, days=30).codes[0]


def test_a_code_lets_one_person_in_and_only_one(code, stranger, space):
    membership = join_with_code(actor=stranger.actor, typed=code.lower(), persona=PERSONA)

    assert (membership.state, membership.name, membership.space) == ("active", "Kes", space)
    with pytest.raises(ValidationError) as refused:
        join_with_code(actor=Someone(*make_person()).actor, typed=code, persona=PERSONA)
    assert refused.value.code == "no_such_code"


def test_wrong_used_old_and_revoked_codes_read_the_same(people, space, stranger):
    steward = people["steward"].actor
    with in_space(space):
        sheet, revoked = (
            print_sheet(actor=steward, count=12, days=1),
            print_sheet(actor=steward, count=12, days=9),
        )
        revoke_sheet(actor=steward, sheet=revoked.id)
    join_with_code(actor=join(space, "x", state="left").actor, typed=sheet.codes[0], persona=PERSONA)
    later = clock.now() + dt.timedelta(days=2)
    said = set()
    for typed, moment in [
        ("BCDFGHJKMNPQ", clock.now()),
        ("nonsense", clock.now()),
        (sheet.codes[0], clock.now()),
        (revoked.codes[0], clock.now()),
        (sheet.codes[1], later),
    ]:
        with clock.stopped_at(moment), pytest.raises(ValidationError) as refused:
            space_of_code(actor=Someone(*make_person()).actor, typed=typed)
        said.add(tuple(refused.value.messages))

    assert len(said) == 1
    assert space_of_code(actor=stranger.actor, typed=sheet.codes[1]) == space  # the control: a good one opens


def test_tries_slow_down(code, stranger):
    for _ in range(5):
        with pytest.raises(ValidationError) as refused:
            space_of_code(actor=stranger.actor, typed="BCDFGHJKMNPQ")
        assert refused.value.code == "no_such_code"

    with pytest.raises(ValidationError) as refused:
        space_of_code(actor=stranger.actor, typed=code)

    assert refused.value.code == "wait"


def test_who_used_a_code_is_written_nowhere(code, stranger, space):
    membership = join_with_code(actor=stranger.actor, typed=code, persona=PERSONA)

    with across_spaces("the test looks at every row"):
        used = JoinCode.objects.get(is_used=True)
    marks = [str(used.pk), used.pk.hex, str(used.sheet), used.sheet.hex, bytes(used.digest).hex()]
    rows = [*Trace.objects.values(), *OutboxEvent.objects.values(), *Deed.objects.values()]
    assert any(str(membership.pk) in str(row) for row in rows)  # there is something to leak
    joinings = [row for row in rows if str(membership.pk) in str(row)]
    assert not any(mark in str(row) for mark in marks for row in joinings)
    assert {field.name for field in JoinCode._meta.fields} == {
        "id", "space", "digest", "sheet", "expires_on", "is_used", "first_role"
    }  # fmt: skip


def test_a_code_stays_good_for_someone_who_is_in_already(code, people):
    with pytest.raises(ValidationError):
        join_with_code(actor=people["member"].actor, typed=code, persona=PERSONA)

    with across_spaces("the test looks at every row"):
        assert not JoinCode.objects.filter(is_used=True).exists()


def test_an_age_that_is_not_for_this_space_keeps_the_code(code, stranger, space):
    space.profile = "online"
    space.save()

    with pytest.raises(ValidationError):
        join_with_code(actor=stranger.actor, typed=code, persona=Persona("16-17", "Kes"))

    with across_spaces("the test looks at every row"):
        assert not JoinCode.objects.filter(is_used=True).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_code_at_once_and_one_gets_in(people, space):
    with in_space(space):
        codes = print_sheet(actor=people["steward"].actor, count=12, days=30).codes[:5]
    for code in codes:
        newcomers = [Someone(*make_person()) for _ in range(2)]
        ready, results = threading.Barrier(2), []

        def come(who, code=code, ready=ready, results=results):
            try:
                ready.wait()
                join_with_code(actor=who.actor, typed=code, persona=PERSONA)
                results.append("in")
            except ValidationError as refused:
                results.append(refused.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=come, args=[who]) for who in newcomers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(results) == ["in", "no_such_code"]


@pytest.mark.django_db(transaction=True)
def test_one_person_with_two_codes_at_once_is_in_once(people, space):
    with in_space(space):
        codes = print_sheet(actor=people["steward"].actor, count=12, days=30).codes[:2]
    newcomer, ready, results = Someone(*make_person()), threading.Barrier(2), []

    def come(code):
        try:
            ready.wait()
            join_with_code(actor=newcomer.actor, typed=code, persona=PERSONA)
            results.append("in")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[code]) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["in", "refused"]
    with across_spaces("the test looks at every row"):
        assert JoinCode.objects.filter(is_used=True).count() == 1


def test_asking_waits_and_is_forgotten_when_answered(people, space, stranger):
    asked = ask_to_join(
        actor=stranger.actor, space=space, persona=Persona("25+", "Kes", because="Canary why")
    )
    page = people["coordinator"].client.get(f"/s/{space.code}/people/{asked.pk}/")
    assert b"Canary why" in page.content

    answer = people["coordinator"].post(f"/s/{space.code}/people/{asked.pk}/let-in/")

    assert answer.status_code == 303
    with in_space(space):
        asked.refresh_from_db()
    assert (asked.state, asked.asked_because) == ("active", "")


def test_declining_leaves_no_row_and_nothing_held_against_anyone(people, space, stranger):
    asked = ask_to_join(actor=stranger.actor, space=space, persona=PERSONA)
    assert people["coordinator"].post(f"/s/{space.code}/people/{asked.pk}/decline/").status_code == 303

    with in_space(space):
        assert not Membership.objects.filter(person=stranger.person).exists()
    assert ask_to_join(actor=stranger.actor, space=space, persona=PERSONA).state == "asked"


@pytest.mark.parametrize(
    ("first", "then"), [("let-in", "decline"), ("decline", "let-in"), ("let-in", "let-in")]
)
def test_whoever_answers_second_reads_that_it_has_been_answered(people, space, stranger, first, then):
    asked = ask_to_join(actor=stranger.actor, space=space, persona=PERSONA)
    at = f"/s/{space.code}/people/{asked.pk}/"
    assert people["coordinator"].post(f"{at}{first}/").status_code == 303

    for answer in (people["steward"].post(f"{at}{then}/"), people["steward"].client.get(f"{at}{then}/")):
        assert answer.status_code == 404
        assert "This has been answered already" in answer.content.decode()
        assert f"/s/{space.code}/people/" in answer.content.decode()
    nobody = people["steward"].client.get(f"/s/{space.code}/people/{uuid.uuid4()}/{then}/")
    assert "This has been answered already" in nobody.content.decode()
    for who in ("member", "supporter"):
        assert "answered already" not in people[who].post(f"{at}{then}/").content.decode()


def test_someone_suspended_who_left_needs_a_new_code(people, space, stranger):
    who = join(space, "Kes", state="suspended", someone=stranger)
    with in_space(space):
        Membership.objects.filter(pk=who.membership.pk).update(suspended_because="safety")
    leave_space(actor=stranger.actor, membership=who.membership)

    with pytest.raises(ValidationError):
        ask_to_join(actor=stranger.actor, space=space, persona=PERSONA)

    with in_space(space):
        fresh = print_sheet(actor=people["steward"].actor, count=12, days=3).codes[0]
    assert join_with_code(actor=stranger.actor, typed=fresh, persona=PERSONA).pk != who.membership.pk


def test_a_stewards_code_makes_a_steward(space, stranger):
    membership = join_with_code(
        actor=stranger.actor, typed=steward_code(space), persona=Persona("25+", "Ola")
    )

    with in_space(space):
        assert Right.objects.get(membership=membership).role == "steward"


def test_the_pages_of_the_way_in(people, space, stranger):
    with in_space(space):
        code = print_sheet(actor=people["steward"].actor, count=12, days=30).codes[0]
    client = stranger.client

    def send(path, **data):
        return client.post(path, {"key": str(uuid.uuid4()), **data})

    assert send("/join/", code="wrong").status_code == 422
    assert send("/join/", code=code).headers["Location"] == "/join/age/"
    assert send("/join/age/", age_band="18-24").headers["Location"] == "/join/you/"
    page = client.get("/join/you/").content.decode()
    assert "Canary-of-A" in page
    refused = send("/join/you/", name="Kes", pronouns="xe", identity="")
    assert refused.status_code == 422
    assert 'value="Kes"' in refused.content.decode()
    arrived = send("/join/you/", name="Kes", agreement="on")
    assert arrived.headers["Location"] == f"/s/{space.code}/"
    home = client.get(f"/s/{space.code}/")
    assert home.status_code == 200
    assert "Kes" in home.content.decode()


def test_under_13_are_met_kindly_and_no_account_begins(people, space, stranger):
    client = stranger.client
    assert client.get(f"/join/{space.code}/").headers["Location"] == "/join/age/"

    answer = client.post("/join/age/", {"key": str(uuid.uuid4()), "age_band": "under-13"})

    assert answer.headers["Location"] == "/join/younger/"
    assert "/numbers/" in client.get("/join/younger/").content.decode()
    assert client.get("/join/you/").headers["Location"] == "/join/"


def test_the_address_alone_does_not_tell_which_community_it_is(people, space, stranger):
    client = stranger.client
    client.get(f"/join/{space.code}/")
    client.post("/join/age/", {"key": str(uuid.uuid4()), "age_band": "25+"})

    page = client.get("/join/you/").content.decode()

    assert 'name="because"' in page
    assert "Canary-of-A" not in page


def test_a_space_that_takes_no_requests_looks_like_none(space, stranger):
    space.profile = "clinic"
    space.save()

    assert stranger.client.get(f"/join/{space.code}/").status_code == 404
    assert stranger.client.get("/join/zzzzzzzz/").status_code == 404
