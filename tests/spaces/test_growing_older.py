"""An age band moves up by oneself, everywhere, and never down; a coordinator corrects a mistake."""

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.foundation.models import OutboxEvent, Trace
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.actions.ages import correct_age, grow_older
from muruna.spaces.logic.growing import Change, changes
from muruna.spaces.models import Membership
from muruna.spaces.profiles import load_profile
from muruna.spaces.queries import roles_today
from tests.spaces.conftest import join


def band_of(who):
    with across_spaces("a test looks"):
        return Membership.objects.get(pk=who.membership.pk).age_band


def test_a_birthday_moves_the_band_up_in_every_community_and_leaves_a_trace(space, other_space):
    here = join(space, "Kit", band="16-17")
    there = join(other_space, "Kes", band="13-15", someone=here)
    with in_space(space):
        grow_older(actor=here.actor, age_band="18-24")

    assert (band_of(here), band_of(there)) == ("18-24", "18-24")
    assert sorted(OutboxEvent.objects.filter(topic="member.aged").values_list("topic", flat=True)) == [
        "member.aged",
        "member.aged",
    ]
    assert set(Trace.objects.filter(reason="age:18-24").values_list("space_id", flat=True)) == {
        space.pk,
        other_space.pk,
    }


@pytest.mark.parametrize("band", ["13-15", "16-17", "18-24", "99"])
def test_nobody_moves_down_or_stays_by_oneself(space, band):
    adult = join(space, "Kes", band="18-24")

    with in_space(space), pytest.raises(ValidationError) as refused:
        grow_older(actor=adult.actor, age_band=band)

    assert "age_band" in refused.value.message_dict
    assert band_of(adult) == "18-24"


def test_a_birthday_moves_one_line_and_no_more(space):
    young = join(space, "Amal", band="16-17")
    page = young.client.get(f"/s/{space.code}/me/age/").content.decode()
    assert 'value="18-24"' in page
    assert 'value="25+"' not in page

    with in_space(space), pytest.raises(ValidationError) as refused:
        grow_older(actor=young.actor, age_band="25+")

    assert "age_band" in refused.value.message_dict
    assert young.post(f"/s/{space.code}/me/age/", age_band="25+", understood="on").status_code == 422
    assert band_of(young) == "16-17"


def test_what_was_entrusted_to_a_minor_ends_at_18_and_not_before(space):
    young = join(space, "Kit", "supporter", band="13-15")
    with in_space(space):
        grow_older(actor=young.actor, age_band="16-17")
        assert roles_today(young.membership) == {"supporter"}

        grow_older(actor=young.actor, age_band="18-24")

        assert roles_today(young.membership) == frozenset()


def test_the_page_says_what_changes_before_it_is_done(space):
    young = join(space, "Kit", "supporter", band="16-17")
    at = f"/s/{space.code}/me/age/"

    page = young.client.get(at).content.decode()

    assert "comes to rest" in page
    assert "ends today" in page
    assert 'value="13-15"' not in page
    assert young.post(at, age_band="18-24").status_code == 422
    assert band_of(young) == "16-17"
    assert young.post(at, age_band="18-24", understood="on").status_code == 303
    assert band_of(young) == "18-24"
    assert f"/s/{space.code}/me/age/" in young.client.get(f"/s/{space.code}/me/").content.decode()


def test_whoever_is_oldest_has_nowhere_to_go(space):
    oldest = join(space, "Old", band="25+")

    assert oldest.client.get(f"/s/{space.code}/me/age/").status_code == 404
    assert "me/age/" not in oldest.client.get(f"/s/{space.code}/me/").content.decode()


@pytest.mark.parametrize(("before", "after"), [("25+", "16-17"), ("16-17", "25+")])
def test_a_coordinator_corrects_either_way_and_over_18_rights_end(people, space, before, after):
    who = join(space, "Kit", "supporter", band=before)

    answer = people["coordinator"].post(f"/s/{space.code}/people/{who.membership.pk}/age/", age_band=after)

    assert answer.status_code == 303
    assert band_of(who) == after
    with in_space(space):
        who.membership.refresh_from_db()
        assert roles_today(who.membership) == frozenset()
    assert Trace.objects.filter(
        action="age.correct", membership_id=people["coordinator"].membership.pk
    ).exists()


@pytest.mark.parametrize("who", ["member", "supporter", "lead"])
def test_nobody_else_corrects_an_age_and_nobody_their_own(people, space, who):
    other = join(space, "Kit", band="25+")
    with in_space(space):
        for actor, target in ((people[who], other), (people["coordinator"], people["coordinator"])):
            with pytest.raises(NotFound):
                correct_age(actor=actor.actor, membership=target.membership, age_band="16-17")

    assert band_of(other) == "25+"


def test_a_coordinator_does_not_unseat_a_steward_by_an_age(people, space):
    second = join(space, "Second", "steward")
    with in_space(space), pytest.raises(ValidationError):
        correct_age(actor=people["coordinator"].actor, membership=second.membership, age_band="16-17")

    assert band_of(second) == "25+"


def test_consequences_follow_the_profile():
    school, online = load_profile("school"), load_profile("online")

    assert Change.NO_ASKING in changes(school, "18-24", "25+", ())
    assert changes(online, "18-24", "25+", ("supporter",)) == ()
    assert Change.RIGHTS_END in changes(school, "16-17", "18-24", ("supporter",))
    assert Change.RIGHTS_END not in changes(school, "16-17", "18-24", ())
