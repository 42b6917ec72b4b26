"""Rights: given by others, for a while, and never the last steward's away."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from muruna.access import NotFound
from muruna.foundation.clock import today
from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.ages import correct_age
from muruna.spaces.actions.appointments import confirm_appointment
from muruna.spaces.actions.members import restore_member, suspend_member
from muruna.spaces.actions.personas import leave_space
from muruna.spaces.actions.rights import end_right, give_right, renew_right, step_back
from muruna.spaces.actions.taking_off import confirm_step
from muruna.spaces.logic.rights import Wish
from muruna.spaces.models import Right
from muruna.spaces.queries import holders, roles_today
from tests.spaces.conftest import join

SOON = dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def right_of(someone):
    return Right.objects.get(membership=someone.membership)


def topics():
    return list(OutboxEvent.objects.values_list("topic", flat=True))


def test_a_coordinator_gives_a_supporter_right(people):
    member = people["member"].membership

    right = give_right(
        actor=people["coordinator"].actor,
        membership=member,
        wish=Wish("supporter", today() + SOON, frozenset({"adults", "under-18"})),
        on_probation=True,
    )

    assert (right.tracks, right.on_probation, right.given_by) == (
        ["adults", "under-18"], True, people["coordinator"].membership,
    )  # fmt: skip
    assert roles_today(member) == {"supporter"}
    assert "right.given" in topics()


@pytest.mark.parametrize("who", ["coordinator", "steward"])
def test_nobody_gives_themselves_a_right_or_extends_their_own(people, who):
    actor, own = people[who].actor, right_of(people[who])

    with pytest.raises(NotFound):
        give_right(actor=actor, membership=people[who].membership, wish=Wish("supervisor", today() + SOON))
    with pytest.raises(NotFound):
        renew_right(actor=actor, right=own, ends_on=today() + SOON)
    with pytest.raises(NotFound):
        end_right(actor=actor, right=own)


@pytest.mark.parametrize("who", ["member", "supporter", "lead"])
def test_others_give_no_rights(people, who):
    with pytest.raises(NotFound):
        give_right(
            actor=people[who].actor,
            membership=people["coordinator"].membership,
            wish=Wish("supervisor", today() + SOON),
        )


def test_only_a_steward_makes_renews_or_ends_a_steward(people, space):
    coordinator, steward = people["coordinator"].actor, people["steward"].actor
    with pytest.raises(ValidationError):
        give_right(
            actor=coordinator, membership=people["member"].membership, wish=Wish("steward", today() + SOON)
        )
    for deed in (
        lambda: renew_right(actor=coordinator, right=right_of(people["steward"]), ends_on=today()),
        lambda: end_right(actor=coordinator, right=right_of(people["steward"])),
    ):
        with pytest.raises(NotFound):
            deed()

    waiting = give_right(
        actor=steward, membership=people["member"].membership, wish=Wish("steward", today() + SOON)
    )
    given = confirm_appointment(actor=people["lead"].actor, appointment=waiting)
    confirm_step(actor=people["lead"].actor, step=end_right(actor=steward, right=given))

    assert set(holders("steward")) == {people["steward"].membership}


def test_the_last_steward_stays_by_every_way(people, space):
    last = people["steward"]
    lead = people["lead"].actor

    for deed in (
        lambda: step_back(actor=last.actor, right=right_of(last)),
        lambda: leave_space(actor=last.actor, membership=last.membership),
        lambda: suspend_member(actor=lead, membership=last.membership, reason="other"),
    ):
        with pytest.raises(ValidationError) as refused:
            deed()
        assert refused.value.code == "last_steward"


def test_a_steward_is_suspended_by_a_steward_only(people, space):
    second = join(space, "Second", "steward")
    with pytest.raises(ValidationError):
        suspend_member(actor=people["coordinator"].actor, membership=second.membership, reason="other")

    step = suspend_member(actor=people["steward"].actor, membership=second.membership, reason="other")
    confirm_step(actor=people["lead"].actor, step=step)

    assert second.actor.roles == frozenset()


def test_stepping_back_needs_no_reason_and_holds_at_once(people):
    supporter = people["supporter"]

    step_back(actor=supporter.actor, right=right_of(supporter))

    assert supporter.actor.roles == frozenset()
    assert topics() == ["right.ended"]


def test_a_right_given_today_ends_today_too(people):
    member = people["member"]
    right = give_right(
        actor=people["steward"].actor, membership=member.membership, wish=Wish("supervisor", today() + SOON)
    )

    end_right(actor=people["coordinator"].actor, right=right)

    assert roles_today(member.membership) == frozenset()


def test_a_right_ends_by_itself(people):
    Right.objects.filter(membership=people["supporter"].membership).update(
        ends_on=today() - dt.timedelta(days=1)
    )

    assert people["supporter"].actor.roles == frozenset()
    with pytest.raises(ValidationError):
        renew_right(
            actor=people["coordinator"].actor, right=right_of(people["supporter"]), ends_on=today() + SOON
        )


def test_minors_hold_what_the_profile_allows(space):
    young, steward = join(space, "Y", band="16-17"), join(space, "S", "steward")
    wish = Wish("supporter", today() + SOON, frozenset({"under-18"}))
    with pytest.raises(ValidationError):
        give_right(actor=steward.actor, membership=young.membership, wish=wish)

    space.profile = "school"
    space.save()

    assert give_right(actor=steward.actor, membership=young.membership, wish=wish).tracks == ["under-18"]
    for forbidden in (
        Wish("coordinator", today() + SOON),
        Wish("supporter", today() + SOON, frozenset({"adults"})),
    ):
        with pytest.raises(ValidationError):
            give_right(
                actor=steward.actor, membership=join(space, "Z", band="16-17").membership, wish=forbidden
            )


def test_nobody_under_16_is_made_a_supporter(space):
    """The matcher proposes none, and a right that nothing ever comes of makes somebody wait for nothing."""
    space.profile = "school"
    space.save()
    young, steward = join(space, "Y", band="13-15"), join(space, "S", "steward")
    wish = Wish("supporter", today() + SOON, frozenset({"under-18"}))

    with pytest.raises(ValidationError, match="people of this age"):
        give_right(actor=steward.actor, membership=young.membership, wish=wish)

    page = steward.client.get(f"/s/{space.code}/people/{young.membership.pk}/rights/").content.decode()
    assert 'value="supporter"' not in page
    assert "give no rights to people of this age" in page


def test_whose_age_is_corrected_to_under_16_supports_nobody_any_more(space):
    space.profile = "school"
    space.save()
    young, steward = join(space, "Y", "supporter", band="16-17"), join(space, "S", "steward")

    correct_age(actor=steward.actor, membership=young.membership, age_band="13-15")

    assert young.actor.roles == frozenset()


def test_suspending_rests_rights_and_restoring_returns_them(people, space):
    supporter, coordinator = people["supporter"], people["coordinator"]
    client = supporter.client
    assert client.get(f"/s/{space.code}/").status_code == 200

    suspend_member(actor=coordinator.actor, membership=supporter.membership, reason="safety")

    assert supporter.actor.roles == frozenset()
    assert client.get(f"/s/{space.code}/").status_code == 404
    restore_member(actor=coordinator.actor, membership=supporter.membership)
    assert supporter.actor.roles == {"supporter"}
    assert supporter.membership.suspended_because == ""


def at_once(*deeds):
    ready, results = threading.Barrier(len(deeds)), []

    def run(deed, space):
        with in_space(space):
            try:
                ready.wait()
                deed()
                results.append("done")
            except (ValidationError, NotFound):
                results.append("refused")
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True)
def test_two_stewards_who_end_each_other_at_once_leave_one(people, space):
    one, two = people["steward"], join(space, "Two", "steward")
    first, second = people["lead"].actor, join(space, "Other", "safeguarding_lead").actor
    steps = [end_right(actor=a.actor, right=right_of(b)) for a, b in ((one, two), (two, one))]

    results = at_once(
        (lambda: confirm_step(actor=first, step=steps[0]), space),
        (lambda: confirm_step(actor=second, step=steps[1]), space),
    )

    assert results == ["done", "refused"]
    assert holders("steward").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_right_given_twice_at_once_is_one(people, space):
    coordinator, steward, member = (
        people["coordinator"].actor,
        people["steward"].actor,
        people["member"].membership,
    )
    wish = Wish("supervisor", today() + SOON)

    results = at_once(
        (lambda: give_right(actor=coordinator, membership=member, wish=wish), space),
        (lambda: give_right(actor=steward, membership=member, wish=wish), space),
    )

    assert results == ["done", "refused"]
    assert Right.objects.filter(membership=member).count() == 1
