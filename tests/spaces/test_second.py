"""Nobody makes a safeguarding lead or a steward alone: two accounts of one person open nothing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.foundation.clock import stopped_at, today
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions import appointments
from muruna.spaces.actions.appointments import (
    begin_what_has_waited,
    confirm_appointment,
    refuse_appointment,
    take_back_appointment,
)
from muruna.spaces.actions.rights import end_right, give_right, renew_right, step_back
from muruna.spaces.logic.rights import WAIT_DAYS, Second, Wish, second_for
from muruna.spaces.models import Appointment, Right
from muruna.spaces.queries import holders, roles_today
from tests.spaces.conftest import join

LEAD = "safeguarding_lead"


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def wish(role=LEAD):
    return Wish(role, today() + dt.timedelta(days=90))


def leads_made_by(giver, space):
    """What somebody who gives rights and prints codes gets out of two further accounts of their own."""
    before = set(holders(LEAD))
    puppets = [join(space, "One"), join(space, "Two")]
    for puppet in puppets:
        try:
            given = give_right(actor=giver.actor, membership=puppet.membership, wish=wish())
        except (ValidationError, NotFound):
            continue
        for hand in (giver, *puppets):
            if isinstance(given, Appointment) and Appointment.objects.filter(pk=given.pk).exists():
                try:
                    confirm_appointment(actor=hand.actor, appointment=given)
                except (ValidationError, NotFound):
                    continue
    return len(set(holders(LEAD)) - before)


@pytest.mark.parametrize("who", ["steward", "coordinator"])
def test_two_more_accounts_of_who_gives_rights_make_no_lead(people, space, who):
    assert leads_made_by(people[who], space) == 0


def test_planted_rule_that_asks_nobody_else_is_found(people, space, monkeypatch):
    monkeypatch.setattr(appointments, "second_for", lambda *_role, **_how: Second.NOBODY)
    monkeypatch.setattr("muruna.spaces.actions.rights.second_needed", lambda *_what: Second.NOBODY)

    assert leads_made_by(people["steward"], space) == 2


def test_a_coordinator_neither_makes_nor_renews_nor_ends_a_lead(people):
    coordinator, held = people["coordinator"].actor, Right.objects.get(membership=people["lead"].membership)

    with pytest.raises(ValidationError):
        give_right(actor=coordinator, membership=people["member"].membership, wish=wish())
    with pytest.raises(NotFound):
        renew_right(actor=coordinator, right=held, ends_on=today())
    with pytest.raises(NotFound):
        end_right(actor=coordinator, right=held)


@pytest.mark.parametrize("role", [LEAD, "steward"])
def test_it_begins_with_the_yes_of_another_lead_or_steward(people, role):
    member = people["member"].membership
    waiting = give_right(actor=people["steward"].actor, membership=member, wish=wish(role))
    assert roles_today(member) == frozenset()
    for nobody in ("steward", "coordinator", "member", "supporter"):
        with pytest.raises(NotFound):
            confirm_appointment(actor=people[nobody].actor, appointment=waiting)

    confirm_appointment(actor=people["lead"].actor, appointment=waiting)

    assert roles_today(member) == {role}
    with pytest.raises(NotFound):
        confirm_appointment(actor=people["lead"].actor, appointment=waiting)


def test_a_no_and_taking_it_back_leave_nothing(people):
    member, steward, lead = (people[one] for one in ("member", "steward", "lead"))
    for actor, deed in ((lead, refuse_appointment), (steward, take_back_appointment)):
        waiting = give_right(actor=steward.actor, membership=member.membership, wish=wish())

        deed(actor=actor.actor, appointment=waiting)

        assert not Appointment.objects.exists()
    assert roles_today(member.membership) == frozenset()


def test_a_giver_who_is_no_steward_any_more_gives_nothing(people, space):
    waiting = give_right(actor=people["steward"].actor, membership=people["member"].membership, wish=wish())
    Right.objects.filter(membership=people["steward"].membership).delete()

    with pytest.raises(ValidationError):
        confirm_appointment(actor=people["lead"].actor, appointment=waiting)


def alone(people):
    """Every other lead has stepped back, and nobody coordinates, so that there is nobody left to ask."""
    step_back(actor=people["lead"].actor, right=Right.objects.get(membership=people["lead"].membership))
    Right.objects.filter(role="coordinator").delete()


def test_with_nobody_left_to_ask_it_takes_two_weeks_that_everybody_sees(people, space):
    alone(people)
    waiting = give_right(actor=people["steward"].actor, membership=people["member"].membership, wish=wish())
    assert begin_what_has_waited() == 0

    page = people["supporter"].client.get(f"/s/{space.code}/").content.decode()
    assert "Nobody else could say yes to it" in page
    with stopped_at(dt.datetime.combine(waiting.begins_on, dt.time(12), dt.UTC)):
        assert begin_what_has_waited() == 1
        assert set(holders(LEAD)) == {people["member"].membership}

    assert waiting.begins_on == today() + dt.timedelta(days=WAIT_DAYS)


def test_only_a_community_that_has_just_begun_goes_on_alone():
    young = {"has_others": False, "had_others": False, "opened_days_ago": 3}

    assert second_for(LEAD, **young) == Second.NOBODY
    assert second_for(LEAD, **young | {"opened_days_ago": 31}) == Second.TIME
    assert second_for(LEAD, **young | {"had_others": True}) == Second.TIME
    assert second_for("steward", **young | {"has_others": True}) == Second.YES
    assert second_for("supporter", has_others=True, had_others=True, opened_days_ago=99) == Second.NOBODY


def test_pages_ask_for_the_second_yes_and_show_what_waits(people, space):
    steward, lead, member = people["steward"], people["lead"], people["member"].membership
    place = f"/s/{space.code}/"
    steward.post(f"{place}people/{member.pk}/rights/", role=LEAD, months="6")
    waiting = Appointment.objects.get()
    assert (
        "Waits for the yes of another lead or steward."
        in steward.client.get(f"{place}people/{member.pk}/").content.decode()
    )
    assert "A second yes" in lead.client.get(place).content.decode()
    assert "A second yes" not in people["supporter"].client.get(place).content.decode()
    assert "Mem" in lead.client.get(f"{place}rights/{waiting.pk}/second/").content.decode()

    assert steward.post(f"{place}rights/{waiting.pk}/second/", answer="yes").status_code == 404
    assert lead.post(f"{place}rights/{waiting.pk}/second/", answer="yes").status_code == 303

    assert roles_today(member) == {LEAD}
