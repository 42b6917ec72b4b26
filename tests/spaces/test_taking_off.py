"""Nobody alone takes somebody off who leads or stewards: two people together do, at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.foundation.clock import stopped_at, today
from muruna.foundation.tenancy import in_space
from muruna.spaces import guarding
from muruna.spaces.actions.ages import correct_age
from muruna.spaces.actions.appointments import confirm_appointment
from muruna.spaces.actions.guarded import forget_old_steps, refuse_step, take_back_step
from muruna.spaces.actions.members import restore_member, suspend_member
from muruna.spaces.actions.rights import end_right, give_right, renew_right
from muruna.spaces.actions.taking_off import confirm_step
from muruna.spaces.doors import export
from muruna.spaces.logic.rights import STEP_DAYS, Wish
from muruna.spaces.models import GuardedStep, Membership, Right
from muruna.spaces.queries import holders, roles_today
from tests.spaces.conftest import join

LEAD = "safeguarding_lead"


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def right_of(who, role=LEAD):
    return Right.objects.get(membership=who.membership, role=role)


def tries(actor, lead):
    """Every way of one person to take a lead off."""
    return (
        lambda: suspend_member(actor=actor, membership=lead.membership, reason="other"),
        lambda: correct_age(actor=actor, membership=lead.membership, age_band="16-17"),
        lambda: end_right(actor=actor, right=right_of(lead)),
        lambda: renew_right(actor=actor, right=right_of(lead), ends_on=today()),
    )


def leads_left_by(actor, lead):
    for deed in tries(actor, lead):
        try:
            deed()
        except (ValidationError, NotFound):
            continue
    return set(holders(LEAD))


@pytest.mark.parametrize("who", ["coordinator", "steward", "second"])
def test_one_alone_takes_no_lead_off(people, space, who):
    people["second"] = join(space, "Second", LEAD)
    lead = people["lead"]

    assert lead.membership in leads_left_by(people[who].actor, lead)
    for step in GuardedStep.objects.all():
        for nobody in (who, "lead", "member", "supporter"):
            with pytest.raises(NotFound):
                confirm_step(actor=people[nobody].actor, step=step)


def test_planted_rule_that_asks_nobody_is_found(people, monkeypatch):
    monkeypatch.setattr(guarding, "is_guarded", lambda _membership: False)

    assert leads_left_by(people["coordinator"].actor, people["lead"]) == set()


def test_two_together_do_it_at_once(people, space):
    lead, other = people["lead"], join(space, "Other", LEAD)
    step = suspend_member(actor=people["coordinator"].actor, membership=lead.membership, reason="safety")
    assert lead.actor.roles == {LEAD}

    confirm_step(actor=other.actor, step=step)

    assert lead.actor.roles == frozenset()
    back = restore_member(actor=people["coordinator"].actor, membership=lead.membership)
    assert lead.actor.roles == frozenset()
    confirm_step(actor=people["steward"].actor, step=back)
    assert lead.actor.roles == {LEAD}


def test_age_and_end_take_two_as_well(people, space):
    lead, other, steward = people["lead"], join(space, "Other", LEAD), people["steward"]
    moved = correct_age(actor=people["coordinator"].actor, membership=lead.membership, age_band="16-17")
    ended = end_right(actor=steward.actor, right=right_of(other))
    assert set(holders(LEAD)) == {lead.membership, other.membership}

    confirm_step(actor=steward.actor, step=moved)
    lead.membership.refresh_from_db()
    assert (lead.membership.age_band, roles_today(lead.membership)) == ("16-17", frozenset())
    # The only one who could say yes was the lead: the steward and a colleague of two weeks, or nobody.
    with pytest.raises(NotFound):
        confirm_step(actor=people["coordinator"].actor, step=ended)
    assert set(holders(LEAD)) == {other.membership}


def test_a_suspended_lead_is_not_re_aged_alone_either(people):
    lead = people["lead"]
    Membership.objects.filter(pk=lead.membership.pk).update(state="suspended")

    correct_age(actor=people["coordinator"].actor, membership=lead.membership, age_band="16-17")

    lead.membership.refresh_from_db()
    assert lead.membership.age_band == "25+"


def test_a_small_change_of_age_needs_nobody(people):
    correct_age(actor=people["coordinator"].actor, membership=people["lead"].membership, age_band="18-24")

    assert people["lead"].actor.roles == {LEAD}
    assert not GuardedStep.objects.exists()


def test_who_is_barred_asks_for_nothing_is_not_asked_and_reads_no_reason(people, space, monkeypatch):
    lead, other = people["lead"], join(space, "Other", LEAD)
    long_here = join(space, "Long here", "supervisor")
    Right.objects.filter(role="supervisor").update(starts_on=today() - dt.timedelta(days=20))
    barred = {people["coordinator"].person.pk, other.person.pk}

    def look(person):
        found = Membership.objects.filter(pk=lead.membership.pk).values("pk")
        return found if person in barred else found.none()

    monkeypatch.setattr(guarding, "_bars", [look])
    place = f"/s/{space.code}/people/{lead.membership.pk}/suspend/"
    for who in (people["coordinator"], other):
        answer = who.post(place, reason="other")
        assert answer.status_code == 422
        assert "This cannot be asked for by you" in answer.content.decode()
        assert "named" not in answer.content.decode().lower()
    step = suspend_member(actor=people["steward"].actor, membership=lead.membership, reason="other")
    assert step.asks_others  # nobody else who leads or stewards has a say
    assert {one.name for one in guarding.seconds(step)} == {"Long here"}
    assert "A second yes" in long_here.client.get(f"/s/{space.code}/").content.decode()


def test_an_asker_who_is_barred_meanwhile_has_asked_nothing(people, space, monkeypatch):
    step = suspend_member(
        actor=people["coordinator"].actor, membership=people["lead"].membership, reason="other"
    )
    monkeypatch.setattr(
        guarding,
        "_bars",
        [lambda person: Membership.objects.filter(pk=step.membership_id).values("pk")
         if person == people["coordinator"].person.pk else Membership.objects.none().values("pk")],
    )  # fmt: skip

    with pytest.raises(ValidationError):
        confirm_step(actor=people["steward"].actor, step=step)

    assert people["lead"].actor.roles == {LEAD}


def test_where_nobody_can_say_yes_nothing_begins(people):
    Right.objects.filter(role="coordinator").delete()
    with pytest.raises(ValidationError) as refused:
        suspend_member(actor=people["steward"].actor, membership=people["lead"].membership, reason="safety")
    assert refused.value.code == "nobody_second"
    assert not GuardedStep.objects.exists()


@pytest.mark.parametrize(("days", "may"), [(20, True), (10, False)])
def test_a_colleague_of_two_weeks_is_asked_where_nobody_else_leads(people, days, may):
    Right.objects.filter(role="coordinator").update(starts_on=today() - dt.timedelta(days=days))
    steward, coordinator, lead = people["steward"], people["coordinator"], people["lead"]
    if not may:
        with pytest.raises(ValidationError):
            suspend_member(actor=steward.actor, membership=lead.membership, reason="safety")
        return
    step = suspend_member(actor=steward.actor, membership=lead.membership, reason="safety")

    confirm_step(actor=coordinator.actor, step=step)

    assert lead.actor.roles == frozenset()


def test_a_no_taking_back_and_time_leave_nothing(people):
    coordinator, steward, lead = people["coordinator"], people["steward"], people["lead"].membership
    for end in ("no", "back", "time"):
        step = suspend_member(actor=coordinator.actor, membership=lead, reason="other")
        with pytest.raises(ValidationError):
            suspend_member(actor=coordinator.actor, membership=lead, reason="safety")
        if end == "no":
            refuse_step(actor=steward.actor, step=step)
        elif end == "back":
            take_back_step(actor=coordinator.actor, step=step)
        else:
            later = dt.datetime.combine(today() + dt.timedelta(days=STEP_DAYS + 1), dt.time(12), dt.UTC)
            with stopped_at(later):
                forget_old_steps()
        assert not GuardedStep.objects.exists()
    assert people["lead"].actor.roles == {LEAD}


def test_pages_say_it_ask_for_it_and_tell_the_others(people, space):
    coordinator, steward, lead, other = *(people[p] for p in ("coordinator", "steward", "lead")), None
    other = join(space, "Other", LEAD)
    place = f"/s/{space.code}/"
    page = coordinator.client.get(f"{place}people/{lead.membership.pk}/suspend/").content.decode()
    assert "Two people decide this" in page
    assert "open nothing" in page
    assert (
        coordinator.post(f"{place}people/{lead.membership.pk}/suspend/", reason="safety").status_code == 303
    )
    step = GuardedStep.objects.get()
    person = coordinator.client.get(f"{place}people/{lead.membership.pk}/").content.decode()
    assert "To be suspended" in person
    assert "Take it back" in person
    for who, sees in ((steward, True), (other, True), (lead, False), (people["member"], False)):
        assert ("A second yes" in who.client.get(place).content.decode()) is sees
    assert lead.client.get(f"{place}two/{step.pk}/").status_code == 404
    assert steward.post(f"{place}two/{step.pk}/", answer="yes").status_code == 303
    assert lead.actor.roles == frozenset()
    told = other.client.get(place).content.decode()
    assert "Lea was suspended. Coo asked for it, Ste agreed." in told
    assert "was suspended" not in people["member"].client.get(place).content.decode()


def test_whom_it_was_about_reads_that_it_was_so_and_not_who(people, space):
    lead = people["lead"]
    step = end_right(actor=join(space, "Quill", "steward").actor, right=right_of(lead))
    confirm_step(actor=people["steward"].actor, step=step)

    told = lead.client.get(f"/s/{space.code}/").content.decode()

    assert "A right of yours ended on" in told
    assert "Quill" not in told
    copied = [row for one in export(lead.actor) if one.heading == "Decided by two people" for row in one.rows]
    assert len(copied) == 1
    assert "Quill" not in str(copied)


def test_without_any_lead_a_steward_and_a_coordinator_give_the_right_at_once_and_all_read_it(people, space):
    Right.objects.filter(role=LEAD).update(ends_on=today() - dt.timedelta(days=1))
    member = people["member"].membership
    waiting = give_right(
        actor=people["steward"].actor, membership=member, wish=Wish(LEAD, today() + dt.timedelta(days=90))
    )
    assert (waiting.begins_on, waiting.asks_others) == (None, True)
    assert "A second yes" in people["coordinator"].client.get(f"/s/{space.code}/").content.decode()

    confirm_appointment(actor=people["coordinator"].actor, appointment=waiting)

    assert set(holders(LEAD)) == {member}
    assert "Nobody led here" in people["supporter"].client.get(f"/s/{space.code}/").content.decode()
    with stopped_at(dt.datetime.combine(today() + dt.timedelta(days=15), dt.time(12), dt.UTC)):
        assert "Nobody led here" not in people["supporter"].client.get(f"/s/{space.code}/").content.decode()


def test_what_a_suspension_means_is_said_once_and_an_empty_detail_not_at_all(people, space):
    lead = people["lead"].membership
    page = people["steward"].client.get(f"/s/{space.code}/people/{lead.pk}/suspend/").content.decode()
    assert page.count("cannot open this community") == 1
    assert "They are told that they are suspended, not by whom." in page
    page = people["steward"].client.get(f"/s/{space.code}/people/{people['member'].membership.pk}/suspend/")
    assert page.content.decode().count("cannot open this community") == 1

    Membership.objects.filter(pk=lead.pk).update(state="suspended")
    lead.refresh_from_db()
    step = restore_member(actor=people["coordinator"].actor, membership=lead)
    page = people["steward"].client.get(f"/s/{space.code}/two/{step.pk}/").content.decode()
    assert "More exactly" not in page
    assert "Who asks for it" in page


def test_what_two_decided_is_one_quiet_notice_and_ones_own_stands_out(people, space):
    lead, steward = people["lead"].membership, people["steward"]
    for n in range(5):
        GuardedStep.objects.create(
            space=space, membership=lead, deed="suspend", asked_by=people["coordinator"].membership,
            agreed_by=steward.membership, done_on=today() - dt.timedelta(days=n),
        )  # fmt: skip
    page = steward.client.get(f"/s/{space.code}/").content.decode()
    assert page.count("was suspended. Coo asked") == 5
    assert "notice-care" not in page
    shown, _more = page.split("Decided before that")
    assert shown.count("was suspended. Coo asked") == 3
    assert people["lead"].client.get(f"/s/{space.code}/").content.decode().count("notice-care") == 5
